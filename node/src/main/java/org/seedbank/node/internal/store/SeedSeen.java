package org.seedbank.node.internal.store;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Who could last give what a dataset lacks.
 *
 * @param seed when somebody with everything was last connected
 * @param copies how many copies those had together who were last connected, when nobody had everything; from 0
 * @param given when a peer last sent bytes of it
 */
public record SeedSeen(Optional<Instant> seed, OptionalDouble copies, Optional<Instant> given) {

    /** Nobody yet. */
    public static final SeedSeen NOBODY = new SeedSeen(Optional.empty(), OptionalDouble.empty(), Optional.empty());

    private static final String NONE = "-";

    /** The text that is kept. */
    String text() {
        String together = copies.isPresent() ? Double.toString(copies.getAsDouble()) : NONE;
        return "%s %s %s".formatted(text(seed), together, text(given));
    }

    private static String text(Optional<Instant> time) {
        return time.map(Instant::toString).orElse(NONE);
    }

    /** Its inverse, the later parts of which may be absent; nobody for any other text. */
    static SeedSeen parse(String text) {
        String[] parts = text.split(" ", 3);
        try {
            return new SeedSeen(
                    part(parts, 0).map(Instant::parse),
                    part(parts, 1)
                            .map(each -> OptionalDouble.of(Double.parseDouble(each)))
                            .orElse(OptionalDouble.empty()),
                    part(parts, 2).map(Instant::parse));
        } catch (DateTimeException | NumberFormatException e) {
            return NOBODY; // Nothing that this program has written.
        }
    }

    private static Optional<String> part(String[] parts, int index) {
        return Optional.of(index)
                .filter(each -> each < parts.length)
                .map(each -> parts[each])
                .filter(each -> !each.equals(NONE));
    }
}
