package org.seedbank.node.examination;

import java.util.List;
import org.seedbank.swarm.Source;

/**
 * Why a dataset, or all of a node, goes on or stands still.
 *
 * @param sources every way by which peers and bytes are found, with its last word
 * @param findings what was looked at, and found
 */
public record Examination(List<Source> sources, List<Finding> findings) {

    /** Nothing was looked at. */
    public static final Examination NONE = new Examination(List.of(), List.of());

    /** Copies the lists. */
    public Examination {
        sources = List.copyOf(sources);
        findings = List.copyOf(findings);
    }
}
