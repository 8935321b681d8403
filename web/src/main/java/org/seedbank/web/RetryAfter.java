package org.seedbank.web;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** The header {@code Retry-After}, by which a server asks to be left alone for a while (RFC 9110, section 10.2.3). */
public final class RetryAfter {

    /** Nobody waits that long, and it is safe to calculate with. */
    static final Duration LONGEST = Duration.ofDays(365);

    private static final Pattern SECONDS = Pattern.compile("[0-9]+");

    /** More digits than this are more than {@link #LONGEST}. */
    private static final int MOST_DIGITS = 9;

    private RetryAfter() {}

    /**
     * How long the server wants to be left alone, from zero to a year.
     *
     * @param value seconds or a date as servers write it, such as {@code Wed, 21 Oct 2015 07:28:00 GMT}; the two forms of
     *     date that RFC 9110 calls obsolete are not read
     * @param now what the clock says
     * @return empty when the value is neither
     */
    public static Optional<Duration> parse(String value, Instant now) {
        String text = value.strip();
        if (SECONDS.matcher(text).matches()) {
            return Optional.of(
                    text.length() > MOST_DIGITS ? LONGEST : bounded(Duration.ofSeconds(Long.parseLong(text))));
        }
        try {
            Instant then = DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
            return Optional.of(bounded(Duration.between(now, then)));
        } catch (DateTimeException e) {
            // A header that says nothing is as good as none.
            return Optional.empty();
        }
    }

    private static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
