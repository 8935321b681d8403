package org.seedbank.node.internal.history;

import java.util.Optional;
import org.seedbank.node.api.HistoryEntry;
import org.seedbank.swarm.SwarmKey;

/** Is told what happens to the datasets of a node. Never fails: what happened, happened. Safe for all threads. */
@FunctionalInterface
public interface DatasetHistory {

    /** Forgets everything. */
    DatasetHistory NONE = entry -> {};

    /** Keeps this; within a transaction of the node's database as a part of that. */
    void note(HistoryEntry entry);

    /** Returns what people call a dataset, as the history told last; empty where it has not been told. */
    default Optional<String> serial(SwarmKey key) {
        return Optional.empty();
    }

    /** Keeps what could not be kept before, if there is any. */
    default void retry() {}
}
