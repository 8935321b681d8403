package org.seedbank.tracker.internal.statistics;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.seedbank.integrity.json.JsonMapper;
import org.seedbank.tracker.internal.http.Router;
import org.seedbank.tracker.internal.store.TrackerStore.Sample;

/**
 * The documents that are shown. All that are asked for within two seconds are of one moment, and made once: who asks for
 * them again and again takes nothing of the machine. Its worker has one thread.
 */
public final class StatisticsPages implements Router.Pages {

    private static final long FRESH_NANOS = 2_000_000_000L;

    /** Rows of {@code stats.json}; others are there as sums. */
    private static final int MOST_ROWS = 20_000;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Statistics statistics;
    private final Supplier<List<Sample>> history;
    private final Executor worker;
    private final LongSupplier nanos;
    private final Map<String, Function<Figures, Router.Document>> makers = Map.of(
            "/", StatisticsPages::html,
            "/stats", StatisticsPages::html,
            "/stats.json", StatisticsPages::json,
            "/metrics", StatisticsPages::metrics);
    private final Map<String, Router.Document> made = new HashMap<>();
    private Figures figures;
    private long taken;

    /**
     * Shows these statistics.
     *
     * @param worker one thread, with a bound to what waits
     * @param nanos a clock, as {@link System#nanoTime}
     */
    public StatisticsPages(Statistics statistics, Supplier<List<Sample>> history, Executor worker, LongSupplier nanos) {
        this.statistics = statistics;
        this.history = history;
        this.worker = worker;
        this.nanos = nanos;
    }

    @Override
    public Executor worker() {
        return worker;
    }

    @Override
    public synchronized Optional<Router.Document> at(String path) {
        Function<Figures, Router.Document> maker = makers.get(path);
        if (maker == null) {
            return Optional.empty();
        }
        long now = nanos.getAsLong();
        if (figures == null || now - taken > FRESH_NANOS) {
            figures = statistics.figures(history.get());
            taken = now;
            made.clear();
        }
        return Optional.of(made.computeIfAbsent(path, key -> maker.apply(figures)));
    }

    private static Router.Document html(Figures figures) {
        return document("text/html; charset=utf-8", HtmlPage.of(figures), HtmlPage.STYLE_SOURCE);
    }

    private static Router.Document metrics(Figures figures) {
        return document("text/plain; version=0.0.4; charset=utf-8", Metrics.of(figures), "'none'");
    }

    /**
     * What programs read.
     *
     * @param others sums over the datasets beyond those that are there; absent where all are
     */
    private record Shown(
            String time,
            Totals totals,
            List<Row> datasets,
            Optional<Totals> others,
            long places,
            int interval,
            Map<String, Long> requests,
            Map<String, Long> refused,
            List<Sample> history) {}

    private static Router.Document json(Figures figures) {
        List<Row> rows = figures.rows();
        List<Row> shown = rows.subList(0, Math.min(rows.size(), MOST_ROWS));
        return document(
                "application/json",
                JSON.text(new Shown(
                        figures.time(),
                        figures.totals(),
                        shown,
                        shown.size() == rows.size()
                                ? Optional.empty()
                                : Optional.of(Totals.of(rows.subList(shown.size(), rows.size()))),
                        figures.places(),
                        figures.interval(),
                        figures.requests(),
                        figures.refused(),
                        figures.history())),
                "'none'");
    }

    private static Router.Document document(String type, String text, String style) {
        return new Router.Document(type, text.getBytes(StandardCharsets.UTF_8), style);
    }
}
