package org.seedbank.node.api;

import java.util.Optional;
import java.util.function.Function;

/** Limits by which a node itself keeps a dataset from moving anything, by whose they are. */
public enum OwnLimit {
    /** That of the dataset alone. */
    DATASET("its own limit is 0"),
    /** That which all datasets have together. */
    ALL("the limit for all together is 0"),
    /** A rule of the schedule. */
    SCHEDULE("a rule of the schedule says so just now");

    private final String text;

    OwnLimit(String text) {
        this.text = text;
    }

    /** How a person is told which it is. */
    public String text() {
        return text;
    }

    /** Why nothing comes, for a person. */
    public String whyNothingComes() {
        return "nothing may be received: " + text;
    }

    /**
     * Returns by which limit nothing may be received; empty where something may.
     *
     * @param dataset limits of the dataset alone
     * @param inForce what all may use together just now
     * @param scheduled whether a rule of the schedule says that
     */
    public static Optional<OwnLimit> ofReceiving(Limits dataset, Limits inForce, boolean scheduled) {
        return of(Limits::down, dataset, inForce, scheduled);
    }

    /** Returns by which limit nothing may be sent, as {@link #ofReceiving} does. */
    public static Optional<OwnLimit> ofSending(Limits dataset, Limits inForce, boolean scheduled) {
        return of(Limits::up, dataset, inForce, scheduled);
    }

    private static Optional<OwnLimit> of(
            Function<Limits, Optional<Long>> part, Limits dataset, Limits inForce, boolean scheduled) {
        if (isZero(part.apply(dataset))) {
            return Optional.of(DATASET);
        }
        return isZero(part.apply(inForce)) ? Optional.of(scheduled ? SCHEDULE : ALL) : Optional.empty();
    }

    private static boolean isZero(Optional<Long> rate) {
        return rate.equals(Optional.of(0L));
    }
}
