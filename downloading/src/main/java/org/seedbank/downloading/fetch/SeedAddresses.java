package org.seedbank.downloading.fetch;

import java.util.List;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.Entry;
import org.seedbank.integrity.HostPort;
import org.seedbank.integrity.torrent.Metainfo;

/** Addresses at which a dataset is seeded for good, as the entry says that travels with its torrent. */
public final class SeedAddresses {

    private SeedAddresses() {}

    /**
     * Those of a torrent, at most {@link Entry#MAX_SEED_ADDRESSES}; none of a private one (BEP 27), whose peers are had from its
     * trackers alone. A stranger's choice.
     */
    public static List<HostPort> of(Metainfo torrent) {
        if (torrent.isPrivate() || torrent.entryJson().isEmpty()) {
            return List.of();
        }
        try {
            Entry entry = Entry.parse(torrent.entryJson().get());
            return torrent.datasetDigest().filter(entry.digest()::equals).isPresent()
                    ? entry.seedAddresses()
                    : List.of();
        } catch (CatalogException.MalformedEntry e) {
            return List.of(); // Whoever looks at the entry is told.
        }
    }
}
