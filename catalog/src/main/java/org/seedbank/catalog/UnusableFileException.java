package org.seedbank.catalog;

import java.io.IOException;

/** A file is not one that is read here; the message goes on after "it", as in {@code is a folder}. */
final class UnusableFileException extends IOException {

    UnusableFileException(String message) {
        super(message);
    }
}
