package org.seedbank.cli.catalog;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * State of one's own copy of a dataset.
 *
 * @param state what is done with it now
 * @param stored what is done with it when the node runs again, as its state on the disk says
 * @param part how many of its files it is to have, such as {@code 2 of 5 files}; empty where that is all
 * @param path where it lies, or will
 * @param verified when its files were last read and found intact; absent while there is damage
 */
public record CopyState(
        String state,
        Optional<String> stored,
        Optional<String> part,
        Optional<String> path,
        Optional<Instant> verified) {

    public static final CopyState ABSENT = now("absent");

    /** A state of which no more is known. */
    static CopyState now(String state) {
        return new CopyState(state, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** In a column of a table. */
    String label() {
        String more = Stream.of(stored, part).flatMap(Optional::stream).collect(Collectors.joining(", "));
        return more.isEmpty() ? state : "%s (%s)".formatted(state, more);
    }

    /** In a line of its own. */
    String line() {
        return label()
                + path.map(", '%s'"::formatted).orElse("")
                + verified.map(time -> ", verified " + time.truncatedTo(ChronoUnit.SECONDS))
                        .orElse("");
    }
}
