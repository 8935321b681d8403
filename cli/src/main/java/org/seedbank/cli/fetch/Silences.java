package org.seedbank.cli.fetch;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NodeControl;
import org.seedbank.swarm.SwarmKey;

/**
 * Times since which nothing has come of datasets that are waited for at once, so that a silent one costs no time of its
 * own when its turn comes. For one thread.
 */
final class Silences {

    /** All datasets are looked at so often, also while one is waited for. */
    static final Duration ROUND = Duration.ofSeconds(10);

    private final Duration limit;
    private final LongSupplier nanos;
    private final Map<SwarmKey, Seen> seen = new HashMap<>();
    private long looked;

    private record Seen(DatasetView view, long since) {}

    /** Begins now for these datasets, each of which may be silent for {@code limit}. */
    Silences(Iterable<DatasetView> waiting, Duration limit, LongSupplier nanos) {
        this.limit = limit;
        this.nanos = nanos;
        this.looked = nanos.getAsLong();
        waiting.forEach(view -> seen.put(view.key(), new Seen(view, looked)));
    }

    /** How long nothing may come of one. */
    Duration limit() {
        return limit;
    }

    /** Takes note of how far a dataset is. */
    void note(DatasetView view) {
        Seen before = seen.get(view.key());
        if (before == null || hasMoved(before.view(), view)) {
            seen.put(view.key(), new Seen(view, nanos.getAsLong()));
        }
    }

    /** Takes note of how far all are that are waited for, unless that was done a moment ago. */
    void look(NodeControl node) throws InterruptedException {
        if (seen.size() > 1 && nanos.getAsLong() - looked >= ROUND.toNanos()) {
            looked = nanos.getAsLong();
            node.datasets().stream()
                    .filter(view -> seen.containsKey(view.key()))
                    .forEach(this::note);
        }
    }

    /** How long a dataset that was noted may still be silent; zero when its time is over. */
    Duration left(DatasetView view) {
        long silent = nanos.getAsLong() - seen.get(view.key()).since();
        return Duration.ofNanos(Math.max(0, limit.toNanos() - silent));
    }

    static boolean hasMoved(DatasetView before, DatasetView now) {
        return now.state() != before.state()
                || now.amounts().bytesDone() != before.amounts().bytesDone();
    }
}
