package org.seedbank.catalog.web;

import java.io.IOException;
import java.util.Optional;
import org.seedbank.web.HttpAnswer;

/** A server answered with another status than was hoped for. */
final class StatusException extends IOException {

    private final int status;
    private final transient Optional<String> retryAfter;
    private final transient Optional<String> unfollowed;
    private final String through;

    /** The status of an answer, and what else it says. */
    StatusException(HttpAnswer answer) {
        super("HTTP " + answer.status());
        this.status = answer.status();
        this.unfollowed = answer.unfollowed();
        this.retryAfter = answer.header("Retry-After");
        this.through = answer.through();
    }

    int status() {
        return status;
    }

    /** Why a redirect is not followed. */
    Optional<String> unfollowed() {
        return unfollowed;
    }

    /** The header {@code Retry-After} where there was one. */
    Optional<String> retryAfter() {
        return retryAfter;
    }

    /** The proxy that it came through, as {@link HttpAnswer#through} says it. */
    String through() {
        return through;
    }
}
