package org.seedbank.node.internal.datasets;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.internal.store.DatasetRecord;
import org.seedbank.node.internal.store.DatasetStore;
import org.seedbank.node.internal.store.Stamps;
import org.seedbank.swarm.SwarmKey;

/**
 * Writes records down, and keeps those that the disk refuses until it does not: a full or read-only state folder must not
 * end seeding. For the keeper thread, but for what says otherwise.
 */
final class RecordWriter {

    private final DatasetStore store;
    private final Map<SwarmKey, DatasetRecord> records = new LinkedHashMap<>();

    /** Written by the keeper thread, read by all. */
    private final Map<SwarmKey, Stamps> stamps = new ConcurrentHashMap<>();

    private volatile Optional<String> warning = Optional.empty();

    RecordWriter(DatasetStore store) {
        this.store = store;
    }

    /** Writes down what has changed of a dataset, or leaves it for later. */
    void keep(SwarmKey key, Optional<DatasetRecord> record, Optional<Stamps> changed) {
        record.ifPresent(some -> records.put(key, some));
        changed.ifPresent(some -> stamps.put(key, some));
        retry(key);
    }

    /** Writes down records of which only counters have changed. */
    void count(Map<SwarmKey, DatasetRecord> changed) {
        if (!changed.isEmpty()) {
            try {
                store.count(changed);
            } catch (NodeException.StateUnusable e) {
                records.putAll(changed);
                warn(e);
            }
        }
    }

    private void retry(SwarmKey key) {
        try {
            store.update(key, Optional.ofNullable(records.get(key)), Optional.ofNullable(stamps.get(key)));
            records.remove(key);
            stamps.remove(key);
            clearWarning();
        } catch (NodeException.StateUnusable e) {
            warn(e);
        }
    }

    private void warn(NodeException.StateUnusable e) {
        warning = Optional.of(e.getMessage() + "; what has changed is tried again");
    }

    private void clearWarning() {
        if (records.isEmpty() && stamps.isEmpty()) {
            warning = Optional.empty();
        }
    }

    /** Tries everything again that was refused; gives up at the first refusal. */
    void retry() {
        Set<SwarmKey> keys = new LinkedHashSet<>(records.keySet());
        keys.addAll(stamps.keySet());
        for (SwarmKey key : keys) {
            retry(key);
            if (records.containsKey(key) || stamps.containsKey(key)) {
                return;
            }
        }
    }

    /** How the files of a dataset were when they were last read, written down or not. Any thread. */
    Optional<Stamps> stamps(SwarmKey key) {
        return Optional.ofNullable(stamps.get(key)).or(() -> store.stamps(key));
    }

    /** Throws {@link NodeException.StateUnusable} when the last change of a dataset is not written. */
    void requireWritten(SwarmKey key) {
        if (records.containsKey(key)) {
            throw new NodeException.StateUnusable(
                    warning.orElse("the state folder cannot be written") + ", and done until the node ends", null);
        }
    }

    void forget(SwarmKey key) {
        records.remove(key);
        stamps.remove(key);
        clearWarning();
    }

    /** Returns what is wrong with the state folder, for a person. Any thread. */
    Optional<String> warning() {
        return warning;
    }
}
