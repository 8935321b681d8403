package org.seedbank.swarm.internal.webseed;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.seedbank.swarm.SwarmLimits;
import org.seedbank.swarm.webseed.Pace;

/** Holds readers to a rate that may change at any time. Safe for all threads. */
final class RateLimit implements Pace {

    /** So much may come at once, for which readers are held up afterwards. */
    private static final long BURST = TimeUnit.MILLISECONDS.toNanos(250);

    /** A limit that is changed is taken up after this. */
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(250);

    private final Supplier<Optional<Long>> bytesPerSecond;
    private long paidUntil = System.nanoTime();

    /** Holds to the rate that is in force at each moment; of 0 to nothing. */
    RateLimit(Supplier<Optional<Long>> bytesPerSecond) {
        this.bytesPerSecond = bytesPerSecond;
    }

    @Override
    public synchronized void took(int bytes) throws InterruptedException {
        Optional<Long> rate = bytesPerSecond.get();
        if (rate.isEmpty()) {
            return;
        }
        while (SwarmLimits.isOff(rate)) {
            TimeUnit.NANOSECONDS.timedWait(this, LOOK);
            rate = bytesPerSecond.get();
        }
        long now = System.nanoTime();
        long start = paidUntil - now < -BURST ? now - BURST : paidUntil;
        paidUntil = start + (long) (bytes * 1e9 / rate.orElse(Long.MAX_VALUE));
        while (paidUntil - System.nanoTime() > 0 && bytesPerSecond.get().equals(rate)) {
            TimeUnit.NANOSECONDS.timedWait(this, Math.min(LOOK, Math.max(1, paidUntil - System.nanoTime())));
        }
    }
}
