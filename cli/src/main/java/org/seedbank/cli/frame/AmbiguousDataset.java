package org.seedbank.cli.frame;

import java.util.List;
import org.seedbank.integrity.SeedbankException;

/** A reference fits several datasets of the node. */
final class AmbiguousDataset extends SeedbankException {

    /** The reference, how many it fits, and the first of them. */
    AmbiguousDataset(String reference, int count, List<String> first) {
        super(
                "'%s' fits %d datasets of the node".formatted(reference, count),
                "use one of: " + String.join(", ", first),
                null);
    }
}
