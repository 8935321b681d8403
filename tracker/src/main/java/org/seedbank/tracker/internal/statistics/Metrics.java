package org.seedbank.tracker.internal.statistics;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The figures in Prometheus' text form, version 0.0.4. */
final class Metrics {

    /** Datasets that have series of their own; more would be too many for one target. */
    private static final int MOST_DATASETS = 10_000;

    private final StringBuilder text = new StringBuilder(8_192);

    private Metrics() {}

    static String of(Figures figures) {
        Metrics made = new Metrics();
        Totals totals = figures.totals();
        made.one("datasets", "gauge", "Datasets that may be announced, or are.", totals.datasets());
        made.one("datasets_unseeded", "gauge", "Datasets without a seeder.", totals.unseeded());
        made.one("datasets_seeded_once", "gauge", "Datasets with one seeder.", totals.single());
        made.one("seeders", "gauge", "Peers that have a dataset in full, of all datasets.", totals.seeders());
        made.one("leechers", "gauge", "Peers that lack something of a dataset, of all datasets.", totals.leechers());
        made.one("left_bytes", "gauge", "Bytes that leechers lack, as they say.", totals.bytesLeft());
        made.one("downloads_completed_total", "counter", "Downloads that were completed.", totals.completed());
        made.one("places", "gauge", "Places of peers in swarms.", figures.places());
        made.one("interval_seconds", "gauge", "Time after which peers are to announce again.", figures.interval());
        made.counts("requests_total", "kind", "Requests since the start.", figures.requests());
        made.counts("refused_total", "reason", "Requests that were refused since the start.", figures.refused());
        List<Row> rows = figures.rows();
        made.datasets(rows.subList(0, Math.min(rows.size(), MOST_DATASETS)));
        return made.text.toString();
    }

    private void datasets(List<Row> rows) {
        header("dataset_info", "gauge", "What a dataset is called.");
        for (Row each : rows) {
            line(
                    "dataset_info{infohash=\"%s\",catalog=\"%s\",serial=\"%s\",title=\"%s\"}"
                            .formatted(
                                    each.infohash(),
                                    StrangersText.label(each.catalog().orElse("")),
                                    StrangersText.label(each.serial().orElse("")),
                                    StrangersText.label(each.title().orElse(""))),
                    "1");
        }
        each(rows, "dataset_seeders", "gauge", "Peers that have it in full.", row -> Long.toString(row.seeders()));
        each(rows, "dataset_leechers", "gauge", "Peers that lack something.", row -> Long.toString(row.leechers()));
        each(
                rows,
                "dataset_copies",
                "gauge",
                "Copies that there are, parts included.",
                row -> String.format(Locale.ROOT, "%.3f", row.copies()));
        each(
                rows,
                "dataset_left_bytes",
                "gauge",
                "Bytes that its leechers lack.",
                row -> Long.toString(row.bytesLeft()));
        each(
                rows,
                "dataset_downloads_completed_total",
                "counter",
                "Downloads that were completed.",
                row -> Long.toString(row.completed()));
    }

    private void each(List<Row> rows, String name, String type, String help, Function<Row, String> value) {
        header(name, type, help);
        rows.forEach(row -> line("%s{infohash=\"%s\"}".formatted(name, row.infohash()), value.apply(row)));
    }

    private void one(String name, String type, String help, long value) {
        header(name, type, help);
        line(name, Long.toString(value));
    }

    private void counts(String name, String label, String help, Map<String, Long> counts) {
        header(name, "counter", help);
        counts.forEach((kind, count) -> line("%s{%s=\"%s\"}".formatted(name, label, kind), Long.toString(count)));
    }

    private void header(String name, String type, String help) {
        text.append("# HELP seedbank_tracker_")
                .append(name)
                .append(' ')
                .append(help)
                .append('\n');
        text.append("# TYPE seedbank_tracker_")
                .append(name)
                .append(' ')
                .append(type)
                .append('\n');
    }

    private void line(String series, String value) {
        text.append("seedbank_tracker_")
                .append(series)
                .append(' ')
                .append(value)
                .append('\n');
    }
}
