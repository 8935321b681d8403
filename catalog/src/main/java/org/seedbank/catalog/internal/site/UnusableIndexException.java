package org.seedbank.catalog.internal.site;

import java.io.IOException;

/** A text is not the index of an export; the message goes on after its name, as in {@code is not UTF-8}. */
public final class UnusableIndexException extends IOException {

    /** The fault in the text. */
    public UnusableIndexException(String message, Throwable cause) {
        super(message, cause);
    }
}
