package org.seedbank.swarm.internal.webseed;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Tells whether next to nothing comes, leaving aside the time in which nothing was to come. Safe for all threads. */
final class SlowWindow {

    private static final Duration LENGTH = Duration.ofSeconds(20);

    /** Nothing at all in this time is told of, though it is waited for still. */
    static final Duration QUIET = Duration.ofSeconds(10);

    /** What has to come in that time. */
    private static final int LEAST = 20 << 10;

    private final LongSupplier nanos;
    private boolean running;
    private boolean paused;
    private long began;
    private long bytes;
    private long last;

    SlowWindow() {
        this(System::nanoTime);
    }

    /** By another clock than the system's. */
    SlowWindow(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Something is to come from now on. */
    synchronized void begin() {
        running = true;
        paused = false;
        began = nanos.getAsLong();
        last = began;
        bytes = 0;
    }

    synchronized void end() {
        running = false;
    }

    synchronized void took(int count) {
        bytes += count;
        last = nanos.getAsLong();
    }

    /** Nothing is to come for a while. */
    synchronized void pause() {
        paused = true;
    }

    synchronized void goOn(long pausedNanos) {
        paused = false;
        began += pausedNanos;
        last += pausedNanos;
    }

    /** Tells whether less than enough came; what came before a look that says no is not counted at the next. */
    synchronized boolean isTooSlow() {
        if (!running || paused || nanos.getAsLong() - began < LENGTH.toNanos()) {
            return false;
        }
        boolean slow = bytes < LEAST;
        began = nanos.getAsLong();
        bytes = 0;
        return slow;
    }

    /** Tells whether nothing has come for so long that a person should know. */
    synchronized boolean isQuiet() {
        return running && !paused && nanos.getAsLong() - last >= QUIET.toNanos();
    }

    /** Tells whether nothing is to come just now. */
    synchronized boolean isPaused() {
        return running && paused;
    }

    /** What is told of a server that is quiet. */
    static String quiet() {
        return "it was asked, and nothing has come for %d s".formatted(QUIET.toSeconds());
    }

    /** What is told of a server that is too slow. */
    static String tooSlow() {
        return "less than %d bytes came in %d s".formatted(LEAST, LENGTH.toSeconds());
    }
}
