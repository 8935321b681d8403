package org.seedbank.web;

import java.io.IOException;

/** A body is longer than is read; the message is an amount. */
public final class TooLongException extends IOException {
    TooLongException(long most) {
        super("more than %d bytes".formatted(most));
    }
}
