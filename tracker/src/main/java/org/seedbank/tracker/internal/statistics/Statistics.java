package org.seedbank.tracker.internal.statistics;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.seedbank.tracker.api.TrackedDataset;
import org.seedbank.tracker.internal.store.TrackerStore.Sample;
import org.seedbank.tracker.internal.swarms.Hash20;
import org.seedbank.tracker.internal.swarms.PeerCount;
import org.seedbank.tracker.internal.swarms.Refusal;
import org.seedbank.tracker.internal.swarms.Refusals;
import org.seedbank.tracker.internal.swarms.Swarms;
import org.seedbank.tracker.internal.swarms.Tally;

/** Counts what is announced. For one thread at a time. */
public final class Statistics {

    /** Hours that the history goes back. */
    public static final int HISTORY_HOURS = 30 * 24;

    private static final long HOUR_SECONDS = 3_600;

    private static final Comparator<Row> RAREST_FIRST = Comparator.comparingLong(Row::seeders)
            .thenComparing(Comparator.comparingLong(Row::leechers).reversed())
            .thenComparing(row -> row.catalog().orElse("~"))
            .thenComparingInt(row -> row.serial().map(Statistics::number).orElse(Integer.MAX_VALUE))
            .thenComparing(Row::infohash);

    private final Swarms swarms;
    private final Refusals refusals;
    private final Supplier<Map<String, Long>> requests;
    private final Clock clock;

    /** Counts these swarms; {@code requests} counts what was asked. */
    public Statistics(Swarms swarms, Refusals refusals, Supplier<Map<String, Long>> requests, Clock clock) {
        this.swarms = swarms;
        this.refusals = refusals;
        this.requests = requests;
        this.clock = clock;
    }

    private static int number(String serial) {
        int number = 0;
        for (int i = 0; i < serial.length() && serial.charAt(i) >= '0' && serial.charAt(i) <= '9' && i < 9; i++) {
            number = number * 10 + serial.charAt(i) - '0';
        }
        return number;
    }

    /** Looks at everything. */
    Figures figures(List<Sample> history) {
        List<Row> rows = rows();
        Map<String, Long> refused = new TreeMap<>();
        for (Refusal each : Refusal.values()) {
            refused.put(each.code(), refusals.count(each));
        }
        return new Figures(
                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                Totals.of(rows),
                rows,
                swarms.places(),
                swarms.interval(),
                requests.get(),
                refused,
                history);
    }

    private List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        swarms.datasets().forEach(each -> rows.add(row(each)));
        swarms.others().forEach(each -> rows.add(row(each)));
        rows.sort(RAREST_FIRST);
        return List.copyOf(rows);
    }

    private Row row(TrackedDataset dataset) {
        PeerCount count = swarms.count(dataset);
        Tally tally = swarms.tally(dataset);
        Hash20 first = Hash20.of(
                dataset.infohashes().v1().or(() -> dataset.infohashes().v2()).orElseThrow());
        return row(count, tally, first, Optional.of(dataset));
    }

    private Row row(Hash20 hash) {
        return row(swarms.count(hash), swarms.kept(hash), hash, Optional.empty());
    }

    private static Row row(PeerCount count, Tally tally, Hash20 hash, Optional<TrackedDataset> dataset) {
        return new Row(
                dataset.map(TrackedDataset::catalog),
                dataset.map(TrackedDataset::serial),
                dataset.map(TrackedDataset::title),
                hash.toString(),
                dataset.map(TrackedDataset::bytes),
                count.seeders(),
                count.leechers(),
                count.paused(),
                tally.completed(),
                Math.round(count.copies() * 1_000) / 1_000.0,
                count.left(),
                tally.lastSeed() == 0
                        ? Optional.empty()
                        : Optional.of(Instant.ofEpochSecond(tally.lastSeed()).toString()));
    }

    /** The totals of now, for the history. */
    public Sample sample() {
        Totals totals = Totals.of(rows());
        return new Sample(
                clock.instant().getEpochSecond() / HOUR_SECONDS,
                totals.datasets(),
                totals.unseeded(),
                totals.seeders(),
                totals.leechers(),
                totals.completed());
    }
}
