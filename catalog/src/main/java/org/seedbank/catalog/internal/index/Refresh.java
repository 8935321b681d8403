package org.seedbank.catalog.internal.index;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.internal.calls.Patience;
import org.seedbank.database.Database;
import org.seedbank.database.DatabaseException;

/** Brings what is kept of a catalog up to date. Whoever had to wait for another's refresh takes its result where it will do. */
final class Refresh {

    /** Anything that was deleted shows only in whole listings, so one is made as often as this. */
    private static final Duration WHOLE = Duration.ofDays(1);

    private final Remote remote;
    private final Clock clock;
    private final IndexFiles files;
    private final IndexDatabase database;
    private final KeptTorrents torrents;
    private final Turns turns;

    Refresh(Remote remote, Clock clock, IndexFiles files, IndexDatabase database, Duration lockWait) {
        this.remote = remote;
        this.clock = clock;
        this.files = files;
        this.database = database;
        this.torrents = new KeptTorrents(files.folder().resolve("torrents"));
        this.turns = new Turns(files.folder(), remote.uri(), lockWait);
    }

    KeptTorrents torrents() {
        return torrents;
    }

    /** Has the index hold what the catalog held at this time or later. */
    void since(Instant time, Patience patience) throws InterruptedException {
        inTurn(opened -> {
            if (!isIn(known(opened).flatMap(CatalogTable.Known::asked), time)) {
                ask(opened, isWholeDue(opened), patience);
            }
        });
    }

    /** Has the index hold what a listing from beginning to end shows that began at this time or later. */
    void whole(Instant time) throws InterruptedException {
        inTurn(opened -> {
            if (!isIn(known(opened).flatMap(CatalogTable.Known::listedWhole), time)) {
                ask(opened, true, Patience.USUAL);
            }
        });
    }

    /** Adds what this program wrote to the catalog. Where it cannot be written down this process knows it nevertheless. */
    void put(Item item) throws InterruptedException {
        try {
            inTurn(opened -> write(opened, item));
        } catch (CatalogException.Locked e) {
            write(database.inMemory(e.getMessage()), item);
        }
    }

    /** Something done with the database in a turn. */
    @FunctionalInterface
    private interface Step {
        void run(Database opened) throws InterruptedException;
    }

    private void inTurn(Step step) throws InterruptedException {
        turns.take(obstacle -> {
            if (obstacle.isPresent()) {
                database.inMemory(obstacle.get());
            }
            database.use(opened -> {
                step.run(opened);
                return null;
            });
        });
    }

    private void write(Database opened, Item item) throws InterruptedException {
        GatheredItems written = new GatheredItems(opened, remote.uri());
        written.put(item);
        written.write();
        Instant now = clock.instant();
        opened.write(connection -> {
            long catalog = catalog(connection);
            ItemTable.write(connection, catalog, item.id(), now);
            if (wasListed(connection)) {
                Renumbering.run(connection, catalog);
            }
        });
        forgetEarlier();
    }

    private Optional<CatalogTable.Known> known(Database opened) throws InterruptedException {
        return opened.read(connection -> CatalogTable.find(connection, remote.uri()));
    }

    /** Tells whether something happened between then and now; times to come tell of a clock that was put back. */
    private boolean isIn(Optional<Instant> time, Instant since) {
        return time.filter(each -> !each.isBefore(since) && !each.isAfter(clock.instant()))
                .isPresent();
    }

    private boolean isWholeDue(Database opened) throws InterruptedException {
        Instant now = clock.instant();
        return known(opened)
                .flatMap(CatalogTable.Known::listedWhole)
                .filter(whole -> Duration.between(whole, now).abs().compareTo(WHOLE) <= 0)
                .isEmpty();
    }

    private void ask(Database opened, boolean whole, Patience patience) throws InterruptedException {
        if (opened.isReadOnly()) {
            // Before the catalog is asked in vain.
            throw new DatabaseException.ReadOnly(files.database(), "permission denied", null);
        }
        Optional<Snapshot> before = whole ? Optional.empty() : Optional.of(snapshot(opened));
        GatheredItems found = new GatheredItems(opened, remote.uri());
        Instant began = clock.instant();
        Refreshed answer = remote.refresh(before, found, patience);
        found.write();
        Bounds bounds = new Bounds(remote.uri());
        bounds.cursors(answer.cursors());
        opened.write(connection -> takeIn(connection, answer, began, bounds));
        if (answer instanceof Refreshed.Whole) {
            torrents.retain(() -> wanted(opened), began);
        }
        forgetEarlier();
    }

    private Snapshot snapshot(Database opened) throws InterruptedException {
        return new Snapshot(opened, known(opened).orElseThrow().id());
    }

    private void takeIn(Connection connection, Refreshed answer, Instant began, Bounds bounds) throws SQLException {
        long catalog = catalog(connection);
        boolean changed = answer instanceof Refreshed.Changed part
                ? ItemTable.change(connection, catalog, part.removed())
                : ItemTable.replaceAll(connection, catalog, began);
        if (changed || !wasListed(connection)) {
            bounds.count(ItemTable.count(connection, catalog));
            Renumbering.run(connection, catalog);
        }
        CatalogTable.answered(connection, catalog, began, answer);
    }

    /** Serials are given when all is known that may claim them. */
    private boolean wasListed(Connection connection) throws SQLException {
        return CatalogTable.find(connection, remote.uri())
                .flatMap(CatalogTable.Known::asked)
                .isPresent();
    }

    /** The catalog's number. With the first one, what earlier versions remembered of its serials is taken over. */
    private long catalog(Connection connection) throws SQLException {
        Optional<CatalogTable.Known> known = CatalogTable.find(connection, remote.uri());
        if (known.isPresent()) {
            return known.get().id();
        }
        long made = CatalogTable.make(connection, remote.uri());
        new SerialTable(connection, made).add(files.earlierSightings());
        return made;
    }

    private void forgetEarlier() {
        if (database.trouble().isEmpty()) {
            files.deleteEarlier();
        }
    }

    private Set<String> wanted(Database opened) {
        return opened.readUninterruptibly(connection -> new HashSet<>(Rows.list(
                connection,
                "SELECT key, checksum, modified FROM item WHERE catalog = (SELECT id FROM catalog WHERE uri = ?)",
                row -> KeptTorrents.name(row.getString(1), row.getString(2), Moments.ofMillis(row, 3)),
                remote.uri().toString())));
    }
}
