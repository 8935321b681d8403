package org.seedbank.catalog.internal.index;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.seedbank.catalog.AsOf;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.CatalogWarning;
import org.seedbank.catalog.ForeignTorrent;
import org.seedbank.catalog.Freshness;
import org.seedbank.catalog.Listing;
import org.seedbank.catalog.internal.calls.Patience;
import org.seedbank.catalog.serials.SerialMemory;
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
    private final SnapshotStore store;
    private final Refresh refresh;
    private final KeptTorrents torrents;
    private final SerialMemory memory;

    /**
     * The index of one catalog.
     *
     * @param folder where it is kept, with nothing else in it; made when it is missing
     * @param memory what this machine has seen of the catalog's serials
     */
    public LocalIndex(Path folder, Remote remote, Clock clock, SerialMemory memory) {
        this(folder, remote, clock, LOCK_WAIT, memory);
    }

    LocalIndex(Path folder, Remote remote, Clock clock) {
        this(folder, remote, clock, LOCK_WAIT);
    }

    LocalIndex(Path folder, Remote remote, Clock clock, Duration lockWait) {
        this(folder, remote, clock, lockWait, SerialMemory.none());
    }

    private LocalIndex(Path folder, Remote remote, Clock clock, Duration lockWait, SerialMemory memory) {
        this.memory = memory;
        this.remote = remote;
        this.clock = clock;
        this.store = new SnapshotStore(new SnapshotFile(folder.resolve("snapshot"), remote.uri()));
        this.torrents = new KeptTorrents(folder.resolve("torrents"));
        this.refresh = new Refresh(remote, clock, store, torrents, new Turns(folder, remote.uri(), lockWait));
    }

    /** The catalog's listing; see {@link org.seedbank.catalog.Catalog#list(Freshness)}. */
    public Listing list(Freshness freshness) throws InterruptedException {
        Interruption.check();
        Instant now = clock.instant();
        return switch (freshness) {
            case STORED -> listed().map(this::shown).orElseGet(this::neverListed);
            case RECENT -> recent(now);
            case NOW -> shown(refresh.since(now, Patience.USUAL));
            case WHOLE -> shown(refresh.whole(now));
        };
    }

    private Listing recent(Instant now) throws InterruptedException {
        Optional<Instant> asked = listed().map(kept -> kept.snapshot().asked());
        if (asked.isEmpty()) {
            return shown(refresh.since(now, Patience.USUAL));
        }
        Instant oldest = now.minus(RECENT);
        // A time that is still to come tells of a clock that was put back, and nothing of the listing's age.
        if (!asked.get().isBefore(oldest) && !asked.get().isAfter(now)) {
            return listed().map(this::shown).orElseThrow();
        }
        try {
            return shown(refresh.since(oldest, Patience.SHORT));
        } catch (CatalogException e) {
            return listed().map(
                            kept -> shown(kept).asOf(new AsOf(kept.snapshot().asked(), Optional.of(e))))
                    .orElseThrow(() -> e);
        }
    }

    /**
     * The thing whose entry counts for this dataset, as it was when last listed; the catalog is asked when it is not known.
     *
     * @throws org.seedbank.catalog.CatalogException.UnknownDataset when the catalog does not list it
     */
    public Item require(Sha256 digest) throws InterruptedException {
        return require(items -> SnapshotView.find(items, digest), digest.hex());
    }

    /** The torrent of a listed dataset, from this machine where it is kept; see {@link org.seedbank.catalog.Catalog}. */
    public byte[] torrent(Sha256 digest) throws InterruptedException {
        return torrent(require(digest));
    }

    /** The same for a torrent that is no entry. */
    public byte[] torrent(ForeignTorrent foreign) throws InterruptedException {
        return torrent(require(items -> SnapshotView.find(items, foreign.id()), foreign.name()));
    }

    private Item require(Function<PackedItems, Optional<Item>> search, String name) throws InterruptedException {
        Interruption.check();
        Instant now = clock.instant();
        Optional<Item> stored = store.read().map(IndexedCatalog::items).flatMap(search);
        if (stored.isPresent()) {
            return stored.get();
        }
        return search.apply(refresh.since(now, Patience.USUAL).items())
                .orElseThrow(() -> new CatalogException.UnknownDataset(remote.uri(), name));
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

    private Optional<IndexedCatalog> listed() throws InterruptedException {
        return store.read().filter(IndexedCatalog::isListing);
    }

    private Listing shown(IndexedCatalog kept) {
        List<CatalogWarning> notes =
                store.trouble().map(LocalIndex::notKept).stream().toList();
        return SnapshotView.listing(remote.uri(), kept.items(), notes, memory)
                .asOf(new AsOf(kept.snapshot().asked(), Optional.empty()));
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
