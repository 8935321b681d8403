package org.seedbank.node.internal.history;

import org.seedbank.node.api.HistoryEntry;

/** Is told what happens to the datasets of a node. Never fails: what happened, happened. Safe for all threads. */
@FunctionalInterface
public interface DatasetHistory {

    /** Forgets everything. */
    DatasetHistory NONE = entry -> {};

    /** Keeps this; within a transaction of the node's database as a part of that. */
    void note(HistoryEntry entry);

    /** Keeps what could not be kept before, if there is any. */
    default void retry() {}
}
