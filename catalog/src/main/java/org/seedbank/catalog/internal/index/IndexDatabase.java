package org.seedbank.catalog.internal.index;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.seedbank.database.Database;
import org.seedbank.database.DatabaseException;
import org.seedbank.database.DatabaseSettings;

/**
 * The database of all remote catalogs, opened anew for each use. A damaged one is set aside and made anew. Where the file
 * cannot be used, all goes on in memory from then on, with what is in the file as far as it can be read. Safe for use by
 * several threads.
 */
final class IndexDatabase {

    private final DatabaseSettings settings;
    private final Clock clock;

    /** Null as long as the file can be used. Guarded by this. */
    private Database memory;

    private String trouble;

    IndexDatabase(IndexFiles files, Clock clock) {
        this.settings = files.settings();
        this.clock = clock;
    }

    /** Something done with the database; repeated from the beginning where it has to be done in another one. */
    @FunctionalInterface
    interface Use<T> {
        T of(Database database) throws InterruptedException;
    }

    /** Why what is known of a catalog is in memory alone. */
    synchronized Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** Uses the database. */
    <T> T use(Use<T> use) throws InterruptedException {
        Optional<Database> instead = memory();
        if (instead.isPresent()) {
            return use.of(instead.get());
        }
        try {
            return useFile(use);
        } catch (DatabaseException.Damaged e) {
            return useNext(use);
        } catch (DatabaseException e) {
            return use.of(inMemory(e.getMessage()));
        }
    }

    private <T> T useNext(Use<T> use) throws InterruptedException {
        try {
            setAside();
            return useFile(use);
        } catch (DatabaseException e) {
            return use.of(inMemory(e.getMessage()));
        }
    }

    /** Does the same for short work, also on an interrupted thread. */
    <T> T useUninterruptibly(Use<T> use) {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return use(use);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private <T> T useFile(Use<T> use) throws InterruptedException {
        try (Database database = Database.open(settings)) {
            return use.of(database);
        }
    }

    private synchronized Optional<Database> memory() {
        return Optional.ofNullable(memory);
    }

    /** The database in memory, which is used from now on. */
    synchronized Database inMemory(String reason) throws InterruptedException {
        if (memory == null) {
            memory = Database.openInMemory(settings);
            trouble = reason;
        }
        return memory;
    }

    /** Another process may have found the damage as well, and been faster. */
    private void setAside() throws InterruptedException {
        try (Database database = Database.open(settings)) {
            database.check();
            return;
        } catch (DatabaseException.Damaged e) {
            Path aside = Database.setAside(settings.file(), clock.instant());
            try (Database database = Database.open(settings)) {
                SerialTable.salvage(settings.at(aside), database);
            }
        }
    }
}
