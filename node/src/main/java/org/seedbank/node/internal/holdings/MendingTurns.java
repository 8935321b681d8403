package org.seedbank.node.internal.holdings;

import java.time.Duration;

/**
 * When the next try to mend a dataset is due: at once, then after pauses that double, and after some tries never again, until
 * a person asks. For the keeper thread.
 */
final class MendingTurns {

    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final int MOST = 10;

    private int tries;
    private long next = System.nanoTime();
    private boolean asked;

    boolean isDue() {
        return asked || (tries < MOST && System.nanoTime() - next >= 0);
    }

    /** Whether a person has asked for the next try. */
    boolean isAsked() {
        return asked;
    }

    /** A person asks. */
    void ask() {
        anew();
        asked = true;
    }

    /** The next try is due at once. */
    void anew() {
        tries = 0;
        next = System.nanoTime();
        asked = false;
    }

    void begun() {
        next = System.nanoTime() + FIRST.toNanos() * (1L << tries);
        tries++;
        asked = false;
    }
}
