package org.seedbank.swarm.webseed;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seedbank.web.HttpAnswer;

/**
 * Which bytes an answer has (RFC 9110, 14.4).
 *
 * @param start the first
 * @param end the one after the last
 * @param total how many there are in all, if it says so
 */
record ContentRange(long start, long end, OptionalLong total) {

    private static final Pattern FORM =
            Pattern.compile("(?i)\\s*bytes\\s+([0-9]{1,18})-([0-9]{1,18})/([0-9]{1,18}|\\*)\\s*");

    /** Empty where an answer does not say it, or nonsense. */
    static Optional<ContentRange> of(HttpAnswer answer) {
        Matcher form = FORM.matcher(answer.header("Content-Range").orElse(""));
        if (!form.matches()) {
            return Optional.empty();
        }
        long start = Long.parseLong(form.group(1));
        long end = Long.parseLong(form.group(2)) + 1;
        OptionalLong total =
                form.group(3).equals("*") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(form.group(3)));
        return end <= start ? Optional.empty() : Optional.of(new ContentRange(start, end, total));
    }
}
