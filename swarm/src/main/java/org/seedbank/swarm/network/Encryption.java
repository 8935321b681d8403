package org.seedbank.swarm.network;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether connections to peers are encrypted (MSE, "protocol encryption"). It hides the protocol from devices that throttle
 * it, and nothing more: it proves nobody's identity.
 */
public enum Encryption {
    /** Peers that want it are refused. */
    OFF,
    /** As the other one wants. */
    ON,
    /** Peers that do not encrypt all of it are refused. */
    REQUIRED;

    /** The word for it: {@code off}, {@code on} or {@code required}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns what a word means; empty for any other. */
    public static Optional<Encryption> parse(String word) {
        return Arrays.stream(values()).filter(each -> each.label().equals(word)).findFirst();
    }
}
