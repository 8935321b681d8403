package org.seedbank.integrity.torrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.seedbank.integrity.Torrents.ascii;
import static org.seedbank.integrity.Torrents.file;
import static org.seedbank.integrity.Torrents.infoV1;
import static org.seedbank.integrity.Torrents.list;
import static org.seedbank.integrity.Torrents.padding;
import static org.seedbank.integrity.Torrents.torrent;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.GoldenDataset;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.bencode.BBytes;
import org.seedbank.integrity.bencode.BDict;
import org.seedbank.integrity.bencode.BValue;

final class MetainfoTest {

    private static final int PIECE = 16 << 10;

    @Test
    void describes_the_files_of_a_v1_torrent_without_its_padding() {
        Map<String, BValue> info = infoV1("soil", 3L * PIECE, PIECE);
        info.remove("length");
        info.put(
                "files",
                new BValue.BList(List.of(
                        file(100, "a"),
                        padding(PIECE - 100),
                        file(0, "sub", "empty"),
                        file(PIECE + 1, "sub", "b"),
                        padding(PIECE - 1))));

        Metainfo torrent = Metainfo.parse(torrent(info));

        assertThat(torrent.files())
                .containsExactly(fileV1("a", 100, 0), fileV1("sub/empty", 0, PIECE), fileV1("sub/b", PIECE + 1, PIECE));
        assertThat(torrent.totalLength()).isEqualTo(PIECE + 101);
        assertThat(torrent.pieceCount()).isEqualTo(3);
        assertThat(torrent.isSingleFile()).isFalse();
        assertThat(torrent.datasetDigest()).isEmpty();
        assertThat(torrent.manifest()).isEmpty();
    }

    private static TorrentFile fileV1(String path, long length, long offset) {
        return new TorrentFile(new DatasetPath(path), length, offset, Optional.empty(), Optional.empty());
    }

    @Test
    void describes_the_file_of_a_single_file_torrent_of_any_piece_length() {
        Metainfo torrent = Metainfo.parse(torrent(infoV1("depth.csv", 100_000, 30_000)));

        assertThat(torrent.files()).containsExactly(fileV1("depth.csv", 100_000, 0));
        assertThat(torrent.isSingleFile()).isTrue();
        assertThat(torrent.name()).isEqualTo("depth.csv");
        assertThat(torrent.pieceLength()).isEqualTo(30_000);
        assertThat(torrent.pieceCount()).isEqualTo(4);
    }

    @Test
    void prefers_names_that_are_marked_as_utf_8() {
        Map<String, BValue> info = infoV1("?", 1, PIECE);
        info.put("name.utf-8", BBytes.of("böden"));
        info.remove("length");
        info.put(
                "files",
                new BValue.BList(List.of(BDict.of(
                        Map.of("length", new BValue.BInteger(1), "path", list("?"), "path.utf-8", list("ü", "ß"))))));

        Metainfo torrent = Metainfo.parse(torrent(info));

        assertThat(torrent.name()).isEqualTo("böden");
        assertThat(torrent.files()).containsExactly(fileV1("ü/ß", 1, 0));
    }

    @Test
    void lists_trackers_and_web_seeds_once_each() {
        Map<String, BValue> beside = Map.of(
                "announce", BBytes.of("udp://one"),
                "announce-list", new BValue.BList(List.of(list("udp://two", "udp://one"), list("udp://three"))),
                "url-list", list("https://seed/", "", "https://seed/"));

        Metainfo torrent = Metainfo.parse(torrent(infoV1("a", 1, PIECE), beside));

        assertThat(torrent.trackers()).containsExactly("udp://one", "udp://two", "udp://three");
        assertThat(torrent.webSeeds()).containsExactly("https://seed/");
    }

    @Test
    void takes_a_single_web_seed_that_is_no_list() {
        Map<String, BValue> beside = Map.of("url-list", BBytes.of("https://seed/"));

        assertThat(Metainfo.parse(torrent(infoV1("a", 1, PIECE), beside)).webSeeds())
                .containsExactly("https://seed/");
    }

    @Test
    void believes_at_most_1000_web_seeds() {
        assertThat(Metainfo.parse(withWebSeeds(1000)).webSeeds()).hasSize(1000);
        assertRefused(withWebSeeds(1001), "it has more than 1000 URLs");
    }

    private static byte[] withWebSeeds(int count) {
        String[] urls =
                IntStream.range(0, count).mapToObj(i -> "https://seed/" + i).toArray(String[]::new);
        return torrent(infoV1("a", 1, PIECE), Map.of("url-list", list(urls)));
    }

    @Test
    void carries_the_entry_beside_info() {
        Map<String, BValue> beside = Map.of("x-seedbank-entry", BBytes.of("{\"title\":\"Böden\"}"));

        assertThat(Metainfo.parse(torrent(infoV1("a", 1, PIECE), beside)).entryJson())
                .contains("{\"title\":\"Böden\"}");
    }

    @Test
    void takes_another_entry_beside_info_and_changes_no_other_byte() {
        for (Map<String, BValue> beside : List.<Map<String, BValue>>of(
                Map.of(),
                Map.of("x-seedbank-entry", BBytes.of("before")),
                Map.of("announce", BBytes.of("http://tracker"), "x-zone", BBytes.of("behind")))) {
            Map<String, BValue> after = new HashMap<>(beside);
            after.put("x-seedbank-entry", BBytes.of("{\"title\":\"Böden\"}"));

            assertThat(Metainfo.parse(torrent(infoV1("a", 1, PIECE), beside)).withEntry("{\"title\":\"Böden\"}"))
                    .isEqualTo(torrent(infoV1("a", 1, PIECE), after));
        }
    }

    @Test
    void keeps_the_bytes_it_was_read_from(@TempDir Path folder) throws Exception {
        byte[] bytes = GoldenDataset.bytes("names-hybrid-16k.torrent");
        Path file = Files.write(folder.resolve("x.torrent"), bytes);

        assertThat(Metainfo.read(file).bytes()).isEqualTo(bytes);
    }

    @Test
    void an_absent_file_cannot_be_read(@TempDir Path folder) {
        Path file = folder.resolve("x.torrent");

        assertThatExceptionOfType(IntegrityException.CannotRead.class)
                .isThrownBy(() -> Metainfo.read(file))
                .withMessage("cannot read '%s': no such file", file);
    }

    @Test
    void a_folder_cannot_be_read(@TempDir Path folder) {
        assertThatExceptionOfType(IntegrityException.CannotRead.class)
                .isThrownBy(() -> Metainfo.read(folder))
                .withMessage("cannot read '%s': Is a directory", folder);
    }

    @Test
    void has_at_most_2_million_pieces() {
        int most = Metainfo.MAX_PIECES;

        assertThat(Metainfo.parse(torrent(infoV1("a", most, 1))).pieceCount()).isEqualTo(most);
        assertRefused(torrent(infoV1("a", most + 1L, 1)), "it has 2097153 pieces, more than 2097152");
    }

    @Test
    void is_at_most_128_mib_long() {
        assertThat(Metainfo.parse(ofLength(128 << 20)).name()).isEqualTo("a");
        assertRefused(ofLength((128 << 20) + 1), "it is larger than 134217728 bytes");
    }

    /** A good torrent with a long text beside its {@code info}. */
    private static byte[] ofLength(int length) {
        String start =
                new String(torrent(infoV1("a", 1, PIECE)), StandardCharsets.ISO_8859_1).replaceFirst("e$", "1:x");
        int textLength = length - start.length() - "123456789:e".length();
        byte[] torrent = Arrays.copyOf((start + textLength + ":").getBytes(StandardCharsets.ISO_8859_1), length);
        torrent[length - 1] = 'e';
        return torrent;
    }

    @Test
    void an_endless_file_is_refused_after_128_mib() {
        assertThatExceptionOfType(IntegrityException.BadTorrent.class)
                .isThrownBy(() -> Metainfo.read(Path.of("/dev/zero")))
                .withMessage("this is not a usable torrent: it is larger than 134217728 bytes");
    }

    @Test
    void a_hundred_megabytes_of_nesting_are_refused() {
        byte[] torrent = new byte[100 << 20];
        Arrays.fill(torrent, (byte) 'l');
        System.arraycopy(ascii("d1:a"), 0, torrent, 0, 4);

        assertRefused(torrent, "it is nested more than 99 deep");
    }

    private static void assertRefused(byte[] torrent, String reason) {
        assertThatExceptionOfType(IntegrityException.BadTorrent.class)
                .isThrownBy(() -> Metainfo.parse(torrent))
                .withMessage("this is not a usable torrent: " + reason);
    }
}
