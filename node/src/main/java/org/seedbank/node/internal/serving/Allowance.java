package org.seedbank.node.internal.serving;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Bytes that may be sent at a rate, which can change: what was not used is kept for a quarter of a second. Safe for all threads. */
final class Allowance {

    /** Smaller stretches are not worth the packet. */
    private static final long LEAST = 4 << 10;

    private static final int PART_OF_SECOND = 4;
    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(1);
    private static final long SHORTEST_WAIT = TimeUnit.MILLISECONDS.toNanos(2);

    private final LongSupplier nanos;

    /** Negative without a limit. */
    private long rate = -1;

    private double left;
    private long counted;

    Allowance() {
        this(System::nanoTime);
    }

    Allowance(LongSupplier nanos) {
        this.nanos = nanos;
        this.counted = nanos.getAsLong();
    }

    /** Sets the rate, in bytes per second; negative for no limit. */
    synchronized void rate(long bytesPerSecond) {
        if (bytesPerSecond != rate) {
            refill();
            rate = bytesPerSecond;
            left = Math.min(left, room());
        }
    }

    synchronized boolean isNothing() {
        return rate == 0;
    }

    private double room() {
        return Math.max(rate / (double) PART_OF_SECOND, (double) Math.min(rate, LEAST));
    }

    private void refill() {
        long now = nanos.getAsLong();
        if (rate >= 0) {
            left = Math.min(room(), left + rate * ((now - counted) / NANOS));
        }
        counted = now;
    }

    /** How many of so many bytes may be sent now; 0 for none, and then {@link #wait} says for how long. Does not take them. */
    synchronized int offer(int wanted) {
        if (rate < 0) {
            return wanted;
        }
        refill();
        double least = Math.min(Math.min(LEAST, room()), wanted);
        return left < least || rate == 0 ? 0 : (int) Math.min(wanted, left);
    }

    /** Takes bytes that were sent. */
    synchronized void take(int bytes) {
        if (rate >= 0) {
            left -= bytes;
        }
    }

    /** Nanoseconds until something may be sent again, about. */
    synchronized long waitNanos() {
        if (rate <= 0) {
            return LONGEST_WAIT;
        }
        double missing = Math.min(LEAST, room()) - left;
        return Math.max(SHORTEST_WAIT, Math.min(LONGEST_WAIT, (long) (missing / rate * NANOS)));
    }
}
