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
 */
public record SeedSeen(Optional<Instant> seed, OptionalDouble copies) {

    /** Nobody yet. */
    public static final SeedSeen NOBODY = new SeedSeen(Optional.empty(), OptionalDouble.empty());

    private static final String NONE = "-";

    /** The text that is kept. */
    String text() {
        return seed.map(Instant::toString).orElse(NONE)
                + " "
                + (copies.isPresent() ? Double.toString(copies.getAsDouble()) : NONE);
    }

    /** Its inverse; nobody for any other text. */
    static SeedSeen parse(String text) {
        String[] parts = text.split(" ", 2);
        try {
            return new SeedSeen(
                    parts[0].equals(NONE) ? Optional.empty() : Optional.of(Instant.parse(parts[0])),
                    parts.length < 2 || parts[1].equals(NONE)
                            ? OptionalDouble.empty()
                            : OptionalDouble.of(Double.parseDouble(parts[1])));
        } catch (DateTimeException | NumberFormatException e) {
            return NOBODY; // Nothing that this program has written.
        }
    }
}
