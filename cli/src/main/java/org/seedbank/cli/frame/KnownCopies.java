package org.seedbank.cli.frame;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.seedbank.cli.screen.Amounts;
import org.seedbank.cli.screen.Column;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.swarm.Source;

/**
 * How many have a dataset, as far as the node knows: those that it is connected with, and those that trackers tell of.
 *
 * @param seeders others that have everything
 * @param copies whole copies, with that of the node
 * @param seen when the last word of that came; absent when nobody has said anything
 */
public record KnownCopies(int seeders, int copies, Optional<Instant> seen) {

    /** What a node knows of one of its datasets. */
    public static KnownCopies of(DatasetView view) {
        int own = view.state() == DatasetState.SEEDING ? 1 : 0;
        int connected = view.traffic().seeds();
        int told = view.sources().stream()
                .filter(source -> source.seeders().isPresent())
                .mapToInt(source -> source.seeders().getAsInt())
                .max()
                .orElse(0);
        // A tracker counts the node too, once it is told of it.
        int copies = Math.max(told, connected + own);
        Optional<Instant> seen = connected > 0
                ? Optional.of(Instant.now())
                : view.sources().stream()
                        .filter(source -> source.seeders().isPresent())
                        .map(Source::answered)
                        .flatMap(Optional::stream)
                        .max(Comparator.naturalOrder());
        return new KnownCopies(Math.max(connected, copies - own), copies, seen);
    }

    /** When they were last seen, in words for a column. */
    public static String seen(Optional<KnownCopies> known) {
        return known.flatMap(KnownCopies::seen)
                .map(time -> Amounts.ago(Duration.between(time, Instant.now())))
                .orElse(Column.NOTHING);
    }
}
