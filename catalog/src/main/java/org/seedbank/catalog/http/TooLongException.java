package org.seedbank.catalog.http;

import java.io.IOException;

/** A body is longer than is read; the message is an amount. */
public final class TooLongException extends IOException {
    TooLongException(int most) {
        super("more than %d bytes".formatted(most));
    }
}
