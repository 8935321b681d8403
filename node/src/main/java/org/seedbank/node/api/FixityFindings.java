package org.seedbank.node.api;

import java.time.Instant;
import java.util.Set;

/**
 * Describes what a verification found in the files of a dataset, for a node that has it.
 *
 * @param ended when the verification ended
 * @param complete whether all files that the node has of the dataset were verified
 * @param damaged indexes, in the torrent's list of files, of those that are not what was published
 */
public record FixityFindings(Instant ended, boolean complete, Set<Integer> damaged) {

    /** Copies the set. */
    public FixityFindings {
        damaged = Set.copyOf(damaged);
    }
}
