package org.seedbank.node.internal.datasets;

import org.seedbank.node.api.ReachText;
import org.seedbank.swarm.Availability;
import org.seedbank.swarm.Network;

/** Says why nothing comes. */
final class Stall {

    private Stall() {}

    /**
     * For a person.
     *
     * @param banned how many peers were banned so far
     * @param network how far they are looked for
     */
    static String why(Availability availability, long banned, Network network) {
        String bad = banned == 0 ? "" : "; banned %d for what they sent".formatted(banned);
        String near = availability.seeds() > 0
                ? ""
                : ReachText.limit(network).map("; "::concat).orElse("");
        String what = what(availability) + bad + near;
        return availability
                .trackerProblem()
                .map(problem -> what + "; tracker: " + problem)
                .orElse(what);
    }

    private static String what(Availability availability) {
        if (availability.peers() == 0) {
            return availability.knownPeers() == 0
                    ? "nobody who has it was found yet"
                    : "none of the %d known peers answers".formatted(availability.knownPeers());
        }
        return availability.seeds() == 0
                ? "connected to %d that have not all of it either".formatted(availability.peers())
                : "connected to %d that have it and send nothing just now".formatted(availability.seeds());
    }
}
