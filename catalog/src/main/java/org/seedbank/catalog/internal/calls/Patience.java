package org.seedbank.catalog.internal.calls;

import java.time.Duration;

/**
 * How long to go on with a request.
 *
 * @param tries how often it is tried at most, 1 or more
 * @param each how long one try may take
 * @param firstPause about how long to wait after the first failure; each next wait is twice as long
 * @param longestPause the longest wait; a server that asks for more is not asked again
 * @param whole how long after the first try began another one may begin
 */
public record Patience(int tries, Duration each, Duration firstPause, Duration longestPause, Duration whole) {

    /** For work that somebody waits for to succeed: about two minutes of waits in all. */
    public static final Patience USUAL =
            new Patience(7, Duration.ofMinutes(2), Duration.ofSeconds(1), Duration.ofSeconds(64));

    /** For a question whose answer is known already, only older. */
    public static final Patience SHORT =
            new Patience(2, Duration.ofSeconds(15), Duration.ofMillis(500), Duration.ofSeconds(5));

    /** Throws {@link IllegalArgumentException} when nothing would be tried. */
    public Patience {
        if (tries < 1) {
            throw new IllegalArgumentException("at least one try is needed");
        }
    }

    /** Patience that the number of tries alone ends. */
    public Patience(int tries, Duration each, Duration firstPause, Duration longestPause) {
        this(tries, each, firstPause, longestPause, each.plus(longestPause).multipliedBy(tries));
    }

    /** This patience for an answer or request of so many bytes, which even a slow line of 10 kB/s has the time for. */
    public Patience forBytes(long bytes) {
        return new Patience(tries, each.plusSeconds(bytes / 10_000), firstPause, longestPause);
    }
}
