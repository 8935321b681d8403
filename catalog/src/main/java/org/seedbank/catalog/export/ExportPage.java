package org.seedbank.catalog.export;

import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.codec.binary.Base64;
import org.apache.commons.codec.digest.DigestUtils;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.Listed;
import org.seedbank.catalog.Withdrawal;
import org.seedbank.catalog.internal.site.SiteFiles;
import org.seedbank.integrity.Sha256;

/**
 * The page of an export that people see in a browser. It needs no script and loads nothing, and a policy in it forbids
 * both, so that a stranger's description cannot bring any along.
 */
final class ExportPage {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final int SHORT_DIGEST = 12;

    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

    private static final String STYLE = """

            :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
            body { margin: 0 auto; max-width: 75rem; padding: 1rem; }
            .wide { overflow-x: auto; }
            table { border-collapse: collapse; width: 100%; }
            caption { padding: .5rem 0; text-align: start; }
            th, td { border-bottom: 1px solid GrayText; padding: .5rem; text-align: start; vertical-align: top; white-space: nowrap; }
            th[scope=row] { font-weight: inherit; min-width: 14rem; overflow-wrap: anywhere; white-space: normal; }
            .number { font-variant-numeric: tabular-nums; text-align: end; }
            .text { margin: .5rem 0; white-space: pre-wrap; }
            .withdrawn b { text-decoration: line-through; }
            """;

    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <title>Catalog of datasets</title>
            <style>%s</style>
            </head>
            <body>
            <main>
            <h1>Catalog of datasets</h1>
            <p>Fetch a dataset, and prove that it arrived as it was published, with <code>seedbank get</code>, its serial and
            <code>--catalog</code> with the address of this page. Any BitTorrent program can fetch it too.
            Programs read <a href="%s">the index</a>.</p>
            <div class="wide" role="region" aria-labelledby="datasets" tabindex="0">
            <table>
            <caption id="datasets">%s, the oldest first</caption>
            <thead>
            <tr><th scope="col" class="number">Serial</th><th scope="col">Dataset</th><th scope="col" class="number">Size</th>\
            <th scope="col" class="number">Files</th><th scope="col">Published</th><th scope="col">Licence</th>\
            <th scope="col">Torrent</th></tr>
            </thead>
            <tbody>
            """;

    private static final String TAIL = """
            </tbody>
            </table>
            </div>
            </main>
            </body>
            </html>
            """;

    private final Map<Sha256, String> magnets;

    /** By which people name the datasets that are listed. */
    private final Map<Sha256, String> serials;

    private final Function<Entry, Optional<String>> files;
    private final Writer out;

    private ExportPage(
            Map<Sha256, String> magnets,
            Map<Sha256, String> serials,
            Function<Entry, Optional<String>> files,
            Writer out) {
        this.magnets = magnets;
        this.serials = serials;
        this.files = files;
        this.out = out;
    }

    /**
     * Writes the page.
     *
     * @param magnets the magnet link of each dataset whose torrent is in the export
     * @param files where the files of a dataset are, relative to the page; empty where they are not beside it
     */
    static void write(
            List<Listed> entries, Map<Sha256, String> magnets, Function<Entry, Optional<String>> files, Writer out)
            throws IOException {
        String policy = Base64.encodeBase64String(DigestUtils.sha256(STYLE));
        String count = entries.size() == 1 ? "1 dataset" : entries.size() + " datasets";
        out.write(HEAD.formatted(policy, STYLE, SiteFiles.INDEX, count));
        Map<Sha256, String> serials = entries.stream()
                .collect(Collectors.toMap(
                        each -> each.entry().digest(), each -> String.valueOf(each.serial()), (first, other) -> first));
        ExportPage page = new ExportPage(magnets, serials, files, out);
        for (Listed each : entries) {
            page.row(each);
        }
        out.write(TAIL);
    }

    private void row(Listed listed) throws IOException {
        Entry entry = listed.entry();
        out.write(entry.withdrawn() ? "<tr class=\"withdrawn\">" : "<tr>");
        number(listed.reference());
        dataset(entry);
        number(size(entry.bytes()));
        number(Long.toString(entry.files()));
        Instant published = listed.published();
        cell("<time datetime=\"%s\">%s</time>".formatted(published, DATE.format(published)));
        cell(HtmlText.line(entry.license().orElse("")));
        cell(links(entry));
        out.write("</tr>\n");
    }

    private void dataset(Entry entry) throws IOException {
        out.write("<th scope=\"row\"><b>" + HtmlText.line(entry.title()) + "</b>");
        if (entry.withdrawn()) {
            out.write(" (withdrawn" + why(entry.withdrawal()) + ")");
        }
        if (!entry.creators().isEmpty()) {
            out.write("<br>" + HtmlText.line(String.join(", ", entry.creators())));
        }
        if (!entry.description().isEmpty()) {
            out.write("<details><summary>Description</summary><div class=\"text\">"
                    + HtmlText.block(entry.description()) + "</div></details>");
        }
        out.write("</th>");
    }

    private String why(Withdrawal withdrawal) {
        String reason =
                withdrawal.reason().map(text -> ": " + HtmlText.line(text)).orElse("");
        String successor = withdrawal
                .supersededBy()
                .map(digest -> (reason.isEmpty() ? ": " : "; ") + "superseded by " + name(digest))
                .orElse("");
        return reason + successor;
    }

    private String name(Sha256 digest) {
        return HtmlText.line(serials.getOrDefault(digest, digest.hex().substring(0, SHORT_DIGEST)));
    }

    /** Who has it goes on sharing it, but nobody is led to what was taken back. */
    private String links(Entry entry) {
        if (entry.withdrawn()) {
            return "withdrawn";
        }
        String magnet = magnets.get(entry.digest());
        if (magnet == null) {
            return "missing";
        }
        // Otherwise each link would be called the same where links are read out one after another.
        String title = HtmlText.line(entry.title());
        String beside = files.apply(entry)
                .map(place -> "<a href=\"%s\" aria-label=\"files of %s\">files</a> ".formatted(place, title))
                .orElse("");
        return beside
                + "<a href=\"%s\" aria-label=\"torrent of %s\">torrent</a> <a href=\"%s\" aria-label=\"magnet link of %s\">magnet</a>"
                        .formatted(SiteFiles.torrent(entry.digest()), title, HtmlText.line(magnet), title);
    }

    private void number(String text) throws IOException {
        out.write("<td class=\"number\">" + text + "</td>");
    }

    private void cell(String html) throws IOException {
        out.write("<td>" + html + "</td>");
    }

    /** Powers of 1000, as disks have it. */
    private static String size(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        String format = unit == 0 || value >= 99.95 ? "%.0f %s" : value >= 9.995 ? "%.1f %s" : "%.2f %s";
        return String.format(Locale.ROOT, format, value, UNITS[unit]);
    }
}
