package org.seedbank.integrity;

import java.util.Objects;

/**
 * Something that could not be done, told to a person: the message says what failed and why, the remedy what to do next.
 *
 * <p>Each module has one sealed root below this class, whose kinds carry the facts. Damage to data is never an
 * exception.
 */
public abstract class SeedbankException extends RuntimeException {

    private final transient Remedy advice;

    /**
     * A failure with advice in words of its own.
     *
     * @param message what failed and why, lower case, names in single quotes, no full stop
     * @param remedy what the person can do next, in the same style; it names no command and no option
     * @param cause the failure underneath, or null
     */
    protected SeedbankException(String message, String remedy, Throwable cause) {
        this(message, Remedy.advice(remedy), cause);
    }

    /** A failure with advice of a kind. */
    protected SeedbankException(String message, Remedy advice, Throwable cause) {
        super(message, cause);
        this.advice = Objects.requireNonNull(advice, "advice");
    }

    /** The advice, for a program that has words of its own for its kind. */
    public Remedy advice() {
        return advice;
    }

    /** Returns what the person can do next, in plain words. */
    public String remedy() {
        return advice.words();
    }
}
