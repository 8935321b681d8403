package org.seedbank.integrity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seedbank.integrity.bencode.BDict;
import org.seedbank.integrity.bencode.BValue;
import org.seedbank.integrity.bencode.BencodeReader;
import org.seedbank.integrity.dataset.Dataset;
import org.seedbank.integrity.dataset.DatasetHasher;
import org.seedbank.integrity.dataset.DatasetScan;
import org.seedbank.integrity.dataset.PieceLength;
import org.seedbank.integrity.dataset.TorrentDraft;
import org.seedbank.integrity.fixity.FileFinding;
import org.seedbank.integrity.fixity.FixityReport;
import org.seedbank.integrity.fixity.Verification;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;

/** What is written and read here beside what coreutils, mktorrent and libtorrent write and read. */
final class GoldenTorrentTest {

    @TempDir
    static Path datasets;

    /**
     * A torrent of {@code infohashes.txt}.
     *
     * @param file such as {@code edges-hybrid-32k.torrent}
     */
    record Golden(String file, Optional<InfoHash> v1, Optional<InfoHash> v2) {

        static Golden parse(String line) {
            List<String> words = List.of(line.split(" ", 3));
            return new Golden(words.get(0), hash(words.get(1)), hash(words.get(2)));
        }

        static Optional<InfoHash> hash(String word) {
            return word.equals("-") ? Optional.empty() : Optional.of(new InfoHash(word));
        }

        String dataset() {
            return file.replaceFirst("-(v1|v2|hybrid|mktorrent)-.*", "");
        }

        TorrentFormat format() {
            return v1.isPresent() && v2.isPresent()
                    ? TorrentFormat.HYBRID
                    : v1.isPresent() ? TorrentFormat.V1 : TorrentFormat.V2;
        }

        PieceLength pieceLength() {
            return new PieceLength(Integer.parseInt(file.replaceAll(".*-([0-9]+)k\\.torrent", "$1")) << 10);
        }

        @Override
        public String toString() {
            return file;
        }
    }

    static List<Golden> goldens() {
        return GoldenDataset.text("infohashes.txt").lines().map(Golden::parse).toList();
    }

    @BeforeAll
    static void writeDatasets() {
        Stream.of("edges", "names", "escapes", "one-in-a-folder")
                .forEach(name -> GoldenDataset.write(name, datasets.resolve(name)));
        GoldenDataset.write("single", datasets);
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void the_infohashes_of_a_torrent_are_those_that_libtorrent_reads(Golden golden) {
        Metainfo torrent = Metainfo.parse(GoldenDataset.bytes(golden.file()));

        assertThat(torrent.infoHashV1()).isEqualTo(golden.v1());
        assertThat(torrent.infoHashV2()).isEqualTo(golden.v2());
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void all_hashes_files_and_padding_are_those_that_the_tool_wrote(Golden golden) throws Exception {
        TorrentDraft draft =
                DatasetHasher.hash(scan(golden.dataset()), golden.format(), golden.pieceLength(), 2, Progress.NONE);

        byte[] ours = draft.write(List.of(), List.of(), "a test", Optional.empty());

        assertThat(comparable(ours)).isEqualTo(comparable(GoldenDataset.bytes(golden.file())));
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void a_copy_is_intact_by_the_tools_own_torrent(Golden golden) throws Exception {
        Metainfo torrent = Metainfo.parse(GoldenDataset.bytes(golden.file()));

        FixityReport report = Verification.run(torrent, root(golden.dataset()), path -> true, 2, Progress.NONE);

        assertThat(report.findings())
                .containsExactlyElementsOf(torrent.files().stream()
                        .map(file -> (FileFinding) new FileFinding.Intact(file.path(), file.length()))
                        .toList());
        assertThat(report.checkedFileDigests()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"edges", "names", "escapes", "single", "one-in-a-folder"})
    void the_manifest_is_what_sha256sum_prints(String dataset) throws Exception {
        TorrentDraft draft =
                DatasetHasher.hash(scan(dataset), TorrentFormat.V1, new PieceLength(1 << 20), 2, Progress.NONE);

        assertThat(draft.manifest().text()).isEqualTo(GoldenDataset.text(dataset + ".sha256"));
        assertThat(draft.manifest().digest()).isEqualTo(Sha256.digestOf(GoldenDataset.bytes(dataset + ".sha256")));
    }

    static Stream<Arguments> publications() {
        return GoldenDataset.text("published.txt").lines().map(line -> arguments((Object[]) line.split(" ", 5)));
    }

    @ParameterizedTest
    @MethodSource("publications")
    void a_dataset_has_the_same_infohashes_in_every_release(
            String dataset, TorrentFormat format, int kib, String v1, String v2) throws Exception {
        TorrentDraft draft = DatasetHasher.hash(scan(dataset), format, new PieceLength(kib << 10), 2, Progress.NONE);

        assertThat(draft.infoHashV1()).isEqualTo(Golden.hash(v1));
        assertThat(draft.infoHashV2()).isEqualTo(Golden.hash(v2));
    }

    private static Dataset scan(String dataset) throws InterruptedException {
        return DatasetScan.scan(root(dataset), false);
    }

    private static Path root(String dataset) {
        return datasets.resolve(dataset.equals("single") ? "single.bin" : dataset);
    }

    /** Everything the standards define: {@code info} without seedbank's key, and the piece layers. */
    private static Map<String, BValue> comparable(byte[] torrent) throws Exception {
        Map<String, BValue> values = new TreeMap<>();
        BDict info = info(torrent);
        for (int i = 0; i < info.keys().size(); i++) {
            if (!info.keys().get(i).equals("x-seedbank")) {
                values.put(info.keys().get(i), info.values().get(i));
            }
        }
        ((BDict) BencodeReader.read(torrent))
                .get("piece layers")
                .ifPresent(layers -> values.put("piece layers", layers));
        return values;
    }

    private static BDict info(byte[] torrent) throws Exception {
        return ((BDict) BencodeReader.read(torrent)).require("info", BDict.class);
    }
}
