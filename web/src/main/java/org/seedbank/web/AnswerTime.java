package org.seedbank.web;

import java.time.Duration;

/**
 * How long an answer may take.
 *
 * @param started when it was asked for, as {@link System#nanoTime} counts
 * @param limit the time for what is small
 * @param longest the time for whatever it is
 * @param bytesPerSecond for so many bytes that have come it may take a second longer
 */
record AnswerTime(long started, Duration limit, Duration longest, int bytesPerSecond) {

    /** How many nanoseconds are left, none or less when the time is over. */
    long left(long received) {
        Duration allowed = limit.plusMillis(received * 1000 / bytesPerSecond);
        Duration least = allowed.compareTo(longest) < 0 ? allowed : longest;
        return least.toNanos() - (System.nanoTime() - started);
    }

    /** How long it has taken. */
    Duration taken() {
        return Duration.ofNanos(System.nanoTime() - started);
    }
}
