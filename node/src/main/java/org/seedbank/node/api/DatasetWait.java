package org.seedbank.node.api;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.seedbank.swarm.SwarmKey;

/** Waits for a node to come to a certain point with a dataset. For one thread. */
public final class DatasetWait {

    private static final Duration ROUND = Duration.ofSeconds(10);

    private final NodeControl node;
    private final SwarmKey key;
    private final Duration limit;
    private final Consumer<DatasetView> observer;

    /** Waits for a time at most. */
    public DatasetWait(NodeControl node, SwarmKey key, Duration limit) {
        this(node, key, limit, view -> {});
    }

    /** Does the same, showing each view on the way to {@code observer}, on the waiting thread. */
    public DatasetWait(NodeControl node, SwarmKey key, Duration limit, Consumer<DatasetView> observer) {
        this.node = node;
        this.key = key;
        this.limit = limit;
        this.observer = observer;
    }

    /**
     * Waits until a view is what is waited for.
     *
     * @return that view, or the last one when the time was over
     * @throws NodeException.UnknownDataset when the node has no such dataset, or has it no more
     */
    public DatasetView until(Predicate<DatasetView> reached) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        long seen = 0;
        DatasetView view = node.dataset(key);
        observer.accept(view);
        while (!reached.test(view) && deadline - System.nanoTime() > 0) {
            Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
            Changes news =
                    node.changes(seen, left.compareTo(ROUND) < 0 ? left : ROUND).orElse(null);
            if (news != null) {
                seen = news.number();
                view = node.dataset(key);
                observer.accept(view);
            }
        }
        return view;
    }
}
