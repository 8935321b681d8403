package org.seedbank.catalog.web;

import java.io.IOException;

/** A whole answer came, and it is not what was asked for; another try would bring the same. */
final class UnusableAnswerException extends IOException {

    private final String remedy;

    /** The fault, and what to do about it. */
    UnusableAnswerException(String reason, String remedy) {
        super(reason);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
