package org.seedbank.tracker.internal.statistics;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.seedbank.tracker.internal.store.TrackerStore.Sample;

/** A picture (SVG) of seeders and leechers over 30 days, without scripts and styles. */
final class Plot {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 120;
    private static final int MARGIN = 20;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final long HOUR_SECONDS = 3_600;

    private Plot() {}

    static String svg(List<Sample> history, long lastHour) {
        long first = lastHour - Statistics.HISTORY_HOURS + 1;
        long most = history.stream()
                .mapToLong(each -> Math.max(each.seeders(), each.leechers()))
                .max()
                .orElse(0);
        StringBuilder svg = new StringBuilder();
        svg.append("<svg role=\"img\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\">"
                .formatted(WIDTH, HEIGHT + 2 * MARGIN, WIDTH, HEIGHT + 2 * MARGIN));
        svg.append("<title>Seeders and leechers of the last 30 days; at most %d</title>".formatted(most));
        svg.append("<rect x=\"0\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#f4f4f4\"/>"
                .formatted(MARGIN, WIDTH, HEIGHT));
        line(svg, history, first, most, Sample::leechers, "#c60");
        line(svg, history, first, most, Sample::seeders, "#075");
        text(svg, 0, MARGIN - 6, "#333", Long.toString(most));
        text(svg, WIDTH - 170, MARGIN - 6, "#075", "seeders");
        text(svg, WIDTH - 100, MARGIN - 6, "#c60", "leechers");
        text(svg, 0, HEIGHT + 2 * MARGIN - 4, "#333", day(first));
        text(svg, WIDTH - 50, HEIGHT + 2 * MARGIN - 4, "#333", day(lastHour));
        return svg.append("</svg>").toString();
    }

    private static String day(long hour) {
        return DAY.format(Instant.ofEpochSecond(hour * HOUR_SECONDS));
    }

    private static void text(StringBuilder svg, int x, int y, String colour, String text) {
        svg.append("<text x=\"%d\" y=\"%d\" font-size=\"12\" fill=\"%s\">%s</text>".formatted(x, y, colour, text));
    }

    /** Hours in which the tracker did not run are gaps; an hour by itself is a dot. */
    private static void line(
            StringBuilder svg,
            List<Sample> history,
            long first,
            long most,
            ToLongFunction<Sample> value,
            String colour) {
        StringBuilder path = new StringBuilder();
        long before = Long.MIN_VALUE;
        for (Sample each : history) {
            if (each.hour() >= first && each.hour() < first + Statistics.HISTORY_HOURS) {
                double x = (each.hour() - first) * (double) WIDTH / Statistics.HISTORY_HOURS;
                double y = MARGIN + HEIGHT - (most == 0 ? 0 : value.applyAsLong(each) * (double) HEIGHT / most);
                path.append(
                        String.format(Locale.ROOT, each.hour() == before + 1 ? "L%.1f %.1f" : "M%.1f %.1fh1", x, y));
                before = each.hour();
            }
        }
        if (path.length() > 0) {
            svg.append("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\"/>".formatted(path, colour));
        }
    }
}
