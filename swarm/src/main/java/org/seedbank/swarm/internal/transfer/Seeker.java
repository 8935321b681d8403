package org.seedbank.swarm.internal.transfer;

import org.seedbank.swarm.internal.sources.PeerBook;

/** A torrent in the session that looks for peers, and takes note of what libtorrent says of that. Called on the alert thread. */
public interface Seeker {

    /** What is known of its trackers. */
    TrackerHealth trackers();

    /** Peers that were tried. */
    PeerBook peers();

    /** Has libtorrent asked what its trackers count, and when it asks them again. */
    void countByTrackers();

    /** A tracker has refused, and its words are not known. */
    void refusedWithoutWords(String tracker);

    /** A tracker has something to say, or did not do what was asked. */
    void trackerWarned(String tracker, String reason);
}
