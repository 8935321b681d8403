package org.seedbank.catalog.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.Listing;
import org.seedbank.catalog.SampleDataset;
import org.seedbank.catalog.Withdrawal;
import org.seedbank.integrity.Sha256;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** The feed and the map of a site, as programs get them. */
final class FeedTest {

    private static final URI BASE = URI.create("https://data.example.org/soil/");

    private static Site site(Look look, Entry... entries) {
        return new Site(
                look,
                Listing.of(URI.create("test:page"), List.of(entries), List.of()).entries());
    }

    private static Entry entry(int number) {
        return SampleDataset.number(number).draft().toBuilder()
                .published(Instant.parse("2024-05-17T23:30:00Z").plusSeconds(number))
                .build();
    }

    private static Document feed(Site site) throws Exception {
        StringBuilder text = new StringBuilder();
        Feed.write(site, text);
        return parse(text.toString());
    }

    private static Document parse(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    private static String text(Document xml, String element, int at) {
        return xml.getElementsByTagName(element).item(at).getTextContent();
    }

    @Test
    void has_the_newest_first_with_relative_links() throws Exception {
        Document feed = feed(site(Look.PLAIN, entry(1), entry(2)));

        assertThat(text(feed, "id", 0)).startsWith("urn:uuid:");
        assertThat(text(feed, "updated", 0)).isEqualTo("2024-05-17T23:30:02Z");
        assertThat(text(feed, "title", 1)).isEqualTo("Soil depth, depth-2.csv");
        assertThat(feed.getElementsByTagName("link")
                        .item(2)
                        .getAttributes()
                        .getNamedItem("href")
                        .getNodeValue())
                .isEqualTo(SampleDataset.number(2).digest() + ".html");
    }

    @Test
    void a_withdrawal_is_news() throws Exception {
        Instant later = Instant.parse("2025-01-02T03:04:05Z");
        Entry withdrawn = entry(1).revisedBy(
                        entry -> entry.withdrawnFor(new Withdrawal(Optional.of("wrong units"), Optional.empty())),
                        later);

        Document feed = feed(site(Look.PLAIN, withdrawn, entry(2)));

        assertThat(text(feed, "updated", 0)).isEqualTo(later.toString());
        assertThat(text(feed, "title", 1)).isEqualTo("Withdrawn: Soil depth, depth-1.csv");
        assertThat(text(feed, "updated", 1)).isEqualTo(later.toString());
        assertThat(text(feed, "summary", 0)).isEqualTo("Its publisher has taken it back: wrong units");
    }

    @Test
    void what_takes_the_place_of_a_withdrawn_one_is_named() throws Exception {
        Sha256 other = SampleDataset.number(2).digest();
        Entry withdrawn = entry(1).withdrawnFor(new Withdrawal(Optional.empty(), Optional.of(other)));

        assertThat(text(feed(site(Look.PLAIN, withdrawn)), "summary", 0))
                .isEqualTo("Its publisher has taken it back. The dataset with digest " + other.hex()
                        + " takes its place.");
    }

    @Test
    void a_withdrawal_of_one_beyond_the_newest_hundred_is_news_too() throws Exception {
        Entry[] entries = new Entry[101];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = entry(i + 1);
        }
        entries[0] = entries[0].revisedBy(
                entry -> entry.withdrawnFor(Withdrawal.NONE), Instant.parse("2025-01-02T03:04:05Z"));

        Document feed = feed(site(Look.PLAIN, entries));

        assertThat(feed.getElementsByTagName("entry").getLength()).isEqualTo(100);
        assertThat(text(feed, "title", 1)).isEqualTo("Withdrawn: Soil depth, depth-1.csv");
    }

    @Test
    void has_whole_addresses_where_it_is_known_where_it_will_be() throws Exception {
        Document feed = feed(site(Look.PLAIN.at(BASE), entry(1)));

        assertThat(text(feed, "id", 0)).isEqualTo(BASE.toString());
        assertThat(feed.getElementsByTagName("link")
                        .item(2)
                        .getAttributes()
                        .getNamedItem("href")
                        .getNodeValue())
                .isEqualTo(BASE + SampleDataset.number(1).digest().hex() + ".html");
    }

    @Test
    void of_an_empty_catalog_is_a_feed_too() throws Exception {
        assertThat(text(feed(site(Look.PLAIN)), "updated", 0)).isEqualTo("1970-01-01T00:00:00Z");
    }

    @Test
    void a_strangers_text_is_text() throws Exception {
        Entry entry = entry(1).toBuilder()
                .title("</title>&amp;\u0000\uffff\u202e")
                .description("<b>]]>")
                .build();

        Document feed = feed(site(Look.PLAIN, entry));

        assertThat(text(feed, "title", 1)).isEqualTo("</title>&amp;\\u{0}\\u{202e}");
        assertThat(text(feed, "summary", 0)).isEqualTo("<b>]]>");
    }

    @Test
    void a_map_has_all_pages() throws Exception {
        StringBuilder map = new StringBuilder();
        SiteMap.write(site(Look.PLAIN.at(BASE), entry(1)), BASE, map);

        Document xml = parse(map.toString());

        assertThat(text(xml, "loc", 0)).isEqualTo(BASE.toString());
        assertThat(text(xml, "loc", 1))
                .isEqualTo(BASE + SampleDataset.number(1).digest().hex() + ".html");
    }
}
