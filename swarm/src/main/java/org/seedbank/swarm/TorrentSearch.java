package org.seedbank.swarm;

import java.util.List;
import java.util.Objects;

/**
 * The search for the torrent of a magnet link at one moment.
 *
 * @param sources ways by which peers are found that may have it, with the last word of each, at most {@value Source#MOST}; without
 *     those of the session as a whole, see {@link SessionView}
 * @param availability the peers
 */
public record TorrentSearch(List<Source> sources, Availability availability) {

    /** Copies the list. */
    public TorrentSearch {
        sources = List.copyOf(sources);
        Objects.requireNonNull(availability, "availability");
    }
}
