package org.seedbank.node.internal.history;

import org.seedbank.node.api.HistoryEntry;

/** Is told what happens to the datasets of a node. Never fails: what happened, happened. Safe for all threads. */
@FunctionalInterface
public interface DatasetHistory {

    /** Forgets everything. */
    DatasetHistory NONE = entry -> {};

    /** Keeps this. */
    void note(HistoryEntry entry);
}
