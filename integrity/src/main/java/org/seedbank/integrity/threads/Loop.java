package org.seedbank.integrity.threads;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;

/**
 * A daemon thread that does the same again and again until it is closed. A round that fails, of whatever, is told in the
 * log, and the next one follows after a pause that grows while they fail. Safe for all threads.
 */
public final class Loop implements AutoCloseable {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /** So often the pause is doubled at most; it has long reached the longest then. */
    private static final int MAX_DOUBLED = 20;

    private final Round round;
    private final Logger log;
    private final Thread thread;
    private final AtomicBoolean started = new AtomicBoolean();
    private final CountDownLatch closing = new CountDownLatch(1);

    /** Written by the thread alone: rounds that failed since one did not. */
    private int failures;

    /** When the round began that goes on, as {@link System#nanoTime} counts. */
    private volatile long began = System.nanoTime();

    /** One turn: waits for something to do, for seconds at most, and does it. */
    @FunctionalInterface
    public interface Round {
        /** An interrupt that is not the end of the loop counts as a failure. */
        void run() throws InterruptedException;
    }

    /**
     * Does not begin yet.
     *
     * @param log hears of rounds that failed
     * @param factory makes the thread
     */
    Loop(Round round, Logger log, ThreadFactory factory) {
        this.round = round;
        this.log = log;
        thread = factory.newThread(this::run);
    }

    /** Begins. */
    public Loop start() {
        if (started.compareAndSet(false, true)) {
            thread.start();
        }
        return this;
    }

    private void run() {
        while (!isClosing()) {
            try {
                began = System.nanoTime();
                round.run();
                failures = 0;
            } catch (Throwable e) {
                if (isClosing()) {
                    log.debug("the last round of '{}' ended early", thread.getName(), e);
                } else {
                    failed(e);
                }
            }
        }
    }

    private void failed(Throwable why) {
        failures++;
        LongLivedThreads.tell(log, thread.getName(), why);
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLED));
        Duration shorter = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
        try {
            closing.await(shorter.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            log.debug("a pause was cut short", e);
        }
    }

    /** Tells whether it is to end; a round that takes long asks. */
    public boolean isClosing() {
        return closing.getCount() == 0;
    }

    String name() {
        return thread.getName();
    }

    /** Tells whether the thread has ended though nobody has closed it. */
    boolean isDead() {
        return started.get() && !isClosing() && !thread.isAlive();
    }

    /** How long the round has taken so far that goes on. */
    Duration busy() {
        return started.get() && !isClosing() ? Duration.ofNanos(System.nanoTime() - began) : Duration.ZERO;
    }

    /** Lets no other round begin; the one that goes on is not interrupted. */
    public void end() {
        closing.countDown();
    }

    /** Lets no other round begin, and interrupts the one that goes on. */
    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
    }

    /** Waits until the thread has ended after it was told to; an interrupt of the caller is kept for later. */
    public boolean join(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        boolean interrupted = false;
        while (thread.isAlive() && thread != Thread.currentThread() && deadline - System.nanoTime() > 0) {
            try {
                TimeUnit.NANOSECONDS.timedJoin(thread, deadline - System.nanoTime());
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }
}
