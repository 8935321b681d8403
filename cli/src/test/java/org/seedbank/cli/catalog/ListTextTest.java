package org.seedbank.cli.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.catalog.AsOf;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.ForeignTorrent;
import org.seedbank.catalog.Listing;
import org.seedbank.catalog.TorrentFacts;
import org.seedbank.catalog.names.CatalogListener;
import org.seedbank.catalog.names.CatalogSet;
import org.seedbank.catalog.names.Catalogs;
import org.seedbank.catalog.serials.Serial;
import org.seedbank.cli.option.CatalogOption;
import org.seedbank.cli.screen.Amounts;
import org.seedbank.cli.screen.Terminal;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.InfoHash;

/** What is printed of remote catalogs: torrents without entries, and how old a list is. */
public class ListTextTest {

    private static final Instant ADDED = Instant.parse("2024-05-17T10:00:00Z");

    @TempDir
    Path folder;

    private final StringWriter printed = new StringWriter();

    /** A catalog that cannot be reached now, with two torrents that nobody made an entry of. */
    public static Listing remote() {
        TorrentFacts facts = new TorrentFacts(
                "ice\u001b[2J",
                1_200,
                3,
                Optional.of(new InfoHash("0".repeat(39) + "1")),
                Optional.of(new InfoHash("0".repeat(63) + "2")));
        CatalogException away =
                new CatalogException.Unreachable(URI.create("dir:/x"), "the network is down", "look", null);
        return Listing.of(URI.create("dir:/x"), List.of(), List.of())
                .withForeign(List.of(
                        new ForeignTorrent("1", "ice.torrent", ADDED, Optional.of(facts)),
                        new ForeignTorrent("2", "unread.torrent", ADDED, Optional.empty())))
                .asOf(new AsOf(ADDED, Optional.of(away)));
    }

    @Test
    void torrents_without_entries_have_no_serial_and_show_their_infohash() {
        CatalogSet set = CatalogSet.of(Catalogs.in(folder));
        ListText list = new ListText(set, CopyStates.NONE, false);

        list.add(set.first(), remote(), "");
        print(list);

        assertThat(printed.toString()).isEqualTo("""
            serial  state     size  files  published   title
                 -  -      1.20 kB      3  2024-05-17  ice\\u{1b}[2J  (0000000000000000000000000000000000000001)
                 -  -            -      -  2024-05-17  unread.torrent
            """);
    }

    @Test
    void of_several_catalogs_they_stand_under_the_name_of_theirs() {
        Map<String, Catalog> catalogs = new LinkedHashMap<>();
        catalogs.put("soil", Catalogs.in(folder.resolve("soil")));
        catalogs.put("rain", Catalogs.in(folder.resolve("rain")));
        CatalogSet set = CatalogSet.of(catalogs, CatalogListener.NONE);
        ListText list = new ListText(set, CopyStates.NONE, false);

        list.add(set.sources().get(1), remote(), "UNREAD");
        print(list);

        assertThat(printed.toString()).isEqualTo("""
            serial  state  size  files  published   title
            rain/-  -         -      -  2024-05-17  unread.torrent
            """);
    }

    @Test
    void a_word_finds_a_torrent_by_its_name_or_the_beginning_of_its_infohash() {
        assertThat(remote().foreignMatching("0000000000 ICE")).hasSize(1);
        assertThat(remote().foreignMatching("ice.torrent unread")).isEmpty();
    }

    @Test
    @Timeout(120)
    void very_many_versions_in_a_row_cost_no_more_than_their_number() {
        List<Entry> chain = new ArrayList<>();
        for (int i = 1; i <= 100_000; i++) {
            Sha256 digest =
                    Sha256.of(Sha256.newDigest().digest(new byte[] {(byte) i, (byte) (i >> 8), (byte) (i >> 16)}));
            Sha256 before = chain.isEmpty() ? null : chain.get(i - 2).digest();
            chain.add(Entry.builder(digest)
                    .title("Soil")
                    .published(ADDED.plusSeconds(i))
                    .serial(Serial.of(i))
                    .bytes(1)
                    .files(1)
                    .pieceLength(1 << 14)
                    .infohashV1(new InfoHash("0".repeat(40)))
                    .supersedes(before)
                    .build());
        }
        CatalogSet set = CatalogSet.of(Catalogs.in(folder));
        ListText list = new ListText(set, CopyStates.NONE, true);

        list.add(set.first(), Listing.of(URI.create("dir:/x"), chain, List.of()), "");
        print(list);

        assertThat(printed.toString().lines()).hasSize(100_001);
        assertThat(printed.toString()).contains("  Soil  (newest version: 100000)\n");
    }

    private void print(ListText list) {
        PrintWriter out = new PrintWriter(printed);
        List<ListRow> rows = list.rows();
        ListText.print(
                rows,
                ListRow.usual(ListRow.columns(Amounts::bytes), rows),
                new Terminal(out, out, false, false, false));
    }

    @Test
    void an_old_list_is_told_with_its_age() {
        PrintWriter err = new PrintWriter(printed);
        CatalogOption.News news = new CatalogOption.News(new Terminal(err, err, false, false, false));
        CatalogSet set = CatalogSet.of(Map.of("soil", Catalogs.in(folder)), CatalogListener.NONE);
        AsOf now = new AsOf(Instant.now(), remote().asOf().orElseThrow().unreachable());

        news.stale(set.first(), now);
        news.stored(set.first(), now);

        assertThat(printed.toString()).isEqualTo("""
            seedbank: warning: cannot read catalog 'dir:/x': the network is down; this is what it held just now
            seedbank: catalog 'soil' as of just now
            """);
    }
}
