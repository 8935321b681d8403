package org.seedbank.tracker.internal.statistics;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.SizeText;

/** The page of statistics for people. It has no addresses of peers, no scripts, and nothing of another site. */
final class HtmlPage {

    /** Rows that a person looks through; programs get all of them. */
    private static final int MOST_ROWS = 2_000;

    private static final String STYLE =
            "body{font:15px/1.5 sans-serif;margin:2em auto;max-width:60em;padding:0 1em;color:#222}"
                    + "table{border-collapse:collapse;width:100%}"
                    + "th,td{text-align:left;padding:.25em .6em;border-bottom:1px solid #ddd;vertical-align:top}"
                    + "td.n,th.n{text-align:right;white-space:nowrap}"
                    + "td.t{overflow-wrap:anywhere}"
                    + "tr.none td{background:#fdeaea}tr.one td{background:#fff6e0}"
                    + "tr.sum td{font-weight:bold;border-top:2px solid #888}"
                    + "code{font-size:85%}svg{max-width:100%;height:auto}";

    /** By its hash, the only style that the page may have. */
    static final String STYLE_SOURCE = "'sha256-%s'"
            .formatted(Base64.getEncoder()
                    .encodeToString(Sha256.digestOf(STYLE.getBytes(StandardCharsets.UTF_8))
                            .bytes()));

    private static final long HOUR_SECONDS = 3_600;

    private HtmlPage() {}

    static String of(Figures figures) {
        Totals totals = figures.totals();
        StringBuilder page = new StringBuilder(4_096);
        page.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Tracker</title>"
                + "<meta name=\"viewport\" content=\"width=device-width\"><style>");
        page.append(STYLE).append("</style></head><body>\n<h1>Tracker</h1>\n");
        page.append("<p>%s, %s of them without a seeder and %s with one; %s, %s. As of %s.</p>\n"
                .formatted(
                        counted(totals.datasets(), "dataset"),
                        totals.unseeded(),
                        totals.single(),
                        counted(totals.seeders(), "seeder"),
                        counted(totals.leechers(), "leecher"),
                        figures.time()));
        long hour = Instant.parse(figures.time()).getEpochSecond() / HOUR_SECONDS;
        page.append(Plot.svg(figures.history(), hour)).append('\n');
        page.append("<table><thead><tr><th>serial</th><th>dataset</th><th class=\"n\">size</th>"
                + "<th class=\"n\">seeders</th><th class=\"n\">leechers</th><th class=\"n\">completed</th>"
                + "<th class=\"n\">copies</th><th class=\"n\">left</th><th>last seeded</th></tr></thead><tbody>\n");
        List<Row> rows = figures.rows();
        List<Row> shown = rows.subList(0, Math.min(rows.size(), MOST_ROWS));
        shown.forEach(each -> row(page, each));
        if (shown.size() < rows.size()) {
            Totals others = Totals.of(rows.subList(shown.size(), rows.size()));
            sum(page, "%d others, see stats.json".formatted(others.datasets()), others);
        }
        sum(page, "all", totals);
        page.append(
                "</tbody></table>\n<p>Copies are seeders and the parts that leechers say they have. "
                        + "Also as <a href=\"stats.json\">stats.json</a> and <a href=\"metrics\">metrics</a>.</p>\n</body></html>\n");
        return page.toString();
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private static void row(StringBuilder page, Row row) {
        String kind = row.seeders() == 0 ? " class=\"none\"" : row.seeders() == 1 ? " class=\"one\"" : "";
        String serial = row.serial().orElse("");
        String catalog = row.catalog()
                .filter(each -> !each.isEmpty())
                .map(each -> each + "/")
                .orElse("");
        page.append("<tr%s><td>%s</td><td class=\"t\">%s<br><code>%s</code></td>"
                .formatted(
                        kind,
                        StrangersText.html(serial.isEmpty() ? "" : catalog + serial),
                        StrangersText.html(row.title().orElse("")),
                        row.infohash()));
        number(page, row.bytes().map(SizeText::of).orElse(""));
        number(page, Long.toString(row.seeders()));
        number(page, Long.toString(row.leechers()));
        number(page, Long.toString(row.completed()));
        number(page, String.format(Locale.ROOT, "%.2f", row.copies()));
        number(page, SizeText.of(row.bytesLeft()));
        page.append("<td>").append(row.lastSeeded().orElse("never")).append("</td></tr>\n");
    }

    private static void sum(StringBuilder page, String what, Totals totals) {
        page.append("<tr class=\"sum\"><td></td><td>").append(what).append("</td><td></td>");
        number(page, Long.toString(totals.seeders()));
        number(page, Long.toString(totals.leechers()));
        number(page, Long.toString(totals.completed()));
        page.append("<td></td>");
        number(page, SizeText.of(totals.bytesLeft()));
        page.append("<td></td></tr>\n");
    }

    private static void number(StringBuilder page, String text) {
        page.append("<td class=\"n\">").append(text).append("</td>");
    }
}
