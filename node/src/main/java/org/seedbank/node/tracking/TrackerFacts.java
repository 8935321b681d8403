package org.seedbank.node.tracking;

import java.util.List;
import org.seedbank.integrity.HostPort;

/**
 * Describes the tracker that runs beside a node.
 *
 * @param listen where it listens, with the ports that it has; at least one
 * @param catalogs names or places of the catalogs whose datasets may be announced
 * @param datasets how many datasets may be announced just now
 * @param open whether anything else may be announced too
 * @param members whether only who has a key is answered
 */
public record TrackerFacts(List<HostPort> listen, List<String> catalogs, int datasets, boolean open, boolean members) {

    /** Copies the lists. Throws {@link IllegalArgumentException} when it listens nowhere. */
    public TrackerFacts {
        listen = List.copyOf(listen);
        catalogs = List.copyOf(catalogs);
        if (listen.isEmpty()) {
            throw new IllegalArgumentException("a tracker listens somewhere");
        }
    }
}
