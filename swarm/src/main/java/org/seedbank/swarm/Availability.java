package org.seedbank.swarm;

import java.util.Objects;
import java.util.Optional;

/**
 * Peers and trackers that could give a transfer what it lacks, at one moment.
 *
 * @param peers connected peers
 * @param seeds connected peers that have everything
 * @param knownPeers peers that were heard of, the connected ones among them
 * @param trackerProblem what the last tracker said that did not help, in libtorrent's or the tracker's own words: show
 *     them with care. Empty when one tracker works, or none was asked
 */
public record Availability(int peers, int seeds, int knownPeers, Optional<String> trackerProblem) {

    /** Throws {@link NullPointerException} without a word on trackers. */
    public Availability {
        Objects.requireNonNull(trackerProblem, "trackerProblem");
    }
}
