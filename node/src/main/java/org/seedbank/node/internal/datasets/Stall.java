package org.seedbank.node.internal.datasets;

import org.seedbank.node.api.ReachText;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.Outlook;

/** Says why nothing comes. */
final class Stall {

    private Stall() {}

    /**
     * For a person.
     *
     * @param banned how many peers were banned so far
     * @param network how far they are looked for
     */
    static String why(Outlook outlook, long banned, Network network) {
        String bad = banned == 0 ? "" : "; banned %d for what they sent".formatted(banned);
        String near = outlook.seeds() > 0
                ? ""
                : ReachText.limit(network).map("; "::concat).orElse("");
        String what = what(outlook) + bad + near;
        return outlook.trackerProblem()
                .map(problem -> what + "; tracker: " + problem)
                .orElse(what);
    }

    private static String what(Outlook outlook) {
        if (outlook.peers() == 0) {
            return outlook.knownPeers() == 0
                    ? "nobody who has it was found yet"
                    : "none of the %d known peers answers".formatted(outlook.knownPeers());
        }
        return outlook.seeds() == 0
                ? "connected to %d that have not all of it either".formatted(outlook.peers())
                : "connected to %d that have it and send nothing just now".formatted(outlook.seeds());
    }
}
