package org.seedbank.node.api;

import java.util.Optional;

/**
 * Describes what transfers may use.
 *
 * @param up bytes sent per second; 0 for none at all, empty for no limit
 * @param down bytes received per second; 0 for none at all, empty for no limit
 * @param ratio bytes sent for each byte received, after which a dataset is not served any more; empty for no limit
 */
public record Limits(Optional<Long> up, Optional<Long> down, Optional<Double> ratio) {

    /** No limits. */
    public static final Limits NONE = new Limits(Optional.empty(), Optional.empty(), Optional.empty());

    /** Throws {@link IllegalArgumentException} when a limit is negative or no number. */
    public Limits {
        up.ifPresent(Limits::requireRate);
        down.ifPresent(Limits::requireRate);
        ratio.ifPresent(value -> {
            if (!(value >= 0) || value.isInfinite()) {
                throw new IllegalArgumentException("a ratio is a number from 0, not " + value);
            }
        });
    }

    private static void requireRate(long rate) {
        if (rate < 0) {
            throw new IllegalArgumentException("a rate is a number from 0, not " + rate);
        }
    }
}
