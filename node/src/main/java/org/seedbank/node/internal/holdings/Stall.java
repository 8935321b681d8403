package org.seedbank.node.internal.holdings;

import org.seedbank.swarm.TransferStatus;

/** Says why nothing comes. */
final class Stall {

    private Stall() {}

    static String why(TransferStatus status) {
        if (status.problem().isPresent()) {
            return status.problem().get();
        }
        if (status.peers() == 0) {
            return "nobody who has it was found yet";
        }
        return status.seeds() == 0
                ? "%d peers, and none of them has all of it".formatted(status.peers())
                : "%d peers have it and send nothing just now".formatted(status.seeds());
    }
}
