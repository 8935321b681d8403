package org.seedbank.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.Edition;
import org.seedbank.catalog.Listed;
import org.seedbank.catalog.metadata.Description;
import org.seedbank.downloading.FetchEvent;
import org.seedbank.downloading.FetchOutcome;
import org.seedbank.downloading.FetchRequest;
import org.seedbank.downloading.Place;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.integrity.fixity.FileFinding;
import org.seedbank.integrity.fixity.FixityReport;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.Source;
import org.seedbank.uploading.edit.DatasetEdit;
import org.seedbank.uploading.edit.ListChange;
import org.seedbank.uploading.publish.Publication;
import org.seedbank.uploading.publish.PublishRequest;

/** The page about the library shows code that runs: each of its snippets stands in this file, word by word. */
class LibraryPageTest {

    private static final Path TREE = Path.of("").toAbsolutePath().getParent();

    @TempDir
    Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    @BeforeEach
    void dataset() throws Exception {
        Path soil = Files.createDirectories(folder.resolve("soil-2024"));
        Files.writeString(soil.resolve("depth.csv"), "10\n20\n");
        Files.writeString(soil.resolve("ph.csv"), "6.5\n7.1\n");
    }

    @Test
    void every_snippet_of_the_page_is_run_here() throws Exception {
        String page = Files.readString(TREE.resolve("src/site/library.md"));
        String here = unindented(Files.readString(Path.of("src/test/java/org/seedbank/library/LibraryPageTest.java")));
        List<String> snippets = Pattern.compile("(?ms)^```java\n(.*?)^```")
                .matcher(page)
                .results()
                .map(match -> unindented(match.group(1)))
                .toList();

        assertThat(snippets).hasSize(5).allSatisfy(snippet -> assertThat(here).contains(snippet));
    }

    private static String unindented(String text) {
        return text.replaceAll("(?m)^ +", "");
    }

    @Test
    void publishes_lists_and_verifies() throws Exception {
        Path home = folder.resolve("home");
        Path soil = folder.resolve("soil-2024");

        try (Seedbank seedbank = Seedbank.at(home)) {
            Publication published = seedbank.publish(soil);
            out.println("published as " + published.posted().listed().reference());

            for (Listed listed : seedbank.list().entries()) {
                out.println(listed.reference() + " " + listed.entry().title());
            }

            Metainfo torrent = seedbank.torrent("1");
            Path file = Files.write(folder.resolve("soil.torrent"), torrent.bytes());
            FixityReport report = seedbank.verify(file, soil);
            out.println(report.damage().isEmpty() ? "intact" : "damaged");
        }

        assertThat(printed()).isEqualTo("published as 1\n1 soil-2024\nintact\n");
    }

    @Test
    void says_more_of_a_dataset_and_hears_how_it_comes_along() throws Exception {
        Path home = folder.resolve("home");
        Path soil = folder.resolve("soil-2024");

        try (Seedbank seedbank = Seedbank.at(home)) {
            PublishRequest request = PublishRequest.of(soil)
                    .withDescription(Description.NONE
                            .withTitle("Soil of two stations")
                            .withCreators(List.of("A. Digger"))
                            .withLicense("CC-BY-4.0"))
                    .withJobs(2);
            Publication published = seedbank.publish(request, event -> out.println(event));

            out.println(published.posted().listed().entry().title());
            out.println(published.transfer().status().state());
        }

        assertThat(printed()).endsWith("Soil of two stations\nSEEDING\n");
    }

    @Test
    void edits_what_is_beside_the_bytes_and_goes_on_seeding() throws Exception {
        Path home = folder.resolve("home");
        Path soil = folder.resolve("soil-2024");

        try (Seedbank seedbank = Seedbank.at(home)) {
            Publication published = seedbank.publish(soil);

            DatasetEdit change = DatasetEdit.NONE
                    .withDescription(Description.NONE.withTitle("Soil of two stations"))
                    .withTrackers(ListChange.adding("https://tracker.example.org/announce"));
            Edition edition = seedbank.edit("1", change);
            out.println(edition.entry().title() + " " + edition.torrent().trackers());

            assertThat(edition.torrent().info()).isEqualTo(published.torrent().info());
            assertThat(published.transfer().sources())
                    .extracting(Source::address)
                    .containsExactly("https://tracker.example.org/announce");
            assertThatThrownBy(() -> seedbank.edit("7", change)).isInstanceOf(CatalogException.UnknownDataset.class);
        }

        assertThat(printed()).isEqualTo("Soil of two stations [https://tracker.example.org/announce]\n");
    }

    @Test
    void fetches_from_another_home_what_a_shared_catalog_lists() throws Exception {
        Path hers = folder.resolve("hers");
        Path his = folder.resolve("his");
        Path soil = folder.resolve("soil-2024");
        Path target = folder.resolve("copies");
        String catalog = "dir:" + folder.resolve("catalog");

        try (Seedbank publisher = Seedbank.with(settings(hers, catalog));
                Seedbank reader = Seedbank.with(settings(his, catalog))) {
            publisher.publish(soil);

            Metainfo torrent = reader.torrent("1");
            FetchRequest request = FetchRequest.of(torrent, Place.of(target, torrent))
                    .withPeers(List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), publisher.port())));
            FetchOutcome outcome = reader.get(request, event -> {
                if (event instanceof FetchEvent.Verified) {
                    out.println("verifying");
                }
            });
            for (FileFinding finding : outcome.report().findings()) {
                out.println(finding.getClass().getSimpleName() + " " + finding.path());
            }
        }

        assertThat(printed()).startsWith("verifying\n").endsWith("Intact depth.csv\nIntact ph.csv\n");
        assertThat(target.resolve("soil-2024/ph.csv")).hasContent("6.5\n7.1\n");
    }

    private static SeedbankSettings settings(Path home, String catalog) {
        return SeedbankSettings.of(Home.below(home))
                .withNetwork(Network.LOCAL)
                .withCatalog(catalog)
                .withPort(0);
    }

    @Test
    void errors_say_what_to_do_next() throws Exception {
        Path home = folder.resolve("home");
        Path target = folder.resolve("copies");

        try (Seedbank seedbank = Seedbank.at(home)) {
            try {
                seedbank.get("7", target);
            } catch (CatalogException.UnknownDataset e) {
                out.println("nobody has published that");
            } catch (SeedbankException e) {
                out.println(e.getMessage() + "; " + e.remedy());
            }
        }

        assertThat(printed()).isNotEmpty();
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
