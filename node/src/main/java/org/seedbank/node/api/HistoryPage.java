package org.seedbank.node.api;

import java.util.List;
import java.util.Optional;

/**
 * A part of what happened to the datasets of a node.
 *
 * @param entries the newest first, at most {@value #MOST}
 * @param before what to ask with for those that happened before these; absent where there are none
 */
public record HistoryPage(List<HistoryEntry> entries, Optional<Long> before) {

    /** Most events that are told at a time. */
    public static final int MOST = 500;

    /** Copies the list. */
    public HistoryPage {
        entries = List.copyOf(entries);
    }
}
