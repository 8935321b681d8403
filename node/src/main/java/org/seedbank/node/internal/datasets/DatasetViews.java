package org.seedbank.node.internal.datasets;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.seedbank.node.api.Changes;
import org.seedbank.node.api.DatasetView;
import org.seedbank.swarm.SwarmKey;

/** Where the keeper shows what it has, and others read it and wait for changes. Safe for all threads. */
final class DatasetViews {

    private static final Comparator<DatasetView> OLDEST_FIRST = Comparator.comparing(DatasetView::added)
            .thenComparing(view -> view.key().hex());

    /** Whoever looks less often than this many removals may keep some that are gone; a fresh list tells. */
    private static final int REMEMBERED_REMOVALS = 1_000;

    private record Shown(DatasetView view, long number) {}

    private record Removal(SwarmKey key, long number) {}

    private final Map<SwarmKey, Shown> shown = new HashMap<>();
    private final Deque<Removal> removals = new ArrayDeque<>();
    private long newest;

    synchronized void show(DatasetView view) {
        Shown before = shown.get(view.key());
        if (before == null || !before.view().equals(view)) {
            newest++;
            shown.put(view.key(), new Shown(view, newest));
            notifyAll();
        }
    }

    synchronized void remove(SwarmKey key) {
        if (shown.remove(key) != null) {
            newest++;
            removals.addLast(new Removal(key, newest));
            if (removals.size() > REMEMBERED_REMOVALS) {
                removals.removeFirst();
            }
            notifyAll();
        }
    }

    synchronized Optional<DatasetView> find(SwarmKey key) {
        return Optional.ofNullable(shown.get(key)).map(Shown::view);
    }

    synchronized int size() {
        return shown.size();
    }

    List<DatasetView> all() {
        List<DatasetView> views;
        synchronized (this) {
            views = new ArrayList<>(shown.size());
            shown.values().forEach(each -> views.add(each.view()));
        }
        views.sort(OLDEST_FIRST);
        return views;
    }

    /**
     * Returns what has changed since the change {@code known}, once something has; empty when {@code limit} is over.
     * Whoever knows a change that has not been yet knows it from a node before this one, and is told everything.
     */
    synchronized Optional<Changes> changes(long known, Duration limit) throws InterruptedException {
        long seen = known > newest ? 0 : known;
        long deadline = System.nanoTime() + limit.toNanos();
        while (newest <= seen) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return Optional.empty();
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return Optional.of(new Changes(
                newest,
                shown.values().stream()
                        .filter(each -> each.number() > seen)
                        .map(Shown::view)
                        .sorted(OLDEST_FIRST)
                        .toList(),
                removals.stream()
                        .filter(each -> each.number() > seen && !shown.containsKey(each.key()))
                        .map(Removal::key)
                        .toList()));
    }
}
