package org.seedbank.catalog.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.Listing;
import org.seedbank.catalog.SampleDataset;
import org.seedbank.catalog.Withdrawal;
import org.seedbank.integrity.Sha256;

/** The page that a browser shows. */
final class ExportPageTest {

    private static final SampleDataset SOIL = SampleDataset.number(1);
    private static final String MAGNET = "magnet:?xt=urn:btih:0&dn=a%20b";

    private static String page(Entry... entries) throws IOException {
        StringWriter page = new StringWriter();
        Listing listing = Listing.of(URI.create("test:page"), List.of(entries), List.of());
        ExportPage.write(listing.entries(), Map.of(SOIL.digest(), MAGNET), entry -> Optional.empty(), page);
        return page.toString();
    }

    private static Entry soil() {
        return SOIL.draft().toBuilder()
                .published(Instant.parse("2024-05-17T23:30:00Z"))
                .build();
    }

    private static String row(Entry entry) throws IOException {
        return page(entry)
                .lines()
                .dropWhile(line -> !line.equals("<tbody>"))
                .skip(1)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shows_each_dataset_in_a_row() throws IOException {
        Entry entry = soil().toBuilder()
                .license("CC-BY-4.0")
                .creators(List.of("B. Fields", "A. Meadows"))
                .description("Two plots.")
                .bytes(41_930_000)
                .build();

        assertThat(row(entry))
                .isEqualTo("<tr><td class=\"number\">1</td>"
                        + "<th scope=\"row\"><b>Soil depth, depth-1.csv</b><br>B. Fields, A. Meadows"
                        + "<details><summary>Description</summary><div class=\"text\">Two plots.</div></details></th>"
                        + "<td class=\"number\">41.9 MB</td><td class=\"number\">1</td>"
                        + "<td><time datetime=\"2024-05-17T23:30:00Z\">2024-05-17</time></td><td>CC-BY-4.0</td>"
                        + "<td><a href=\"%s.torrent\" aria-label=\"torrent of Soil depth, depth-1.csv\">torrent</a> "
                                .formatted(SOIL.digest())
                        + "<a href=\"magnet:?xt=urn:btih:0&amp;dn=a%20b\""
                        + " aria-label=\"magnet link of Soil depth, depth-1.csv\">magnet</a></td></tr>");
    }

    @Test
    void says_what_was_withdrawn() throws IOException {
        assertThat(row(soil().toBuilder().withdrawn(true).build()))
                .startsWith("<tr class=\"withdrawn\">")
                .contains("<b>Soil depth, depth-1.csv</b> (withdrawn)");
    }

    @Test
    void says_why_it_was_withdrawn_and_leads_nobody_to_its_torrent() throws IOException {
        Withdrawal why = new Withdrawal(Optional.of("wrong <units>"), Optional.of(new Sha256("2".repeat(64))));

        assertThat(row(soil().withdrawnFor(why)))
                .contains("(withdrawn: wrong &lt;units&gt;; superseded by 222222222222)")
                .endsWith("<td>withdrawn</td></tr>")
                .doesNotContain("magnet:", ".torrent");
    }

    @Test
    void a_strangers_text_is_text_and_nothing_else() throws IOException {
        Entry entry = soil().toBuilder()
                .title("</b><script>alert('1')</script> & \"x\" \u202egnp.exe")
                .description("<img src=x onerror=alert(1)>\r\nline\ttab\u0000\u001b[31m\u2028\u2066\ue000")
                .creators(List.of("<i>"))
                .build();

        assertThat(row(entry))
                .contains("<b>&lt;/b&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;x&quot;"
                        + " \\u{202e}gnp.exe</b><br>&lt;i&gt;");
        assertThat(page(entry))
                .contains("&lt;img src=x onerror=alert(1)&gt;\nline\ttab\\u{0}\\u{1b}[31m\\u{2028}\\u{2066}\\u{e000}<")
                .doesNotContain("<script", "<img", "\u202e", "\u001b");
    }

    @Test
    void its_policy_allows_its_own_style_and_nothing_more() throws IOException {
        String page = page(soil());
        Matcher style = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL).matcher(page);

        assertThat(style.find()).isTrue();
        String hash = Base64.getEncoder().encodeToString(DigestUtils.sha256(style.group(1)));
        assertThat(page)
                .contains("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
                        + " style-src 'sha256-" + hash + "'; base-uri 'none'; form-action 'none'\">")
                .doesNotContain("src=", "url(", "@import", "<link", "style=\"");
    }

    @Test
    void can_be_read_aloud_and_on_a_phone() throws IOException {
        assertThat(page(soil()))
                .startsWith("<!DOCTYPE html>\n<html lang=\"en\">\n")
                .contains(
                        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
                        "<meta name=\"color-scheme\" content=\"light dark\">",
                        "<caption id=\"datasets\">1 dataset, the oldest first</caption>",
                        "<th scope=\"col\">Dataset</th>")
                .endsWith("</html>\n");
    }
}
