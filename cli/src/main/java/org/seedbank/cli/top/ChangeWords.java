package org.seedbank.cli.top;

import java.util.Optional;
import org.seedbank.node.api.DatasetView;

/** What became of a dataset, in a line of the log. */
final class ChangeWords {

    private ChangeWords() {}

    /** One that the node has now and had not before. */
    static String taken(DatasetView now) {
        return "'%s' is new: %s".formatted(now.name(), now.state().label());
    }

    /** One that the node has no more. */
    static String gone(DatasetView before) {
        return "'%s' was removed".formatted(before.name());
    }

    /** Another state, or another reason for standing still; empty where only amounts and rates are others. */
    static Optional<String> of(DatasetView before, DatasetView now) {
        boolean sameState = before.state() == now.state();
        if (sameState && before.why().equals(now.why())) {
            return Optional.empty();
        }
        String why = now.why().map(": "::concat).orElse("");
        if (!sameState) {
            return Optional.of("'%s' is %s, was %s%s"
                    .formatted(now.name(), now.state().label(), before.state().label(), why));
        }
        return Optional.of(
                "'%s' is %s%s".formatted(now.name(), now.state().label(), why.isEmpty() ? " and goes on" : why));
    }
}
