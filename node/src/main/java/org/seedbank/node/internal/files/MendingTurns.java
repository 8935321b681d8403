package org.seedbank.node.internal.files;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.seedbank.node.api.MendingReport;

/**
 * When the next try to mend a dataset is due: at once, then after pauses that double, and after some tries never again, until
 * a person asks. And what these tries came to. For the keeper thread.
 */
public final class MendingTurns {

    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final int MOST = 10;

    private final LongSupplier clock;
    private int tries;
    private long next;
    private boolean asked;
    private MendingReport report = MendingReport.NOTHING;

    public MendingTurns() {
        this(System::nanoTime);
    }

    /** Turns by a clock that counts nanoseconds from any moment. */
    public MendingTurns(LongSupplier clock) {
        this.clock = clock;
        this.next = clock.getAsLong();
    }

    public boolean isDue() {
        return asked || (tries < MOST && clock.getAsLong() - next >= 0);
    }

    /** Tells whether a person has asked for the next try. */
    public boolean isAsked() {
        return asked;
    }

    /** A person asks. */
    public void ask() {
        anew();
        asked = true;
        report = MendingReport.NOTHING;
    }

    /** The next try is due at once. */
    public void anew() {
        tries = 0;
        next = clock.getAsLong();
        asked = false;
    }

    public void begun() {
        if (tries == 0) {
            report = MendingReport.NOTHING;
        }
        next = clock.getAsLong() + FIRST.toNanos() * (1L << tries);
        tries++;
        asked = false;
    }

    public void ended(MendingReport of) {
        report = report.then(of);
    }

    /** Returns what the tries came to since the first of them. */
    public MendingReport report() {
        return report;
    }
}
