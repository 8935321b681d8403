package org.seedbank.web;

import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/** No answer, or no whole one, came within the limit; the message says what was waited for, and how long. */
public final class TooSlowException extends HttpTimeoutException {
    TooSlowException(String missing, Duration waited, Throwable cause) {
        super("%s came within %d s".formatted(missing, Math.max(1, waited.toSeconds())));
        initCause(cause);
    }

    /** True when not even a connection came: then nobody at that host could be asked for anything. */
    public boolean isWithoutConnection() {
        return getCause() instanceof HttpConnectTimeoutException;
    }
}
