package org.seedbank.node.internal.rates;

import java.util.Optional;
import org.seedbank.node.api.Limits;
import org.seedbank.node.api.OwnLimit;

/**
 * Limits that hold just now for all datasets together.
 *
 * @param limits what they may use
 * @param scheduled whether a rule of the schedule says so
 */
public record InForce(Limits limits, boolean scheduled) {

    /** No limits. */
    public static final InForce NOTHING = new InForce(Limits.NONE, false);

    /** Returns by which limit a dataset with these of its own may receive nothing; empty where it may. */
    public Optional<OwnLimit> receivesNothing(Limits dataset) {
        return OwnLimit.ofReceiving(dataset, limits, scheduled);
    }

    /** Returns by which limit a dataset with these of its own may send nothing; empty where it may. */
    public Optional<OwnLimit> sendsNothing(Limits dataset) {
        return OwnLimit.ofSending(dataset, limits, scheduled);
    }
}
