package org.seedbank.integrity.threads;

import java.util.Objects;

/**
 * Describes what keeps a process from its work as a whole, and not one thing that it does.
 *
 * @param text what is wrong, for a person
 * @param endsWithProcess whether a new process would not have it
 */
public record Fault(String text, boolean endsWithProcess) {

    /** Requires a text. */
    public Fault {
        Objects.requireNonNull(text, "text");
    }
}
