package org.seedbank.catalog.web;

import java.io.IOException;
import java.util.Optional;

/** A server answered with another status than was hoped for. */
final class StatusException extends IOException {

    private final int status;
    private final transient Optional<String> retryAfter;
    private final transient Optional<String> unfollowed;

    /**
     * The status.
     *
     * @param retryAfter the header {@code Retry-After} where there was one
     * @param unfollowed why a redirect is not followed
     */
    StatusException(int status, Optional<String> retryAfter, Optional<String> unfollowed) {
        super("HTTP " + status);
        this.unfollowed = unfollowed;
        this.status = status;
        this.retryAfter = retryAfter;
    }

    int status() {
        return status;
    }

    Optional<String> unfollowed() {
        return unfollowed;
    }

    Optional<String> retryAfter() {
        return retryAfter;
    }
}
