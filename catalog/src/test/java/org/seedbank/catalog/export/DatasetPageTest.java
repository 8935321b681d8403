package org.seedbank.catalog.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.Listing;
import org.seedbank.catalog.SampleDataset;
import org.seedbank.catalog.Withdrawal;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.Metainfo;

/** The page of one dataset, as a browser gets it. */
final class DatasetPageTest {

    private static final SampleDataset SOIL = SampleDataset.number(1);
    private static final SampleDataset LATER = SampleDataset.number(2);
    private static final URI BASE = URI.create("https://data.example.org/soil/");

    private static Entry soil() {
        return SOIL.draft().toBuilder()
                .published(Instant.parse("2024-05-17T23:30:00Z"))
                .build();
    }

    private static Entry later() {
        return LATER.draft().toBuilder()
                .title("Soil, once more")
                .version("2")
                .published(Instant.parse("2025-05-17T23:30:00Z"))
                .supersedes(SOIL.digest())
                .build();
    }

    private static String page(Look look, Metainfo torrent, Entry... entries) throws IOException {
        Site site = new Site(
                look,
                Listing.of(URI.create("test:page"), List.of(entries), List.of()).entries());
        StringBuilder page = new StringBuilder();
        ExportTexts.dataset(
                site, site.find(entries[0].digest()).orElseThrow(), Optional.of(torrent), Optional.empty(), page);
        return page.toString();
    }

    private static String page(Entry... entries) throws IOException {
        return page(Look.PLAIN, SOIL.metainfo(), entries);
    }

    @Test
    void says_what_is_known_of_it() throws IOException {
        Entry entry = soil().toBuilder()
                .creators(List.of("Fields, B.", "Meadows, A."))
                .description("Two plots.\nTen cores.")
                .license("CC-BY-4.0 OR LicenseRef-Ours")
                .doi("10.5281/zenodo.<1>")
                .keywords(List.of("Soil moisture"))
                .version("1.1")
                .build();

        assertThat(page(entry))
                .contains(
                        "<title>Soil depth, depth-1.csv · Catalog of datasets</title>",
                        "<p class=\"kind\">Dataset 1 · version <bdi>1.1</bdi> · published <time datetime=\"2024-05-17T23:30:00Z\">2024-05-17</time></p>",
                        "<h1 dir=\"auto\">Soil depth, depth-1.csv</h1>",
                        "<p class=\"by\" dir=\"auto\">Fields, B.; Meadows, A.</p>",
                        "<div class=\"about\" dir=\"auto\">Two plots.\nTen cores.</div>",
                        "<dd><a rel=\"license\" href=\"https://spdx.org/licenses/CC-BY-4.0.html\">CC-BY-4.0</a> OR LicenseRef-Ours</dd>",
                        "<dd><a href=\"https://doi.org/10.5281/zenodo.%3C1%3E\">10.5281/zenodo.&lt;1&gt;</a></dd>",
                        "<dd><a href=\"index.html#find=soil%20moisture\"><bdi>Soil moisture</bdi></a></dd>",
                        "<dd><code>" + SOIL.digest() + "</code></dd>",
                        "<dd><code>" + SOIL.draft().infohashV1().orElseThrow().hex() + "</code></dd>",
                        "<dd>19 bytes</dd>");
    }

    @Test
    void says_how_it_is_fetched_in_three_ways_and_proved_without_seedbank() throws IOException {
        Metainfo seeded = SOIL.metainfo()
                .withUrls(List.of(), List.of("http://user:secret@data.example.org/", "https://data.example.org/it's/"));

        assertThat(page(Look.PLAIN.at(BASE), seeded, soil()))
                .contains(
                        ">seedbank get --catalog https://data.example.org/soil/ 1</pre>",
                        "<a href=\"%s.torrent\" type=\"application/x-bittorrent\">Torrent file</a>"
                                .formatted(SOIL.digest()),
                        "<a href=\"magnet:?xt=urn:btih:",
                        ">curl -f --create-dirs -o depth-1.csv &#39;https://data.example.org/it&#39;\\&#39;&#39;s/depth-1.csv&#39;</pre>",
                        "<a href=\"https://data.example.org/it&#39;s/depth-1.csv\"><bdi>depth-1.csv</bdi></a>",
                        ">sha256sum -c %s.manifest-sha256.txt</pre>".formatted(SOIL.digest()))
                .doesNotContain("secret");
        assertThat(page(soil())).contains(">seedbank get %s.torrent</pre>".formatted(SOIL.digest()));
    }

    @Test
    void lists_each_file_with_its_size_and_digest() throws IOException {
        assertThat(page(soil()))
                .contains("<tr><th scope=\"row\"><bdi>depth-1.csv</bdi></th><td class=\"n\">19</td><td><code>"
                        + SOIL.metainfo().files().get(0).digest().orElseThrow() + "</code></td></tr>");
    }

    @Test
    void is_cited_as_plain_text_in_bibtex_and_in_ris() throws IOException {
        assertThat(page(soil().toBuilder().creators(List.of("Fields, Beth")).build()))
                .contains(
                        ">Fields, B. (2024). Soil depth, depth-1.csv [Data set]. SHA-256 %s</pre>"
                                .formatted(SOIL.digest()),
                        "<summary>BibTeX</summary>",
                        "<summary>RIS</summary>");
    }

    @Test
    void tells_search_engines_what_it_is() throws IOException {
        String page = page(Look.PLAIN.at(BASE), SOIL.metainfo(), soil());
        String start = "<script type=\"application/ld+json\">\n";
        String json = page.substring(page.indexOf(start) + start.length());
        JsonObject dataset = JsonParser.parseString(json.substring(0, json.indexOf("</script>")))
                .getAsJsonObject();

        assertThat(dataset.get("@type").getAsString()).isEqualTo("Dataset");
        assertThat(dataset.get("url").getAsString())
                .isEqualTo(BASE + SOIL.digest().hex() + ".html");
        assertThat(dataset.getAsJsonArray("distribution")
                        .get(0)
                        .getAsJsonObject()
                        .get("contentUrl")
                        .getAsString())
                .isEqualTo(BASE + SOIL.digest().hex() + ".torrent");
        assertThat(page).contains("<link rel=\"canonical\" href=\"" + BASE + SOIL.digest() + ".html\">");
    }

    @Test
    void of_a_withdrawn_one_it_says_why_and_leads_nobody_to_it() throws IOException {
        Withdrawal why = new Withdrawal(Optional.of("wrong <units>"), Optional.of(LATER.digest()));

        assertThat(page(soil().withdrawnFor(why), later()))
                .contains("<strong>Withdrawn by its publisher.</strong> Reason: wrong &lt;units&gt; Its place takes"
                        + " <a href=\"%s.html\"><bdi>Soil, once more</bdi></a> (dataset 2).".formatted(LATER.digest()))
                .doesNotContain("magnet:", ".torrent\"", "ld+json", "id=\"files\"", "manifest");
    }

    @Test
    void versions_lead_to_each_other() throws IOException {
        assertThat(page(soil(), later()))
                .contains("There is a newer version: <a href=\"%s.html\">".formatted(LATER.digest()))
                .contains(
                        "<li aria-current=\"page\"><time datetime=\"2024-05-17T23:30:00Z\">2024-05-17</time> · this dataset</li>")
                .contains("2025-05-17</time> · version <bdi>2</bdi> · <a href=\"%s.html\">".formatted(LATER.digest()));
        assertThat(page(Look.PLAIN, LATER.metainfo(), later()))
                .contains("<li>An earlier version, <code>%s</code>, is not in this catalog.</li>"
                        .formatted(SOIL.digest()));
    }

    @Test
    void says_in_json_what_is_before_it_and_what_is_newest() throws IOException {
        assertThat(page(soil(), later()))
                .contains("\"http://purl.org/dc/terms/isReplacedBy\": {\n    \"@id\": \"%s.html\"\n"
                        .formatted(LATER.digest()));
        assertThat(page(Look.PLAIN, LATER.metainfo(), later(), soil()))
                .contains(
                        "\"http://purl.org/dc/terms/replaces\": {\n    \"@id\": \"%s.html\"\n".formatted(SOIL.digest()))
                .doesNotContain("isReplacedBy");
        assertThat(page(soil())).doesNotContain("purl.org");
    }

    @Test
    void shows_the_nearest_of_very_many_versions_and_the_newest() throws IOException {
        List<Entry> chain = new ArrayList<>(List.of(soil()));
        for (int i = 1; i < 200; i++) {
            Entry before = chain.get(i - 1);
            Sha256 digest = Sha256.of(Sha256.newDigest().digest(new byte[i]));
            chain.add(Entry.builder(digest)
                    .title("Soil")
                    .published(before.requirePublished().plusSeconds(1))
                    .bytes(1)
                    .files(1)
                    .pieceLength(1 << 14)
                    .infohashV1(before.infohashV1().orElseThrow())
                    .supersedes(before.digest())
                    .build());
        }

        String page = page(chain.toArray(Entry[]::new));

        assertThat(page.lines().filter(line -> line.startsWith("<li>"))).hasSize(21);
        assertThat(page)
                .contains(chain.get(1).digest() + ".html", chain.get(20).digest() + ".html")
                .contains(chain.get(199).digest() + ".html")
                .doesNotContain(chain.get(21).digest() + ".html");
    }

    @Test
    void versions_that_supersede_each_other_in_a_circle_end() throws IOException {
        Entry one = soil().toBuilder().supersedes(LATER.digest()).build();

        assertThat(page(one, later())).contains("· this dataset</li>", LATER.digest() + ".html");
    }

    @Test
    void a_strangers_text_is_text_and_nothing_else() throws IOException {
        Entry entry = soil().toBuilder()
                .title("</title></script><script>alert(1)</script>\u202e")
                .description("<img src=x onerror=alert(1)>\r\nline\ttab\u0000\u001b[31m\u2028\u2066\ue000")
                .creators(List.of("<i>"))
                .keywords(List.of("\"><script>alert(2)</script>"))
                .version("<b>")
                .build();

        assertThat(page(entry))
                .contains("&lt;img src=x onerror=alert(1)&gt;\nline\ttab\\u{0}\\u{1b}[31m\\u{2028}\\u{2066}\\u{e000}<")
                .doesNotContain("<script>alert", "<img", "\u202e", "\u001b", "<i>", "<b>");
    }
}
