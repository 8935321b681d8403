package org.seedbank.catalog.internal.calls;

/** Judges by the status code of an answer whether to ask again (RFC 9110, section 15). */
public final class HttpStatus {

    private static final int REQUEST_TIMEOUT = 408;

    /** RFC 6585, section 4. */
    private static final int TOO_MANY_REQUESTS = 429;

    private HttpStatus() {}

    /** Tells whether the same request may be answered otherwise a little later: 408, 429 and every 5xx. */
    public static boolean isTransient(int status) {
        return status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS || (status >= 500 && status <= 599);
    }
}
