package org.seedbank.node.internal.serving;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/** Whether what a request is about is what its sender thinks, RFC 9110, section 13. */
final class Conditions {

    private static final DateTimeFormatter DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT);

    private final HttpFields headers;
    private final Content content;

    Conditions(HttpFields headers, Content content) {
        this.headers = headers;
        this.content = content;
    }

    /** What becomes of a request, in the order of section 13.2.2. */
    enum Outcome {
        GO_ON,
        NOT_MODIFIED,
        FAILED
    }

    Outcome outcome() {
        List<String> match = headers.getValuesList(HttpHeader.IF_MATCH);
        Optional<Instant> unmodified = date(HttpHeader.IF_UNMODIFIED_SINCE);
        if (match.isEmpty() ? unmodified.isPresent() && isNewerThan(unmodified.get()) : !isAmong(match, false)) {
            return Outcome.FAILED;
        }
        List<String> noneMatch = headers.getValuesList(HttpHeader.IF_NONE_MATCH);
        Optional<Instant> since = date(HttpHeader.IF_MODIFIED_SINCE);
        boolean known = noneMatch.isEmpty()
                ? since.isPresent() && content.modified().isPresent() && !isNewerThan(since.get())
                : isAmong(noneMatch, true);
        return known ? Outcome.NOT_MODIFIED : Outcome.GO_ON;
    }

    /** Tells whether a part may be sent to who has another, 13.1.5: a tag must be strong, and a time the very same. */
    boolean partFits() {
        String known = headers.get(HttpHeader.IF_RANGE);
        if (known == null) {
            return true;
        }
        String text = known.strip();
        return text.startsWith("\"")
                ? content.quotedTag().filter(text::equals).isPresent()
                : date(text).isPresent() && date(text).equals(content.modified());
    }

    private boolean isNewerThan(Instant time) {
        return content.modified().filter(time::isBefore).isPresent();
    }

    private boolean isAmong(List<String> values, boolean weakly) {
        return values.stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .map(tag -> weakly && tag.startsWith("W/") ? tag.substring(2) : tag)
                .anyMatch(tag -> tag.equals("*") || content.quotedTag().equals(Optional.of(tag)));
    }

    private Optional<Instant> date(HttpHeader header) {
        return Optional.ofNullable(headers.get(header)).flatMap(Conditions::date);
    }

    /** The form that is written today; one in an older form is passed over, as one that is none. */
    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text.strip(), DATE).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
