package org.seedbank.swarm.internal.sources;

import java.time.Duration;

/**
 * When a torrent that is connected to nobody has its peers called again: 15 s after it was left alone, 30 s after that, and then
 * each minute. libtorrent gives up a peer that refused three times, which takes six seconds. Not safe for threads.
 */
public final class Redial {

    private static final Duration FIRST = Duration.ofSeconds(15);

    /** As many as wait together call thousands of peers in that time, at most as fast as the session calls any. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private boolean waits;
    private long next;
    private Duration pause = FIRST;

    /**
     * Tells whether they are to be called now.
     *
     * @param alone whether nobody is connected
     * @param now as {@link System#nanoTime()} has it
     */
    public boolean isDue(boolean alone, long now) {
        if (!alone) {
            waits = false;
            return false;
        }
        if (!waits) {
            waits = true;
            pause = FIRST;
            next = now + pause.toNanos();
        }
        boolean due = now - next >= 0;
        if (due) {
            Duration doubled = pause.multipliedBy(2);
            pause = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
            next = now + pause.toNanos();
        }
        return due;
    }
}
