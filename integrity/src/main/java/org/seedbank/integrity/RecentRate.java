package org.seedbank.integrity;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How fast a total has grown over the last seconds. What was longer ago does not count: when nothing comes any more, the
 * rate is 0 once the window has passed. For one thread at a time; times are those of {@link System#nanoTime}.
 */
public final class RecentRate {

    /** Shortest time that counts: a beginning is not taken for faster than what would come in a second. */
    private static final long SHORTEST = Duration.ofSeconds(1).toNanos();

    /** So many moments of a window are remembered at most. */
    private static final int MOMENTS = 64;

    private record Moment(long nanos, long total) {}

    private final long window;
    private final Deque<Moment> moments = new ArrayDeque<>();
    private Moment newest;

    /** The rate over a window of at least a second. */
    public RecentRate(Duration window) {
        this.window = window.toNanos();
    }

    /** The total is this much now. */
    public void count(long total, long now) {
        newest = new Moment(now, total);
        if (moments.isEmpty() || now - moments.getLast().nanos() >= window / MOMENTS) {
            moments.addLast(newest);
        }
        forget(now);
    }

    /** How much the total grows in a second. */
    public long perSecond(long now) {
        if (newest == null || now - newest.nanos() >= window) {
            return 0;
        }
        forget(now);
        Moment base = moments.getFirst();
        long elapsed = Math.max(SHORTEST, Math.min(window, now - base.nanos()));
        return (long) (Math.max(0, newest.total() - base.total()) * 1e9 / elapsed);
    }

    /** Keeps the last moment from before the window, from which on everything counts. */
    private void forget(long now) {
        Moment first = moments.removeFirst();
        while (!moments.isEmpty() && now - moments.getFirst().nanos() >= window) {
            first = moments.removeFirst();
        }
        moments.addFirst(first);
    }
}
