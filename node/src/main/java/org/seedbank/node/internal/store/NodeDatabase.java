package org.seedbank.node.internal.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.seedbank.database.Change;
import org.seedbank.database.Database;
import org.seedbank.database.DatabaseException;
import org.seedbank.database.DatabaseSettings;
import org.seedbank.database.Durability;
import org.seedbank.database.Schema;
import org.seedbank.database.Work;
import org.seedbank.integrity.Remedy;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.NodeFolder;

/**
 * The database {@code node.db}. Safe for all threads: they take turns on its one connection, which belongs to none of them,
 * so a transaction must be short. One within another of the same thread is part of that. Interrupts do not end them.
 */
public final class NodeDatabase implements AutoCloseable {

    /** Tables of this version are made by {@code node-1.sql}. */
    static final int VERSION = 1;

    /** Longer than anything of ours takes; a process that hangs in a transaction is told then. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Database database;

    private NodeDatabase(Database database) {
        this.database = database;
    }

    /** How the database of a node is opened. */
    public static DatabaseSettings settings(NodeFolder folder) {
        return new DatabaseSettings(
                folder.database(),
                new Schema(NodeDatabase.class, "node", VERSION),
                Durability.EVERY_COMMIT,
                PATIENCE,
                folder.nativeCache());
    }

    /**
     * Opens the database of a node, and makes it where it is missing.
     *
     * @throws DatabaseException as {@link Database#open} does
     */
    public static NodeDatabase open(NodeFolder folder) throws InterruptedException {
        return open(folder, folder.database());
    }

    /** Opens a copy of a database to be changed. */
    static NodeDatabase open(NodeFolder folder, Path copy) throws InterruptedException {
        return new NodeDatabase(Database.open(settings(folder).at(copy)));
    }

    /**
     * Opens the database for those who only look, whether a node runs or not; empty when there is none, or nothing in its
     * file.
     *
     * @throws NodeException.StateUnusable when it is damaged
     * @throws DatabaseException as {@link Database#openToRead} does
     */
    public static Optional<NodeDatabase> find(NodeFolder folder) throws InterruptedException {
        try {
            return Files.exists(folder.database())
                    ? Optional.of(openToRead(folder, folder.database()))
                    : Optional.empty();
        } catch (DatabaseException.NoTables e) {
            return Optional.empty();
        } catch (DatabaseException.Damaged e) {
            throw unusable(e);
        }
    }

    /** Opens a copy of a database to be read. */
    static NodeDatabase openToRead(NodeFolder folder, Path copy) throws InterruptedException {
        return new NodeDatabase(Database.openToRead(settings(folder).at(copy)));
    }

    /** Reads from one state of it. Throws {@link NodeException.StateUnusable} when that fails. */
    public <T> T read(Work<T, RuntimeException> work) {
        try {
            return database.readUninterruptibly(work);
        } catch (DatabaseException e) {
            throw unusable(e);
        }
    }

    /**
     * Changes it; all of that is on the disk when this returns.
     *
     * @throws NodeException.StateUnusable when it fails; nothing has changed then
     */
    public void write(Change<RuntimeException> change) {
        try {
            database.writeUninterruptibly(change);
        } catch (DatabaseException e) {
            throw unusable(e);
        }
    }

    /** As {@link #write}, but a power cut may take the change, though not the end of this process. */
    public void writeSoon(Change<RuntimeException> change) {
        try {
            database.writeLazily(change);
        } catch (DatabaseException e) {
            throw unusable(e);
        }
    }

    /** Says the same of what a node has, for which there may be a backup. */
    static NodeException unusable(DatabaseException e) {
        Remedy remedy = e instanceof DatabaseException.Damaged ? Remedy.of(Remedy.Kind.RESTORE_BACKUP) : e.advice();
        return new NodeException.StateUnusable(e.getMessage(), remedy, e);
    }

    /** Brings the file itself up to date. Waits for the disk, and for no other process. */
    void checkpoint() {
        try {
            database.checkpoint();
        } catch (DatabaseException e) {
            throw unusable(e);
        }
    }

    /** Looks at every page. Throws {@link DatabaseException.Damaged} when one makes no sense. */
    public void check() throws InterruptedException {
        database.check();
    }

    /** Writes all of it into another file, while others go on using it. */
    public void backUp(Path target) throws InterruptedException {
        database.backUp(target);
    }

    @Override
    public void close() {
        database.close();
    }
}
