package org.seedbank.catalog.internal.index;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.seedbank.catalog.AsOf;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.CatalogWarning;
import org.seedbank.catalog.ForeignTorrent;
import org.seedbank.catalog.Freshness;
import org.seedbank.catalog.Listing;
import org.seedbank.catalog.internal.calls.Patience;
import org.seedbank.integrity.Sha256;

/**
 * Reads a remote catalog through what is kept of it on this machine. Safe for use by several threads and processes: one
 * of them refreshes, the others wait for it. Reading what is kept waits for nobody.
 *
 * <p>Nothing that goes wrong with the files of the index fails a call: what cannot be believed is fetched again, and what
 * cannot be written is kept in memory, with a warning in the listing.
 */
public final class LocalIndex {

    /** Longer than a refresh takes, unless its process hangs. */
    private static final Duration LOCK_WAIT = Duration.ofSeconds(30);

    private static final Duration RECENT = Duration.ofMinutes(1);

    private final Remote remote;
    private final Clock clock;
    private final IndexDatabase database;
    private final IndexedEntries entries;
    private final Refresh refresh;
    private final KeptTorrents torrents;

    /** The index of one catalog. */
    public LocalIndex(IndexFiles files, Remote remote, Clock clock) {
        this(files, remote, clock, LOCK_WAIT);
    }

    LocalIndex(Path folder, Remote remote, Clock clock) {
        this(folder, remote, clock, LOCK_WAIT);
    }

    LocalIndex(Path folder, Remote remote, Clock clock, Duration lockWait) {
        this(IndexFiles.in(folder), remote, clock, lockWait);
    }

    private LocalIndex(IndexFiles files, Remote remote, Clock clock, Duration lockWait) {
        this.remote = remote;
        this.clock = clock;
        this.database = new IndexDatabase(files, clock);
        this.entries = new IndexedEntries(database, remote.uri());
        this.refresh = new Refresh(remote, clock, files, database, lockWait);
        this.torrents = refresh.torrents();
    }

    /** The catalog's listing; see {@link org.seedbank.catalog.Catalog#list(Freshness)}. */
    public Listing list(Freshness freshness) throws InterruptedException {
        refuseInterrupted();
        Instant now = clock.instant();
        switch (freshness) {
            case STORED -> {
                return stored();
            }
            case RECENT -> {
                return recent(now);
            }
            case NOW -> refresh.since(now, Patience.USUAL);
            case WHOLE -> refresh.whole(now);
        }
        return shown();
    }

    /** A catalog that is not empty must not look so because the file with what is known of it cannot be read. */
    private Listing stored() throws InterruptedException {
        Optional<Instant> asked = asked();
        if (asked.isPresent()) {
            return shown(asked.get());
        }
        Optional<String> trouble = database.trouble();
        if (trouble.isPresent()) {
            throw new CatalogException.Unreachable(
                    remote.uri(),
                    "what is kept of it on this machine cannot be used: " + trouble.get(),
                    "list it with network; the file is left alone, and serves the version of seedbank that made it",
                    null);
        }
        return neverListed();
    }

    private Listing recent(Instant now) throws InterruptedException {
        Optional<Instant> asked = asked();
        if (asked.isEmpty()) {
            refresh.since(now, Patience.USUAL);
            return shown();
        }
        Instant oldest = now.minus(RECENT);
        // A time that is still to come tells of a clock that was put back, and nothing of the listing's age.
        if (!asked.get().isBefore(oldest) && !asked.get().isAfter(now)) {
            return shown(asked.get());
        }
        try {
            refresh.since(oldest, Patience.SHORT);
            return shown();
        } catch (CatalogException e) {
            return asked().map(time -> shown(new AsOf(time, Optional.of(e)))).orElseThrow(() -> e);
        }
    }

    private static void refuseInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before a catalog's index was used");
        }
    }

    /**
     * The thing whose entry counts for this dataset, as it was when last listed; the catalog is asked when it is not known.
     *
     * @throws org.seedbank.catalog.CatalogException.UnknownDataset when the catalog does not list it
     */
    public Item require(Sha256 digest) throws InterruptedException {
        return require((connection, catalog) -> ItemTable.find(connection, catalog, digest), digest.hex());
    }

    /** The torrent of a listed dataset, from this machine where it is kept; see {@link org.seedbank.catalog.Catalog}. */
    public byte[] torrent(Sha256 digest) throws InterruptedException {
        return torrent(require(digest));
    }

    /** Does the same for a torrent that is no entry. */
    public byte[] torrent(ForeignTorrent foreign) throws InterruptedException {
        return torrent(
                require((connection, catalog) -> ItemTable.find(connection, catalog, foreign.id()), foreign.name()));
    }

    /** Looks for an item of a catalog. */
    @FunctionalInterface
    private interface Search {
        Optional<Item> in(Connection connection, long catalog) throws SQLException;
    }

    private Item require(Search search, String name) throws InterruptedException {
        refuseInterrupted();
        Instant now = clock.instant();
        Optional<Item> stored = found(search);
        if (stored.isPresent()) {
            return stored.get();
        }
        refresh.since(now, Patience.USUAL);
        return found(search).orElseThrow(() -> new CatalogException.UnknownDataset(remote.uri(), name));
    }

    private Optional<Item> found(Search search) throws InterruptedException {
        return database.use(opened -> opened.read(connection -> {
            Optional<CatalogTable.Known> known = CatalogTable.find(connection, remote.uri());
            return known.isPresent() ? search.in(connection, known.get().id()) : Optional.empty();
        }));
    }

    private byte[] torrent(Item item) throws InterruptedException {
        Optional<byte[]> kept = torrents.find(item);
        if (kept.isPresent()) {
            return kept.get();
        }
        byte[] torrent = remote.torrent(item);
        torrents.keep(item, torrent);
        return torrent;
    }

    /**
     * Takes in at once what this program has just written to the catalog; it replaces what has the same id. It stays as it
     * is until the catalog shows it, or a whole listing that began more than ten minutes later does not.
     */
    public void put(Item item) throws InterruptedException {
        refresh.put(item);
    }

    /** When the catalog last answered; empty before it ever has. */
    private Optional<Instant> asked() throws InterruptedException {
        return database.use(opened -> opened.read(connection -> CatalogTable.find(connection, remote.uri())))
                .flatMap(CatalogTable.Known::asked);
    }

    private Listing shown() throws InterruptedException {
        return shown(asked().orElseThrow());
    }

    private Listing shown(Instant asked) {
        return shown(new AsOf(asked, Optional.empty()));
    }

    private Listing shown(AsOf moment) {
        List<CatalogWarning> notes =
                database.trouble().map(LocalIndex::notKept).stream().toList();
        return Listing.of(remote.uri(), entries, notes, Optional.of(moment));
    }

    private Listing neverListed() {
        return Listing.of(remote.uri(), List.of(), List.of(note("knows nothing of this catalog yet")));
    }

    private static CatalogWarning notKept(String reason) {
        return note("cannot be kept: " + reason);
    }

    private static CatalogWarning note(String what) {
        return new CatalogWarning("local index", what);
    }

    /** Where it is kept. */
    @Override
    public String toString() {
        return "LocalIndex[" + remote.uri() + "]";
    }
}
