package org.seedbank.catalog.internal.index;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.seedbank.catalog.AsOf;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.ForeignTorrent;
import org.seedbank.catalog.Freshness;
import org.seedbank.catalog.Listing;
import org.seedbank.catalog.internal.calls.Patience;
import org.seedbank.integrity.Sha256;

/**
 * Reads a remote catalog through what is kept of it on this machine. Safe for use by several threads and processes: one
 * of them refreshes, the others wait for it.
 */
public final class LocalIndex {

    private final Path folder;
    private final Remote remote;
    private final Clock clock;
    private Optional<Snapshot> known = Optional.empty();

    /**
     * The index of one catalog.
     *
     * @param folder where it is kept, with nothing else in it; made when it is missing
     */
    public LocalIndex(Path folder, Remote remote, Clock clock) {
        this.folder = folder;
        this.remote = remote;
        this.clock = clock;
    }

    /** The catalog's listing; see {@link org.seedbank.catalog.Catalog#list(Freshness)}. */
    public Listing list(Freshness freshness) throws InterruptedException {
        return SnapshotView.listing(remote.uri(), current()).asOf(new AsOf(clock.instant(), Optional.empty()));
    }

    /**
     * The thing whose entry counts for this dataset, as it was when last listed; the catalog is asked when it is not known.
     *
     * @throws org.seedbank.catalog.CatalogException.UnknownDataset when the catalog does not list it
     */
    public Item require(Sha256 digest) throws InterruptedException {
        return SnapshotView.find(current(), digest)
                .orElseThrow(() -> new CatalogException.UnknownDataset(remote.uri(), digest.hex()));
    }

    /** The torrent of a listed dataset, from this machine where it is kept; see {@link org.seedbank.catalog.Catalog}. */
    public byte[] torrent(Sha256 digest) throws InterruptedException {
        return remote.torrent(require(digest));
    }

    /** The same for a torrent that is no entry. */
    public byte[] torrent(ForeignTorrent foreign) throws InterruptedException {
        Item item = current().items().stream()
                .filter(each -> each.id().equals(foreign.id()))
                .findFirst()
                .orElseThrow(() -> new CatalogException.UnknownDataset(remote.uri(), foreign.name()));
        return remote.torrent(item);
    }

    /** Takes in at once what this program has just written to the catalog; it replaces what has the same id. */
    public void put(Item item) throws InterruptedException {
        current();
    }

    private synchronized Snapshot current() throws InterruptedException {
        known = Optional.of(remote.refresh(known, Patience.USUAL));
        return known.get();
    }

    @Override
    public String toString() {
        return "LocalIndex[" + folder + "]";
    }
}
