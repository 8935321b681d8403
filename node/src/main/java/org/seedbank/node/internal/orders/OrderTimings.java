package org.seedbank.node.internal.orders;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * How often orders look, and by which clocks.
 *
 * @param poll the time between two looks at a folder
 * @param quiet how long nothing may have changed before something counts as whole
 * @param ask the time between two questions to a catalog
 * @param clock the time of the day, which may jump
 * @param nanos nanoseconds that never jump, for everything that lasts
 */
public record OrderTimings(Duration poll, Duration quiet, Duration ask, Clock clock, LongSupplier nanos) {

    /** Returns what suits people and instruments. */
    public static final OrderTimings USUAL = new OrderTimings(
            Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofMinutes(10), Clock.systemUTC(), System::nanoTime);

    /** A time from now, by the clock. */
    Instant after(Duration time) {
        return clock.instant().plus(time);
    }

    /** Tells whether a time has gone by since a moment of {@link #nanos}. */
    boolean hasPassed(Duration time, long since) {
        return nanos.getAsLong() - since >= time.toNanos();
    }
}
