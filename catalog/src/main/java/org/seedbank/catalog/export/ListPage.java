package org.seedbank.catalog.export;

import com.google.gson.Gson;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.Listed;
import org.seedbank.catalog.TextSearch;
import org.seedbank.catalog.internal.site.SiteFiles;
import org.seedbank.integrity.SizeText;

/**
 * The page with all datasets. Its table is whole without a script; a script in the page searches, sorts and filters it, and
 * shows a hundred rows at once. What the script searches stands in the page as the words that {@link TextSearch} looks at.
 */
final class ListPage {

    static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Others are on the page of the dataset. */
    private static final int CREATORS = 6;

    /** Characters of all descriptions together that are searched, so that the page stays one that a browser opens at once. */
    private static final int ALL_DESCRIPTIONS = 2_000_000;

    private static final int LONGEST_DESCRIPTION = 4_000;
    private static final int SHORTEST_DESCRIPTION = 200;
    private static final int OTHER_WORDS = 2_000;

    private static final String TOOLS = """
            <form class="tools" id="tools" role="search" hidden>
            <label class="find">Search<input id="find" type="search" autocomplete="off" spellcheck="false"></label>
            <label>Licence<select id="license"><option value="">any</option></select></label>
            <label>Published<select id="year"><option value="">any year</option></select></label>
            <label class="order">Order<select id="order"><option value="-serial">newest first</option><option value="serial">oldest first</option>\
            <option value="title">title, A to Z</option><option value="-title">title, Z to A</option><option value="-bytes">largest first</option><option value="bytes">smallest first</option>\
            <option value="-files">most files</option><option value="files">fewest files</option><option value="-date">latest date</option><option value="date">earliest date</option>\
            <option value="license">licence, A to Z</option><option value="-license">licence, Z to A</option></select></label>
            <label class="tick"><input id="older" type="checkbox">older versions</label>
            <label class="tick"><input id="withdrawn" type="checkbox" checked>withdrawn</label>
            </form>
            """;

    private static final String HEAD = """
            <p id="count" role="status">%s, the newest first</p>
            <table class="list" id="list" aria-label="Datasets" tabindex="-1">
            <thead>
            <tr><th scope="col" class="n" data-key="serial">Serial</th><th scope="col" data-key="title">Dataset</th>\
            <th scope="col" class="n" data-key="bytes">Size</th><th scope="col" class="n" data-key="files">Files</th>\
            <th scope="col" data-key="date">Published</th><th scope="col" data-key="license">Licence</th></tr>
            </thead>
            <tbody>
            """;

    private static final String TAIL = """
            </tbody>
            </table>
            <div class="turn" id="turn" hidden><button type="button" id="back">Previous</button><button type="button" id="on">Next</button></div>
            """;

    private final Site site;
    private final Appendable out;

    private ListPage(Site site, Appendable out) {
        this.site = site;
        this.out = out;
    }

    /** Writes the page. */
    static void write(Site site, Appendable out) throws IOException {
        new ListPage(site, out).write();
    }

    private void write() throws IOException {
        Look look = site.look();
        PageFrame frame = PageFrame.ofList(look);
        frame.open(look.title(), description(look), out);
        if (look.description().isPresent()) {
            out.append("<p dir=\"auto\">")
                    .append(HtmlText.line(look.description().get()))
                    .append("</p>\n");
        }
        out.append(TOOLS);
        int count = site.entries().size();
        out.append(HEAD.formatted(count == 1 ? "1 dataset" : ExactText.grouped(count) + " datasets"));
        List<Listed> newestFirst = new ArrayList<>(site.entries());
        Collections.reverse(newestFirst);
        for (Listed each : newestFirst) {
            row(each);
        }
        out.append(TAIL);
        words(newestFirst);
        frame.close(out);
    }

    private static String description(Look look) {
        return look.description()
                        .map(text -> "<meta name=\"description\" content=\"" + HtmlText.line(text) + "\">\n")
                        .orElse("")
                + look.url()
                        .map(url -> "<link rel=\"canonical\" href=\"" + HtmlText.line(url.toString()) + "\">\n")
                        .orElse("");
    }

    private void row(Listed listed) throws IOException {
        Entry entry = listed.entry();
        Optional<Listed> newer = site.newest(entry);
        out.append("<tr id=\"").append(listed.reference()).append('"');
        String kind = (entry.withdrawn() ? "gone" : "") + (newer.isPresent() ? " old" : "");
        if (!kind.isEmpty()) {
            out.append(" class=\"").append(kind.strip()).append('"');
        }
        if (entry.doi().isPresent()) {
            out.append(" data-doi=\"")
                    .append(HtmlText.line(entry.doi().get().toLowerCase(Locale.ROOT)))
                    .append('"');
        }
        out.append("><td class=\"n\">").append(listed.reference()).append("</td><th scope=\"row\"><a href=\"");
        out.append(SiteFiles.page(entry.digest())).append("\" dir=\"auto\">");
        out.append(HtmlText.line(entry.title())).append("</a>");
        line(creators(entry));
        line(entry.version().map(text -> "version " + text).orElse(""));
        if (entry.withdrawn()) {
            out.append("<span class=\"why\">withdrawn")
                    .append(entry.withdrawal()
                            .reason()
                            .map(text -> ": " + HtmlText.line(text))
                            .orElse(""))
                    .append("</span>");
        }
        if (newer.isPresent()) {
            out.append("<span class=\"why\">older version of serial ")
                    .append(newer.get().reference())
                    .append("</span>");
        }
        out.append("</th><td class=\"n\"><data value=\"")
                .append(Long.toString(entry.bytes()))
                .append("\">")
                .append(SizeText.of(entry.bytes()))
                .append("</data></td><td class=\"n\">")
                .append(Long.toString(entry.files()))
                .append("</td><td><time>")
                .append(DATE.format(listed.published()))
                .append("</time></td><td>")
                .append(HtmlText.line(entry.license().orElse("")))
                .append("</td></tr>\n");
    }

    private void line(String text) throws IOException {
        if (!text.isEmpty()) {
            out.append("<span dir=\"auto\">").append(HtmlText.line(text)).append("</span>");
        }
    }

    private static String creators(Entry entry) {
        List<String> all = entry.creators();
        return all.size() <= CREATORS
                ? names(all)
                : names(all.subList(0, CREATORS)) + " and " + ExactText.grouped(all.size() - CREATORS) + " others";
    }

    /** Names that have commas of their own are not set apart by commas. */
    static String names(List<String> creators) {
        return String.join(creators.stream().anyMatch(name -> name.contains(",")) ? "; " : ", ", creators);
    }

    private void words(List<Listed> rows) throws IOException {
        int room = Math.max(
                SHORTEST_DESCRIPTION, Math.min(LONGEST_DESCRIPTION, ALL_DESCRIPTIONS / Math.max(1, rows.size())));
        Gson json = new Gson();
        out.append("<script type=\"application/json\" id=\"words\">[");
        String before = "\n";
        for (Listed each : rows) {
            out.append(before).append(json.toJson(words(each.entry(), room)));
            before = ",\n";
        }
        out.append("\n]</script>\n");
    }

    private static String words(Entry entry, int room) {
        String others = String.join(
                "\n",
                entry.title(),
                String.join("\n", entry.creators()),
                String.join("\n", entry.keywords()),
                entry.doi().orElse(""),
                entry.license().orElse(""));
        return TextSearch.words(cut(others, OTHER_WORDS) + "\n" + cut(entry.description(), room));
    }

    /** Cuts between two characters, and at the end of a word where there is one near. */
    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int space = text.lastIndexOf(' ', length);
        int end = space > length / 2 ? space : length;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }
}
