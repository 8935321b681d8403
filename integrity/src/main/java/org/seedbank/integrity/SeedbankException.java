package org.seedbank.integrity;

import java.util.Objects;

/**
 * Something that could not be done, told to a person: the message says what failed and why, the remedy what to do next.
 *
 * <p>Each module has one sealed root below this class, whose kinds carry the facts. Damage to data is never an
 * exception.
 */
public abstract class SeedbankException extends RuntimeException {

    private final String remedy;

    /**
     * @param message what failed and why, lower case, names in single quotes, no full stop
     * @param remedy what the person can do next, in the same style
     * @param cause the failure underneath, or null
     */
    protected SeedbankException(String message, String remedy, Throwable cause) {
        super(message, cause);
        this.remedy = Objects.requireNonNull(remedy, "remedy");
    }

    /** What the person can do next. */
    public String remedy() {
        return remedy;
    }
}
