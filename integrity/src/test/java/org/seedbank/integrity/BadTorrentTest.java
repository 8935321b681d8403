package org.seedbank.integrity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFile;

/** Torrents that are refused: the files of {@code fixtures/bad}, each named after what is wrong with it. */
final class BadTorrentTest {

    private static final Path FOLDER = Path.of("src/test/resources/fixtures/bad");

    static Stream<Arguments> filesAndReasons() {
        return reasons().entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    /** What is said about each of the files, in the text beside them. */
    private static Map<String, String> reasons() {
        try (Stream<String> lines = Files.lines(FOLDER.resolve("reasons.txt"))) {
            return lines.map(line -> List.of(line.replace("\\0", "\0").split(" +\\| ", 2)))
                    .collect(Collectors.toMap(columns -> columns.get(0), columns -> columns.get(1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("filesAndReasons")
    void is_refused_with_the_reason(String file, String reason) {
        assertThatExceptionOfType(IntegrityException.BadTorrent.class)
                .isThrownBy(() -> Metainfo.read(FOLDER.resolve(file + ".torrent")))
                .withMessage("this is not a usable torrent: " + reason)
                .extracting(SeedbankException::remedy)
                .isEqualTo("get the torrent again from its publisher");
    }

    @Test
    void every_bad_torrent_has_its_reason_here() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".torrent"))
                            .map(name -> name.replace(".torrent", "")))
                    .containsExactlyInAnyOrderElementsOf(reasons().keySet());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v1-single", "v2", "hybrid", "seedbank"})
    void the_torrents_they_were_made_from_are_good(String file) {
        Metainfo torrent = Metainfo.read(FOLDER.resolve("before").resolve(file + ".torrent"));

        assertThat(torrent.files()).extracting(TorrentFile::path).last().isEqualTo(new DatasetPath("b"));
    }
}
