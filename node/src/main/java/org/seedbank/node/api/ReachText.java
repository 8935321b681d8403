package org.seedbank.node.api;

import java.util.Optional;
import org.seedbank.swarm.Network;

/** How far a node reaches, in the words that people use for it. */
public final class ReachText {

    private ReachText() {}

    /** The word for it: {@code machine}, {@code network} or {@code public}. */
    public static String word(Network network) {
        return switch (network) {
            case LOCAL -> "machine";
            case PRIVATE -> "network";
            case PUBLIC -> "public";
        };
    }

    /** Returns what a word means; empty for any other. */
    public static Optional<Network> parse(String word) {
        for (Network network : Network.values()) {
            if (word(network).equals(word)) {
                return Optional.of(network);
            }
        }
        return Optional.empty();
    }

    /** Who is reached. */
    public static String whom(Network network) {
        return switch (network) {
            case LOCAL -> "this machine only";
            case PRIVATE -> "this network only";
            case PUBLIC -> "peers anywhere";
        };
    }

    /** That it reaches no further; empty where everybody is reached. */
    public static Optional<String> limit(Network network) {
        return network == Network.PUBLIC ? Optional.empty() : Optional.of("the node reaches " + whom(network));
    }
}
