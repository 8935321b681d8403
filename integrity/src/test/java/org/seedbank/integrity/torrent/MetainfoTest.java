package org.seedbank.integrity.torrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.seedbank.integrity.Torrents.ascii;
import static org.seedbank.integrity.Torrents.file;
import static org.seedbank.integrity.Torrents.infoV1;
import static org.seedbank.integrity.Torrents.list;
import static org.seedbank.integrity.Torrents.padding;
import static org.seedbank.integrity.Torrents.torrent;
import static org.seedbank.integrity.Torrents.torrentV2;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seedbank.integrity.ContentDigest;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.DigestAlgorithm;
import org.seedbank.integrity.GoldenDataset;
import org.seedbank.integrity.HostPort;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.bencode.BBytes;
import org.seedbank.integrity.bencode.BDict;
import org.seedbank.integrity.bencode.BValue;
import org.seedbank.integrity.bencode.BencodeException;
import org.seedbank.integrity.bencode.BencodeReader;

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

    /** The key promises UTF-8; where it does not hold that, the other may. */
    @ParameterizedTest
    @CsvSource({"böden, böden/ß", "'', b%F6/%DF"})
    void a_name_that_is_marked_as_utf_8_and_is_not_goes_behind_one_that_is(String other, String path) {
        BBytes latin = BBytes.of("bö".getBytes(StandardCharsets.ISO_8859_1));
        BBytes latinToo = BBytes.of("ß".getBytes(StandardCharsets.ISO_8859_1));
        Map<String, BValue> info = infoV1("?", 1, PIECE);
        info.put("name", other.isEmpty() ? latin : BBytes.of(other));
        info.put("name.utf-8", latin);
        info.remove("length");
        info.put(
                "files",
                new BValue.BList(List.of(BDict.of(Map.of(
                        "length",
                        new BValue.BInteger(1),
                        "path",
                        other.isEmpty() ? new BValue.BList(List.of(latin, latinToo)) : list(other, "ß"),
                        "path.utf-8",
                        new BValue.BList(List.of(latin, latinToo)))))));

        Metainfo torrent = Metainfo.parse(torrent(info));

        assertThat(torrent.name()).isEqualTo(other.isEmpty() ? "b%F6" : other);
        assertThat(torrent.files()).containsExactly(fileV1(path, 1, 0));
    }

    @Test
    void lists_trackers_and_web_seeds_once_each() {
        Map<String, BValue> beside = Map.of(
                "announce", BBytes.of("udp://one"),
                "announce-list", new BValue.BList(List.of(list("udp://two", "udp://one"), list("udp://three"))),
                "url-list", list("https://seed/", "", "https://seed/"));

        Metainfo torrent = Metainfo.parse(torrent(infoV1("a", 1, PIECE), beside));

        assertThat(torrent.trackerTiers()).containsExactly(List.of("udp://two", "udp://one"), List.of("udp://three"));
        assertThat(torrent.trackers()).containsExactly("udp://two", "udp://one", "udp://three");
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
        assertThat(Metainfo.parse(withWebSeeds(1001)).webSeeds()).hasSize(1000);
        assertThat(Metainfo.parse(withWebSeeds(1001)).warnings()).containsExactly("'url-list' has more than 1000 URLs");
    }

    private static byte[] withWebSeeds(int count) {
        String[] urls =
                IntStream.range(0, count).mapToObj(i -> "https://seed/" + i).toArray(String[]::new);
        return torrent(infoV1("a", 1, PIECE), Map.of("url-list", list(urls)));
    }

    @Test
    void takes_padding_of_bitcomet_and_of_no_path_for_padding_and_a_folder_called_pad_for_a_folder() {
        Map<String, BValue> info = infoV1("soil", 3L * PIECE, PIECE);
        info.remove("length");
        BDict bare = BDict.of(Map.of("attr", BBytes.of("xp"), "length", new BValue.BInteger(PIECE - 100)));
        info.put(
                "files",
                new BValue.BList(List.of(
                        file(100, "a"),
                        bare,
                        file(100, ".pad", "100"),
                        file(PIECE - 100, "_____padding_file_0_if you see this file"),
                        file(PIECE, "b"))));

        assertThat(Metainfo.parse(torrent(info)).files())
                .containsExactly(fileV1("a", 100, 0), fileV1(".pad/100", 100, PIECE), fileV1("b", PIECE, 2L * PIECE));
    }

    /** A torrent of transmission's own tests; the right values are those of {@code transmission-show}, as lie beside it there. */
    @Test
    void reads_a_torrent_of_bitcomet_by_its_marked_names() {
        Metainfo torrent = Metainfo.parse(GoldenDataset.bytes("bitcomet.utf-8.special.torrent"));

        assertThat(torrent.name()).isEqualTo("modified test-utf8");
        assertThat(torrent.infoHashV1()).hasToString("Optional[52bb66ab192b38cad7ce20fb8ee2dfe1d870bea8]");
        assertThat(torrent.files()).containsExactly(fileV1("別の世界f1.txt", 6, 0), fileV1("別の世界f2.txt", 7, 6));
        assertThat(torrent.warnings()).containsExactly("what follows its end is not read: 1 B");
    }

    @Test
    void offers_the_digests_that_old_torrents_hold_for_files_as_text_or_bytes() {
        String md5 = "0cc175b9c0f1b6a831c399e269772661";
        String sha1 = "86f7e437faa5a7fce15d1ddcb9eaeaea377667b8";
        Map<String, BValue> info = infoV1("soil", 3, PIECE);
        info.remove("length");
        BDict text = BDict.of(Map.of(
                "length", new BValue.BInteger(1),
                "path", list("a"),
                "md5", BBytes.of(md5.toUpperCase(Locale.ROOT)),
                "crc32", BBytes.of("e8b7be43"),
                "mtime", BBytes.of("1700000000")));
        BDict bytes = BDict.of(Map.of(
                "length",
                new BValue.BInteger(1),
                "path",
                list("b"),
                "sha1",
                BBytes.of(HexFormat.of().parseHex(sha1)),
                "mtime",
                new BValue.BInteger(1_700_000_000)));
        info.put("files", new BValue.BList(List.of(padding(0), text, bytes, file(1, "c"))));

        Metainfo torrent = Metainfo.parse(torrent(info));

        assertThat(torrent.statesDigests()).isTrue();
        assertThat(torrent.statedDigests(0))
                .containsExactlyInAnyOrder(
                        ContentDigest.of(DigestAlgorithm.MD5, md5),
                        ContentDigest.of(DigestAlgorithm.CRC32, "e8b7be43"));
        assertThat(torrent.statedDigests(1)).containsExactly(ContentDigest.of(DigestAlgorithm.SHA1, sha1));
        assertThat(torrent.statedDigests(2)).isEmpty();
        assertThat(torrent.statedTime(0)).contains(Instant.ofEpochSecond(1_700_000_000));
        assertThat(torrent.statedTime(1)).contains(Instant.ofEpochSecond(1_700_000_000));
        assertThat(torrent.statedTime(2)).isEmpty();
    }

    @Test
    void offers_the_digest_of_a_lone_file() {
        Map<String, BValue> info = infoV1("a", 1, PIECE);
        assertThat(Metainfo.parse(torrent(info)).statesDigests()).isFalse();
        info.put("md5sum", BBytes.of("0cc175b9c0f1b6a831c399e269772661"));

        assertThat(Metainfo.parse(torrent(info)).statedDigests(0))
                .containsExactly(ContentDigest.of(DigestAlgorithm.MD5, "0cc175b9c0f1b6a831c399e269772661"));
    }

    @Test
    void says_whether_it_is_private() {
        Map<String, BValue> info = infoV1("a", 1, PIECE);
        assertThat(Metainfo.parse(torrent(info)).isPrivate()).isFalse();
        info.put("private", new BValue.BInteger(0));
        assertThat(Metainfo.parse(torrent(info)).isPrivate()).isFalse();
        info.put("private", new BValue.BInteger(1));
        assertThat(Metainfo.parse(torrent(info)).isPrivate()).isTrue();
    }

    @Test
    void lists_the_nodes_of_the_dht() {
        BValue.BList address = new BValue.BList(List.of(BBytes.of("192.0.2.1"), new BValue.BInteger(6881)));
        BValue.BList name = new BValue.BList(List.of(BBytes.of("dht.example.org"), new BValue.BInteger(1)));
        Map<String, BValue> beside = Map.of("nodes", new BValue.BList(List.of(address, name, address)));

        assertThat(Metainfo.parse(torrent(infoV1("a", 1, PIECE), beside)).dhtNodes())
                .containsExactly(new HostPort("192.0.2.1", 6881), new HostPort("dht.example.org", 1));
    }

    @Test
    void knows_which_files_lack_their_piece_layer() {
        byte[] bytes = torrentV2("a", 3L * PIECE, PIECE);
        Metainfo whole = Metainfo.parse(bytes);
        Metainfo lacking = Metainfo.parse(torrent(infoOf(bytes)));

        assertThat(whole.hasPieceLayer(0)).isTrue();
        assertThat(whole.lacksPieceLayers()).isFalse();
        assertThat(whole.pieceLayer(0)).hasSize(3 * 32);
        assertThat(lacking.hasPieceLayer(0)).isFalse();
        assertThat(lacking.lacksPieceLayers()).isTrue();
        assertThat(lacking.pieceLayer(0)).isEmpty();
        assertThat(lacking.files()).isEqualTo(whole.files());
    }

    private static Map<String, BValue> infoOf(byte[] torrent) {
        try {
            BDict info = ((BDict) BencodeReader.read(torrent)).require("info", BDict.class);
            Map<String, BValue> values = new HashMap<>();
            info.keys().forEach(key -> values.put(key, info.get(key).orElseThrow()));
            return values;
        } catch (BencodeException e) {
            throw new AssertionError(e);
        }
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
