package org.seedbank.swarm.internal.sources;

import java.time.Duration;

/**
 * When an announcement of local discovery is answered by an own one: at most every 30 s. An announcement is repeated for six seconds,
 * so answers to answers end. Not safe for threads.
 */
public final class LocalAnswer {

    private static final Duration PAUSE = Duration.ofSeconds(30);

    private boolean answered;
    private long last;

    /**
     * Tells whether one that has come is to be answered, and takes it for answered then.
     *
     * @param now as {@link System#nanoTime()} has it
     */
    public boolean isDue(long now) {
        boolean due = !answered || now - last >= PAUSE.toNanos();
        if (due) {
            answered = true;
            last = now;
        }
        return due;
    }
}
