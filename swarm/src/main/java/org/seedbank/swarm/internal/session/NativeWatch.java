package org.seedbank.swarm.internal.session;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.seedbank.integrity.threads.Fault;

/**
 * Asks libtorrent's network thread for something again and again, and tells when it does not answer: it is at one thing
 * without end then, and neither peers nor calls are answered. Asked for by one thread; safe for all.
 */
final class NativeWatch {

    private static final long EVERY = Duration.ofSeconds(5).toNanos();

    /** Longer than a slow disk holds the thread up. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final long NO_QUESTION = Long.MIN_VALUE;

    private final Runnable question;
    private final LongSupplier nanos;

    /** When the question was put that is not answered. */
    private final AtomicLong open = new AtomicLong(NO_QUESTION);

    private long next;

    /**
     * Has asked nothing yet.
     *
     * @param question has libtorrent answer soon by {@link #answered}; must not wait for it
     * @param nanos a clock that never jumps
     */
    NativeWatch(Runnable question, LongSupplier nanos) {
        this.question = question;
        this.nanos = nanos;
        next = nanos.getAsLong();
    }

    /** Puts the question when it is due and the one before it was answered. */
    void look() {
        long now = nanos.getAsLong();
        if (now - next >= 0 && open.compareAndSet(NO_QUESTION, now)) {
            next = now + EVERY;
            question.run();
        }
    }

    void answered() {
        open.set(NO_QUESTION);
    }

    /** Returns that it does not answer, and for how long. */
    Optional<Fault> fault() {
        long since = open.get();
        Duration silence = since == NO_QUESTION ? Duration.ZERO : Duration.ofNanos(nanos.getAsLong() - since);
        return silence.compareTo(PATIENCE) <= 0
                ? Optional.empty()
                : Optional.of(new Fault("libtorrent has not answered for %d s".formatted(silence.toSeconds()), true));
    }
}
