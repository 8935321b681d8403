package org.seedbank.node.api;

import java.util.List;
import org.seedbank.swarm.SwarmKey;

/**
 * Describes what has changed in a node since somebody last looked.
 *
 * @param number the number of the newest change; numbers grow while a node runs
 * @param datasets datasets that are new or different
 * @param gone datasets that the node has no more
 */
public record Changes(long number, List<DatasetView> datasets, List<SwarmKey> gone) {

    /** Copies the lists. */
    public Changes {
        datasets = List.copyOf(datasets);
        gone = List.copyOf(gone);
    }
}
