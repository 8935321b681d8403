package org.seedbank.catalog.web;

import java.io.IOException;
import java.util.Optional;

/** A server answered with another status than was hoped for. */
final class StatusException extends IOException {

    private final int status;
    private final transient Optional<String> retryAfter;

    /** The status, and the header {@code Retry-After} where there was one. */
    StatusException(int status, Optional<String> retryAfter) {
        super("HTTP " + status);
        this.status = status;
        this.retryAfter = retryAfter;
    }

    int status() {
        return status;
    }

    Optional<String> retryAfter() {
        return retryAfter;
    }
}
