package org.seedbank.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.seedbank.integrity.torrent.Metainfo;

/** Torrents that are read although something outside of {@code info} is odd: the files of {@code fixtures/odd}. */
final class OddTorrentTest {

    private static final Path FOLDER = Path.of("src/test/resources/fixtures/odd");
    private static final Path BEFORE = Path.of("src/test/resources/fixtures/bad/before");

    static Stream<Arguments> filesAndWarnings() {
        return warnings().entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    private static Map<String, String> warnings() {
        try (Stream<String> lines = Files.lines(FOLDER.resolve("warnings.txt"))) {
            return lines.map(line -> List.of(line.split(" +\\| ?", 2)))
                    .collect(Collectors.toMap(columns -> columns.get(0), columns -> columns.get(1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Metainfo read(String file) {
        return Metainfo.read(FOLDER.resolve(file + ".torrent"));
    }

    @ParameterizedTest
    @MethodSource("filesAndWarnings")
    void is_read_with_a_warning(String file, String warnings) {
        assertThat(String.join("; ", read(file).warnings())).isEqualTo(warnings);
    }

    @Test
    void every_odd_torrent_has_its_warnings_here() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".torrent"))
                            .map(name -> name.replace(".torrent", "")))
                    .containsExactlyInAnyOrderElementsOf(warnings().keySet());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "bytes-after-the-end, v1",
        "second-dictionary, v1",
        "announce-is-a-number, v1",
        "key-twice, v1",
        "creation-date-of-30-digits, v1",
        "piece-layers-missing, v2",
        "piece-layers-missing-in-a-hybrid, hybrid"
    })
    void its_infohash_and_files_are_those_of_the_good_one(String file, String before) {
        Metainfo good = Metainfo.read(BEFORE.resolve(before + ".torrent"));
        Metainfo odd = read(file);

        assertThat(odd.infoHashV1()).isEqualTo(good.infoHashV1());
        assertThat(odd.infoHashV2()).isEqualTo(good.infoHashV2());
        assertThat(odd.files()).isEqualTo(good.files());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "announce-beside-a-list            | [[udp://two]]",
                "announce-is-a-list                | [[udp://one, udp://two]]",
                "announce-is-a-number              | []",
                "announce-is-empty                 | []",
                "announce-list-flat                | [[udp://one], [udp://two]]",
                "announce-list-is-a-number         | [[udp://one]]",
                "announce-list-is-text             | [[udp://one]]",
                "announce-list-nested              | [[udp://one, udp://two]]",
                "announce-list-with-a-dictionary   | [[udp://two]]",
                "announce-list-with-empty-tiers    | [[udp://one]]",
                "announce-list-with-numbers        | [[udp://one]]",
                "announce-not-a-url                | []",
                "announce-with-a-line-feed         | []",
                "announce-with-blanks              | [[udp://one]]",
                "key-twice                         | [[udp://one]]",
                "keys-unsorted                     | [[udp://one]]"
            })
    void its_trackers_are_what_can_be_meant(String file, String tiers) {
        assertThat(read(file).trackerTiers()).hasToString(tiers);
    }

    @Test
    void of_odd_web_seeds_and_nodes_the_good_ones_are_taken() {
        assertThat(read("url-list-with-numbers").webSeeds()).containsExactly("http://one/", "http://two/");
        assertThat(read("url-list-is-empty").webSeeds()).isEmpty();
        assertThat(read("nodes-odd").dhtNodes()).containsExactly(new HostPort("dht.example.org", 6881));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "link-absolute        | ''",
                "link-at-a-file       | x -> a",
                "link-behind-a-link   | x -> a",
                "link-leads-out       | y -> a",
                "link-loop            | ''",
                "link-of-a-hybrid     | c -> a",
                "link-to-nothing      | ''",
                "link-v2              | b -> a",
                "link-without-target  | ''",
                "links-of-a-framework | Versions/Current -> A; Soil -> Versions/Current/Soil; Resources -> Versions/Current/Resources"
            })
    void its_links_are_those_that_stay_inside(String file, String links) {
        assertThat(read(file).links().stream()
                        .map(link -> link.path() + " -> " + link.text())
                        .collect(Collectors.joining("; ")))
                .isEqualTo(links);
    }

    @Test
    void names_that_are_not_utf_8_stay_different_and_can_be_told_from_their_text() {
        assertThat(read("path-not-utf-8").files())
                .extracting(file -> file.path().text())
                .containsExactly("50%25 %F6", "50%25 %E9");
        assertThat(read("name-not-utf-8").name()).isEqualTo("so%EFl");
        assertThat(read("tree-name-not-utf-8").files())
                .extracting(file -> file.path().text())
                .containsExactly("a", "b", "sch%F6n");
    }

    @Test
    void a_file_with_a_target_that_is_not_marked_as_a_link_is_a_file_as_it_is_for_libtorrent() {
        assertThat(read("target-without-attribute").files())
                .extracting(file -> file.path().text())
                .containsExactly("a", "b");
        assertThat(read("target-without-attribute").links()).isEmpty();
    }

    @Test
    void what_follows_the_dictionary_is_no_part_of_the_torrent() throws IOException {
        byte[] good = Files.readAllBytes(BEFORE.resolve("v1.torrent"));

        assertThat(read("bytes-after-the-end").bytes()).isEqualTo(good);
        assertThat(read("second-dictionary").bytes()).isEqualTo(good);
    }

    @Test
    void an_entry_can_be_put_into_an_odd_one() {
        assertThat(warnings().keySet()).allSatisfy(file -> {
            Metainfo changed = Metainfo.parse(read(file).withEntry("{}"));

            assertThat(changed.entryJson()).contains("{}");
            assertThat(changed.infoHashV1()).isEqualTo(read(file).infoHashV1());
        });
    }
}
