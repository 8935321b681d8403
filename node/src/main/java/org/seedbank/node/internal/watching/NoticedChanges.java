package org.seedbank.node.internal.watching;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Says when something that changes is to be looked at: once it is quiet, after a bounded time if it is not, and ever more
 * rarely while it goes on changing. For one thread; times are those of {@link System#nanoTime}.
 *
 * @param <K> names what changes
 */
final class NoticedChanges<K> {

    static final Duration QUIET = Duration.ofSeconds(2);
    static final Duration LONGEST = Duration.ofSeconds(10);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

    /** Anything that changes all the time is looked at no more often than everything is anyway. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private final Map<K, Burst> bursts = new HashMap<>();
    private final Map<K, Pause> pauses = new HashMap<>();

    private record Burst(long first, long last) {}

    private record Pause(long since, long length) {
        boolean isOver(long now) {
            return now - since >= length;
        }

        /** Tells whether what was looked at was calm for as long again, and longer than a burst can last. */
        boolean isForgotten(long now) {
            return now - since >= length + Math.max(length, 2 * LONGEST.toNanos());
        }
    }

    void noticed(K what, long now) {
        Burst before = bursts.get(what);
        bursts.put(what, new Burst(before == null ? now : before.first(), now));
    }

    void forget(K what) {
        bursts.remove(what);
        pauses.remove(what);
    }

    /** Returns what is to be looked at now; it is noticed anew from here on. */
    List<K> due(long now) {
        List<K> due = new ArrayList<>();
        bursts.forEach((what, burst) -> {
            boolean calm = now - burst.last() >= QUIET.toNanos() || now - burst.first() >= LONGEST.toNanos();
            if (calm && (!pauses.containsKey(what) || pauses.get(what).isOver(now))) {
                due.add(what);
            }
        });
        due.forEach(what -> {
            bursts.remove(what);
            pauses.compute(what, (ignored, before) -> new Pause(now, length(before, now)));
        });
        pauses.values().removeIf(pause -> pause.isForgotten(now));
        return due;
    }

    private static long length(Pause before, long now) {
        return before == null || before.isForgotten(now)
                ? FIRST_PAUSE.toNanos()
                : Math.min(2 * before.length(), LONGEST_PAUSE.toNanos());
    }
}
