package org.seedbank.uploading.description;

/** A description's text is not in the form that it should be in. The message goes on from its name: {@code it is not JSON}. */
public final class NotReadableException extends Exception {

    private static final long serialVersionUID = 1;

    NotReadableException(String message) {
        super(message);
    }

    NotReadableException(String message, Throwable cause) {
        super(message, cause);
    }
}
