package org.seedbank.swarm;

import java.util.Optional;
import java.util.stream.IntStream;
import org.seedbank.integrity.Metainfo;

/**
 * What one transfer is about.
 *
 * @param layout where the torrent's files lie
 * @param fetch what to fetch; empty for a dataset that is there and is only seeded
 */
record TransferPlan(Metainfo torrent, TorrentLayout layout, Optional<FetchPlan> fetch) {

    FetchTarget target() {
        return new FetchTarget(torrent, layout.root());
    }

    boolean fetches() {
        return fetch.isPresent();
    }

    /** Whether some files are left out, so that libtorrent may keep a file of parts beside the dataset. */
    boolean isPartial() {
        return fetch.flatMap(FetchPlan::files).isPresent();
    }

    long bytesWanted() {
        return IntStream.range(0, torrent.files().size())
                .filter(i -> fetch.map(plan -> plan.wants(i)).orElse(true))
                .mapToLong(i -> torrent.files().get(i).length())
                .sum();
    }
}
