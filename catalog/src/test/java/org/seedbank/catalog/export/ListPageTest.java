package org.seedbank.catalog.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.Listing;
import org.seedbank.catalog.SampleDataset;
import org.seedbank.catalog.Withdrawal;

/** The page with all datasets, as a browser gets it. */
final class ListPageTest {

    private static final SampleDataset SOIL = SampleDataset.number(1);
    private static final SampleDataset LATER = SampleDataset.number(2);

    private static String page(Entry... entries) throws IOException {
        StringBuilder page = new StringBuilder();
        ListPage.write(
                new Site(
                        Look.PLAIN,
                        Listing.of(URI.create("test:page"), List.of(entries), List.of())
                                .entries()),
                page);
        return page.toString();
    }

    private static Entry soil() {
        return SOIL.draft().toBuilder()
                .published(Instant.parse("2024-05-17T23:30:00Z"))
                .build();
    }

    private static String row(Entry entry) throws IOException {
        return rows(page(entry)).get(0);
    }

    private static List<String> rows(String page) {
        return page.lines().filter(line -> line.startsWith("<tr id=")).toList();
    }

    @Test
    void shows_each_dataset_in_a_row_that_leads_to_its_page() throws IOException {
        Entry entry = soil().toBuilder()
                .license("CC-BY-4.0")
                .creators(List.of("B. Fields", "A. Meadows"))
                .doi("10.5281/Zenodo.1")
                .bytes(41_930_000)
                .build();

        assertThat(row(entry))
                .isEqualTo("<tr id=\"1\" data-doi=\"10.5281/zenodo.1\"><td class=\"n\">1</td>"
                        + "<th scope=\"row\"><a href=\"%s.html\" dir=\"auto\">Soil depth, depth-1.csv</a>"
                                .formatted(SOIL.digest())
                        + "<span dir=\"auto\">B. Fields, A. Meadows</span></th>"
                        + "<td class=\"n\"><data value=\"41930000\">41.9 MB</data></td><td class=\"n\">1</td>"
                        + "<td><time>2024-05-17</time></td><td>CC-BY-4.0</td></tr>");
    }

    @Test
    void has_the_newest_first_and_marks_what_has_a_newer_version() throws IOException {
        Entry newer = LATER.draft().toBuilder()
                .published(Instant.parse("2025-05-17T23:30:00Z"))
                .supersedes(SOIL.digest())
                .build();

        List<String> rows = rows(page(soil(), newer));

        assertThat(rows.get(0)).startsWith("<tr id=\"2\"><td");
        assertThat(rows.get(1))
                .startsWith("<tr id=\"1\" class=\"old\">")
                .contains("<span class=\"why\">older version of serial 2</span>");
    }

    @Test
    void a_newer_version_that_was_withdrawn_makes_none_old() throws IOException {
        Entry newer = LATER.draft().toBuilder()
                .published(Instant.parse("2025-05-17T23:30:00Z"))
                .supersedes(SOIL.digest())
                .withdrawn(true)
                .build();

        assertThat(rows(page(soil(), newer)).get(1)).startsWith("<tr id=\"1\"><td");
    }

    @Test
    void says_what_was_withdrawn_and_why() throws IOException {
        Withdrawal why = new Withdrawal(Optional.of("wrong <units>"), Optional.empty());

        assertThat(row(soil().withdrawnFor(why)))
                .startsWith("<tr id=\"1\" class=\"gone\">")
                .contains("<span class=\"why\">withdrawn: wrong &lt;units&gt;</span>");
    }

    @Test
    void names_the_first_of_many_creators() throws IOException {
        assertThat(row(soil().toBuilder()
                        .creators(List.of("A", "B", "C", "D", "E", "F", "G", "H"))
                        .build()))
                .contains("<span dir=\"auto\">A, B, C, D, E, F and 2 others</span>");
    }

    @Test
    void has_the_words_that_a_search_looks_at() throws IOException {
        Entry entry = soil().toBuilder()
                .title("École d'été")
                .keywords(List.of("Soil-moisture"))
                .description("Two plots. " + "and so on ".repeat(10_000))
                .build();

        String page = page(entry);
        String words = page.substring(page.indexOf("id=\"words\">[") + 12, page.indexOf("]</script>"));

        assertThat(words.strip())
                .startsWith("\"ecole d ete soil moisture two plots and so on")
                .hasSizeLessThan(4_100);
    }

    @Test
    void a_strangers_text_is_text_and_nothing_else() throws IOException {
        Entry entry = soil().toBuilder()
                .title("</b><script>alert('1')</script> & \"x\" \u202egnp.exe")
                .description("</script><img src=x onerror=alert(1)>")
                .creators(List.of("<i>"))
                .build();

        assertThat(row(entry))
                .contains(
                        ">&lt;/b&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;x&quot; \\u{202e}gnp.exe</a>")
                .contains(">&lt;i&gt;</span>");
        assertThat(page(entry)).doesNotContain("<script>alert", "</script><img", "<img", "\u202e");
    }

    @Test
    void its_policy_allows_its_own_style_and_script_and_nothing_more() throws IOException {
        String page = page(soil());

        assertThat(page)
                .contains(
                        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'sha256-"
                                + hash(page, "script") + "'; style-src 'sha256-" + hash(page, "style")
                                + "'; base-uri 'none'; form-action 'none'\">")
                .doesNotContain("src=", "url(", "@import", "rel=\"stylesheet", "style=\"", "onclick");
    }

    private static String hash(String page, String element) {
        Matcher content = Pattern.compile("<%s>(.*?)</%s>".formatted(element, element), Pattern.DOTALL)
                .matcher(page);
        assertThat(content.find()).isTrue();
        return Base64.getEncoder().encodeToString(DigestUtils.sha256(content.group(1)));
    }

    @Test
    void can_be_read_aloud_on_a_phone_and_without_a_script() throws IOException {
        assertThat(page(soil()))
                .startsWith("<!DOCTYPE html>\n<html lang=\"en\">\n")
                .contains(
                        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
                        "<meta name=\"color-scheme\" content=\"light dark\">",
                        "<form class=\"tools\" id=\"tools\" role=\"search\" hidden>",
                        "<p id=\"count\" role=\"status\">1 dataset, the newest first</p>",
                        "<th scope=\"col\" data-key=\"title\">Dataset</th>")
                .endsWith("</html>\n");
    }
}
