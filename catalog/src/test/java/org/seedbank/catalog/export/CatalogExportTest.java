package org.seedbank.catalog.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.CatalogWarning;
import org.seedbank.catalog.InMemoryCatalog;
import org.seedbank.catalog.SampleDataset;
import org.seedbank.catalog.names.Catalogs;

final class CatalogExportTest {

    private static final SampleDataset FIRST = SampleDataset.number(1);
    private static final SampleDataset SECOND = SampleDataset.number(2);
    private static final Instant NOW = Instant.parse("2024-05-17T09:30:00Z");

    @TempDir
    Path folder;

    private final InMemoryCatalog catalog = new InMemoryCatalog(Clock.fixed(NOW, ZoneOffset.UTC));

    private ExportResult export() throws InterruptedException {
        return export(catalog, "web");
    }

    private ExportResult export(Catalog from, String to) throws InterruptedException {
        return CatalogExport.run(from, Look.PLAIN, folder.resolve(to), (done, total, entry) -> {});
    }

    private void post(SampleDataset... datasets) throws InterruptedException {
        for (SampleDataset dataset : datasets) {
            catalog.post(dataset.draft(), dataset.metainfo());
        }
    }

    private static ExportResult done(int entries, int torrents, int written, int unchanged, int removed) {
        return new ExportResult(entries, torrents, written, unchanged, removed, List.of());
    }

    /** Every file by its name, with its bytes as text. */
    private SortedMap<String, String> files(String name) throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        try (Stream<Path> children = Files.list(folder.resolve(name))) {
            for (Path child : children.toList()) {
                files.put(
                        child.getFileName().toString(),
                        new String(Files.readAllBytes(child), StandardCharsets.ISO_8859_1));
            }
        }
        return files;
    }

    /** The files of an export of these, and others. */
    private static List<String> names(List<String> others, SampleDataset... datasets) {
        List<String> names = new ArrayList<>(List.of("catalog.json", "index.html", "feed.atom"));
        for (SampleDataset each : datasets) {
            names.addAll(List.of(
                    each.digest() + ".torrent", each.digest() + ".html", each.digest() + ".manifest-sha256.txt"));
        }
        names.addAll(others);
        return names;
    }

    private String web(String file) throws IOException {
        return Files.readString(folder.resolve("web").resolve(file));
    }

    @Test
    void writes_an_index_pages_a_feed_torrents_and_manifests() throws Exception {
        post(FIRST, SECOND);
        catalog.withdraw(SECOND.digest());

        assertThat(export()).isEqualTo(done(2, 2, 9, 0, 0));

        assertThat(files("web").keySet()).containsExactlyInAnyOrderElementsOf(names(List.of(), FIRST, SECOND));
        assertThat(web(FIRST.digest() + ".manifest-sha256.txt"))
                .isEqualTo(FIRST.metainfo().manifest().orElseThrow().text());
        assertThat(folder.resolve("web/" + FIRST.digest() + ".torrent"))
                .hasBinaryContent(catalog.torrent(FIRST.digest()));
        assertThat(web("catalog.json")).isEqualTo("""
            {"format":"seedbank-catalog","schema":1,"entries":[
            {"schema":1,"digest":"%s","title":"Soil depth, depth-1.csv","published":"2024-05-17T09:30:00Z","bytes":19,"files":1,"pieceLength":16384,"infohashV1":"%s","serial":1},
            {"schema":1,"digest":"%s","title":"Soil depth, depth-2.csv","published":"2024-05-17T09:30:00Z","bytes":19,"files":1,"pieceLength":16384,"infohashV1":"%s","serial":2,"withdrawn":true,"withdrawnAt":"2024-05-17T09:30:00.001Z","changed":"2024-05-17T09:30:00.001Z"}
            ]}
            """.formatted(
                        FIRST.digest(),
                        FIRST.draft().infohashV1().orElseThrow(),
                        SECOND.digest(),
                        SECOND.draft().infohashV1().orElseThrow()));
    }

    @Test
    void warns_of_each_personal_key_in_the_addresses_of_trackers_and_web_seeds() throws Exception {
        catalog.post(
                FIRST.draft(),
                FIRST.metainfo()
                        .withUrls(
                                List.of(
                                        List.of("http://t.example/0123456789abcdef0123456789abcdef/announce"),
                                        List.of("http://t.example/announce?passkey=abc", "http://t.example/announce")),
                                List.of("http://user:p4ss@data.example/", "http://data.example/")));

        assertThat(export().warnings())
                .extracting(CatalogWarning::name, CatalogWarning::reason)
                .containsExactly(
                        keyed("tracker", "http://t.example/…/announce"),
                        keyed("tracker", "http://t.example/announce?passkey=…"),
                        keyed("web seed", "http://…@data.example/"));
    }

    private static Tuple keyed(String kind, String shown) {
        return tuple(
                FIRST.digest() + ".torrent",
                "is exported, but the address of the %s '%s' holds what looks like a personal key, which everybody gets with the torrent"
                        .formatted(kind, shown));
    }

    @Test
    void an_empty_catalog_has_an_export_too() throws Exception {
        assertThat(export()).isEqualTo(done(0, 0, 2, 1, 0));

        assertThat(web("catalog.json")).isEqualTo("""
            {"format":"seedbank-catalog","schema":1,"entries":[
            ]}
            """);
        assertThat(web("index.html")).contains("0 datasets, the newest first");
    }

    @Test
    void is_the_same_byte_for_byte_from_any_kind_of_catalog_anywhere() throws Exception {
        Catalog source = Catalogs.in(folder.resolve("source"));
        for (SampleDataset dataset : List.of(SECOND, FIRST)) {
            source.post(dataset.draft(), dataset.metainfo());
        }
        export(source, "one");
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            export(InMemoryCatalog.copyOf(source), "far/away");
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }

        assertThat(files("far/away")).isEqualTo(files("one"));
    }

    @Test
    void what_is_right_already_is_left_alone() throws Exception {
        post(FIRST, SECOND);
        export();
        FileTime longAgo = FileTime.from(NOW);
        for (String name : files("web").keySet()) {
            Files.setLastModifiedTime(folder.resolve("web").resolve(name), longAgo);
        }

        assertThat(export()).isEqualTo(done(2, 2, 0, 9, 0));

        for (String name : files("web").keySet()) {
            assertThat(Files.getLastModifiedTime(folder.resolve("web").resolve(name)))
                    .as(name)
                    .isEqualTo(longAgo);
        }
    }

    @Test
    void what_has_changed_is_replaced() throws Exception {
        post(FIRST);
        export();
        catalog.describe(FIRST.digest(), entry -> entry.title("Soil"));
        Files.writeString(folder.resolve("web/" + FIRST.digest() + ".torrent"), "damaged");
        post(SECOND);

        assertThat(export()).isEqualTo(done(2, 2, 8, 1, 0));
        export(catalog, "fresh");
        assertThat(files("web")).isEqualTo(files("fresh"));
    }

    @Test
    void torrents_that_are_no_longer_listed_go_and_foreign_files_stay() throws Exception {
        post(FIRST, SECOND);
        export();
        Files.writeString(folder.resolve("web/robots.txt"), "mine");
        Files.writeString(folder.resolve("web/" + "0".repeat(64) + ".torrent"), "mine too");
        catalog.remove(FIRST.digest());

        assertThat(export()).isEqualTo(done(1, 1, 3, 3, 3));
        assertThat(files("web").keySet())
                .containsExactlyInAnyOrderElementsOf(names(List.of("robots.txt", "0".repeat(64) + ".torrent"), SECOND));
    }

    @Test
    void an_entry_without_its_torrent_keeps_its_serial() throws Exception {
        post(FIRST, SECOND);
        export();
        catalog.swapTorrent(FIRST.digest(), SECOND.torrent());

        ExportResult result = export();

        assertThat(result).usingRecursiveComparison().ignoringFields("warnings").isEqualTo(done(2, 1, 1, 6, 2));
        assertThat(result.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.name()).isEqualTo(FIRST.digest() + ".torrent");
            assertThat(warning.reason())
                    .startsWith("is not exported, only its entry: the torrent of '%s' is not the one"
                            .formatted(FIRST.digest()));
        });
        assertThat(web("catalog.json")).contains(FIRST.digest().hex());
        assertThat(web(FIRST.digest() + ".html")).contains("The torrent of this dataset is missing from the catalog.");
        assertThat(files("web")).doesNotContainKey(FIRST.digest() + ".torrent");
    }

    @Test
    void a_map_of_the_pages_is_there_for_as_long_as_it_is_known_where_they_are() throws Exception {
        post(FIRST);
        URI base = URI.create("https://data.example.org/soil/");
        CatalogExport.run(catalog, Look.PLAIN.at(base), folder.resolve("web"), (done, total, entry) -> {});
        assertThat(web("sitemap.xml")).contains("<loc>" + base + FIRST.digest() + ".html</loc>");

        assertThat(export().removed()).isEqualTo(1);
        assertThat(files("web").keySet()).containsExactlyInAnyOrderElementsOf(names(List.of(), FIRST));
    }

    @Test
    void a_logo_is_beside_the_pages_for_as_long_as_it_is_theirs() throws Exception {
        Files.write(
                folder.resolve("lab.svg"),
                "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8));
        Files.writeString(
                folder.resolve("catalog.toml"),
                "title = '<Soil> lab'\nlogo = 'lab.svg'\ncontact = 'data@soil.example'\n[colors]\naccent = '#0b5d3b'\n");
        Look look = LookFile.read(folder.resolve("catalog.toml")).look();
        CatalogExport.run(catalog, look, folder.resolve("web"), (done, total, entry) -> {});

        assertThat(web("index.html"))
                .contains(
                        "<img src=\"catalog-logo.svg\" alt=\"\"><h1 dir=\"auto\">&lt;Soil&gt; lab</h1>",
                        "img-src 'self' file:;",
                        "<a href=\"mailto:data@soil.example\">data@soil.example</a>",
                        "--accent: #0b5d3b;");
        assertThat(web("catalog-logo.svg")).startsWith("<svg");

        assertThat(export().removed()).isEqualTo(1);
        assertThat(folder.resolve("web/catalog-logo.svg")).doesNotExist();
    }

    @Test
    void bytes_that_are_no_torrent_are_not_exported() throws Exception {
        post(FIRST);
        catalog.swapTorrent(FIRST.digest(), new byte[] {'d', 'e'});

        assertThat(export().warnings())
                .extracting(CatalogWarning::reason)
                .singleElement()
                .asString()
                .startsWith("is not exported, only its entry: ");
    }

    @Test
    void when_writing_fails_the_former_export_is_still_whole() throws Exception {
        post(FIRST);
        export();
        SortedMap<String, String> former = files("web");
        post(SECOND);
        Path inTheWay = Files.createDirectories(
                folder.resolve("web/" + SECOND.digest() + ".torrent").resolve("in the way"));

        assertThatThrownBy(this::export)
                .isInstanceOf(CatalogException.CannotExport.class)
                .hasMessageStartingWith("cannot export to '%s': ".formatted(folder.resolve("web")));

        Files.delete(inTheWay);
        Files.delete(inTheWay.getParent());
        assertThat(files("web")).containsAllEntriesOf(former);
    }

    @Test
    void an_export_that_was_interrupted_goes_on() throws Exception {
        post(FIRST, SECOND);
        List<String> seen = new ArrayList<>();
        assertThatThrownBy(() -> CatalogExport.run(catalog, Look.PLAIN, folder.resolve("web"), (done, total, entry) -> {
                    seen.add("%d of %d: %s".formatted(done, total, entry.title()));
                    if (done == 1) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .isInstanceOf(InterruptedException.class);

        assertThat(seen).containsExactly("0 of 2: Soil depth, depth-1.csv", "1 of 2: Soil depth, depth-2.csv");
        assertThat(files("web").keySet())
                .contains("catalog.json")
                .doesNotContain("index.html", SECOND.digest() + ".html");
        export();
        export(catalog, "fresh");
        assertThat(files("web")).isEqualTo(files("fresh"));
    }
}
