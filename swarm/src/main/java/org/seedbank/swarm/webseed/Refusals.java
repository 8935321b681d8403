package org.seedbank.swarm.webseed;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.seedbank.web.HttpAnswer;
import org.seedbank.web.HttpTrouble;
import org.seedbank.web.RetryAfter;

/** Answers other than the bytes that were asked for. */
public final class Refusals {

    /** However long a server wants to be left alone. */
    static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private Refusals() {}

    /**
     * The meaning of a status.
     *
     * @param file what was asked for, in words
     * @param bytes which part of it, in words
     */
    static WebSeedTrouble of(HttpAnswer answer, String file, String bytes) {
        int status = answer.status();
        return switch (status) {
            case 416 -> new WebSeedTrouble(WebSeedTrouble.Kind.BYTES, "it answers 416: it has not %s".formatted(bytes));
            case 429, 503 ->
                new WebSeedTrouble(
                        WebSeedTrouble.Kind.BUSY,
                        "it answers %d for %s%s".formatted(status, file, answer.through()),
                        pause(answer),
                        null);
            case 301, 302, 303, 307, 308 ->
                new WebSeedTrouble(
                        WebSeedTrouble.Kind.FILE,
                        "it answers %d for %s: %s"
                                .formatted(
                                        status, file, answer.unfollowed().orElse("it leads to where nobody is asked")));
            default ->
                new WebSeedTrouble(
                        status >= 400 && status < 500 ? WebSeedTrouble.Kind.FILE : WebSeedTrouble.Kind.SERVER,
                        "it answers %d for %s%s".formatted(status, file, answer.through()));
        };
    }

    /** RFC 9110, 10.2.3: seconds, or a date. */
    private static Optional<Duration> pause(HttpAnswer answer) {
        return answer.header("Retry-After").flatMap(text -> pause(text.strip()));
    }

    static Optional<Duration> pause(String text) {
        return RetryAfter.parse(text, Instant.now())
                .map(each -> each.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : each);
    }

    /** The meaning of a failure to get any answer, or a whole one. */
    public static WebSeedTrouble of(IOException failure) {
        WebSeedTrouble.Kind kind =
                switch (HttpTrouble.of(failure)) {
                    case PRIVATE_PLACE -> WebSeedTrouble.Kind.NOT_ASKED;
                    case BAD_PROXY -> WebSeedTrouble.Kind.BAD_PROXY;
                    case NO_HOST, NO_SERVER, NOT_SAFE -> WebSeedTrouble.Kind.UNREACHABLE;
                    case BROKEN -> WebSeedTrouble.Kind.BROKEN;
                    case TOO_SLOW -> WebSeedTrouble.Kind.SILENT;
                    case MALFORMED -> WebSeedTrouble.Kind.SERVER;
                };
        return new WebSeedTrouble(kind, HttpTrouble.reason(failure), Optional.empty(), failure);
    }
}
