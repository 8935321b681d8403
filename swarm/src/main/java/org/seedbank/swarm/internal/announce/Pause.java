package org.seedbank.swarm.internal.announce;

import java.time.Duration;

/** Pauses between tries that fail: each is longer than the one before, up to a bound, and no two peers keep the same. */
final class Pause {

    private static final int MOST_DOUBLINGS = 20;

    private Pause() {}

    /**
     * How long to wait now.
     *
     * @param failures tries in a row that failed, 1 for the first
     * @param chance from 0 to 1; makes the pause up to a fifth longer
     * @return in nanoseconds
     */
    static long after(int failures, Duration first, Duration most, double chance) {
        long doubled = first.toNanos() << Math.min(MOST_DOUBLINGS, Math.max(0, failures - 1));
        return (long) (Math.min(doubled, most.toNanos()) * (1 + chance / 5));
    }
}
