package org.seedbank.integrity.files;

import java.io.IOException;

/** A file is not one that is read here; the message goes on after "it", as in {@code is a folder}. */
public final class UnusableFileException extends IOException {

    /** Says what is wrong with the file. */
    public UnusableFileException(String message) {
        super(message);
    }
}
