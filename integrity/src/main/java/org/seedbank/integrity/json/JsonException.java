package org.seedbank.integrity.json;

/** JSON that is not what was expected; the message says what is wrong and where. */
public final class JsonException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Says what is wrong, lower case, no full stop, and the failure underneath, or null. */
    JsonException(String message, Throwable cause) {
        super(message, cause);
    }
}
