package org.seedbank.web;

import java.io.IOException;

/** A whole body came and cannot be uncompressed; another try would bring the same. */
public final class UnreadableBodyException extends IOException {
    UnreadableBodyException(String message) {
        super(message);
    }
}
