package org.seedbank.node.internal.orders;

import java.util.Optional;
import java.util.Set;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.swarm.SwarmKey;

/** The torrents of the datasets that a node has. Safe for all threads. */
@FunctionalInterface
public interface HeldTorrents {

    /** The torrent of a dataset; empty when the node has no such dataset. */
    Optional<Held> held(SwarmKey key);

    /**
     * A torrent, and what of it was asked for.
     *
     * @param torrent the torrent
     * @param files indexes of the chosen files; empty for all
     */
    record Held(Metainfo torrent, Optional<Set<Integer>> files) {

        /** Copies the set. */
        public Held {
            files = files.map(Set::copyOf);
        }
    }
}
