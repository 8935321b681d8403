package org.seedbank.catalog;

import java.util.Objects;
import java.util.Optional;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.integrity.torrent.Metainfo;

/**
 * Facts that a torrent states about itself.
 *
 * @param name the name of its file or folder; a stranger's text
 * @param bytes size of all files together, 0 or more
 * @param files number of files, 1 or more
 * @param infohashV1 the v1 infohash; at least one of the two is present
 * @param infohashV2 the v2 infohash
 */
public record TorrentFacts(
        String name, long bytes, long files, Optional<InfoHash> infohashV1, Optional<InfoHash> infohashV2) {

    /** Throws {@link IllegalArgumentException} when both infohashes are absent. */
    public TorrentFacts {
        Objects.requireNonNull(name, "name");
        if (infohashV1.isEmpty() && infohashV2.isEmpty()) {
            throw new IllegalArgumentException("a torrent has an infohash");
        }
    }

    /** The facts of this torrent. */
    public static TorrentFacts of(Metainfo torrent) {
        return new TorrentFacts(
                torrent.name(),
                torrent.totalLength(),
                torrent.files().size(),
                torrent.infoHashV1(),
                torrent.infoHashV2());
    }

    /** Tells whether this is one of its infohashes. */
    public boolean has(InfoHash infoHash) {
        return infohashV1.filter(infoHash::equals).isPresent()
                || infohashV2.filter(infoHash::equals).isPresent();
    }
}
