package org.seedbank.integrity.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.Publication;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.Tree;
import org.seedbank.integrity.bencode.BDict;
import org.seedbank.integrity.bencode.BValue;
import org.seedbank.integrity.bencode.BencodeException;
import org.seedbank.integrity.bencode.BencodeReader;
import org.seedbank.integrity.files.FileStamp;
import org.seedbank.integrity.torrent.Manifest;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;

/** A dataset that is not what the scan saw is not published. */
final class DatasetHasherTest {

    private static final PieceLength PIECE = new PieceLength(16 << 10);
    private static final int LONG = 3 << 20;

    @TempDir
    Path temp;

    private Tree soil;

    @BeforeEach
    void aDataset() throws Exception {
        soil = new Tree(temp.toRealPath().resolve("soil"))
                .with("depth.bin", LONG)
                .with("empty", 0)
                .with("note.txt", "wet");
    }

    @Test
    void a_file_that_has_grown_fails_by_name() throws Exception {
        Dataset dataset = scan();
        soil.with("note.txt", "wetter");

        assertChanged(dataset, "note.txt", "it had 3 bytes and has 6 now");
    }

    @Test
    void an_empty_file_that_has_grown_fails_by_name() throws Exception {
        Dataset dataset = scan();
        soil.with("empty", "x");

        assertChanged(dataset, "empty", "it had 0 bytes and has 1 now");
    }

    @Test
    void a_file_that_has_shrunk_fails_by_name() throws Exception {
        Dataset dataset = scan();
        soil.with("note.txt", "w");

        assertChanged(dataset, "note.txt", "it ended after 1 bytes");
    }

    @Test
    void a_long_file_that_has_shrunk_fails_by_name() throws Exception {
        Dataset dataset = scan();
        soil.with("depth.bin", Tree.content("depth.bin", LONG - 1));

        assertChanged(dataset, "depth.bin", "it ended after %d bytes".formatted(LONG - 1));
    }

    @Test
    void a_file_that_has_gone_fails_by_name() throws Exception {
        Dataset dataset = scan();
        Files.delete(soil.at("note.txt"));

        assertChanged(dataset, "note.txt", "no such file");
    }

    @Test
    void a_long_file_that_has_gone_fails_by_name() throws Exception {
        Dataset dataset = scan();
        Files.delete(soil.at("depth.bin"));

        assertChanged(dataset, "depth.bin", "no such file");
    }

    @Test
    void an_empty_file_that_has_gone_fails_by_name() throws Exception {
        Dataset dataset = scan();
        Files.delete(soil.at("empty"));

        assertChanged(dataset, "empty", "no such file");
    }

    @Test
    void a_file_that_was_written_to_fails_by_name_though_its_length_is_the_same() throws Exception {
        Dataset dataset = scan();
        soil.with("note.txt", "dry");
        Files.setLastModifiedTime(soil.at("note.txt"), FileTime.fromMillis(1));

        assertChanged(dataset, "note.txt", "it was written to or replaced");
    }

    @Test
    void a_file_that_was_replaced_fails_by_name_though_its_length_and_time_are_the_same() throws Exception {
        FileTime time = FileTime.fromMillis(1_700_000_000_000L);
        Files.setLastModifiedTime(soil.at("note.txt"), time);
        Dataset dataset = scan();
        soil.with("other", "dry");
        Files.setLastModifiedTime(soil.at("other"), time);
        Files.move(soil.at("note.txt"), soil.at("old"));
        Files.move(soil.at("other"), soil.at("note.txt"));

        assertChanged(dataset, "note.txt", "it was written to or replaced");
    }

    @Test
    void a_file_that_is_cut_while_it_is_hashed_fails_by_name() throws Exception {
        long length = 2L << 30;
        try (RandomAccessFile sparse = new RandomAccessFile(soil.at("big").toFile(), "rw")) {
            sparse.setLength(length);
            Dataset dataset = DatasetScan.scan(soil.at("big"), false);

            assertThatExceptionOfType(IntegrityException.ChangedWhileRead.class)
                    .isThrownBy(
                            () -> DatasetHasher.hash(dataset, TorrentFormat.V1, PIECE, 2, (bytes, file) -> cut(sparse)))
                    .withMessageStartingWith("'%s' changed while it was read: it ".formatted(soil.at("big")));
        }
    }

    private static void cut(RandomAccessFile file) {
        try {
            file.setLength(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void something_else_in_the_place_of_a_file_is_not_read() throws Exception {
        soil.with("folder/x", "x");
        FileStamp stamp = new FileStamp(Files.size(soil.at("folder")), 0, 0, 0, 0);
        SourceFile folder = new SourceFile(new DatasetPath("folder"), soil.at("folder"), stamp);
        Dataset dataset = new Dataset(soil.root(), "soil", false, List.of(folder), List.of());

        assertThatExceptionOfType(IntegrityException.ChangedWhileRead.class)
                .isThrownBy(() -> DatasetHasher.hash(dataset, TorrentFormat.HYBRID, PIECE, 2, Progress.NONE))
                .withMessage("'%s' changed while it was read: it is no regular file", soil.at("folder"));
    }

    @Test
    void a_file_that_became_a_link_after_the_scan_is_not_read() throws Exception {
        soil.with("ph.csv", "6.5");
        Dataset dataset = scan();
        Path secret = Files.move(soil.at("ph.csv"), soil.root().resolveSibling("secret"));
        Files.createSymbolicLink(soil.at("ph.csv"), secret);

        assertThatExceptionOfType(IntegrityException.ChangedWhileRead.class)
                .isThrownBy(() -> DatasetHasher.hash(dataset, TorrentFormat.HYBRID, PIECE, 2, Progress.NONE))
                .withMessage("'%s' changed while it was read: it is a symbolic link", soil.at("ph.csv"));
    }

    @Test
    void a_file_that_was_written_to_and_given_its_old_time_has_changed() throws Exception {
        soil.with("ph.csv", "6.5");
        Dataset dataset = scan();
        FileTime time = Files.getLastModifiedTime(soil.at("ph.csv"));
        Files.writeString(soil.at("ph.csv"), "9.9");
        Files.setLastModifiedTime(soil.at("ph.csv"), time);

        assertThatExceptionOfType(IntegrityException.ChangedWhileRead.class)
                .isThrownBy(() -> DatasetHasher.hash(dataset, TorrentFormat.HYBRID, PIECE, 2, Progress.NONE))
                .withMessage("'%s' changed while it was read: it was written to or replaced", soil.at("ph.csv"));
    }

    @Test
    void more_pieces_than_a_torrent_can_have_are_refused_before_anything_is_read() {
        long most = (2L << 20) * PIECE.bytes();
        Path absent = soil.at("absent");

        assertThatExceptionOfType(IntegrityException.TooManyPieces.class)
                .isThrownBy(
                        () -> DatasetHasher.hash(ofLength(absent, most + 1), TorrentFormat.V2, PIECE, 1, Progress.NONE))
                .withMessage("'%s' would be cut into 2097153 pieces of 16384 bytes, more than 2097152", absent)
                .extracting(SeedbankException::remedy)
                .isEqualTo("choose longer pieces, or publish it in several parts");
        assertThatExceptionOfType(IntegrityException.ChangedWhileRead.class)
                .isThrownBy(() -> DatasetHasher.hash(ofLength(absent, most), TorrentFormat.V2, PIECE, 1, Progress.NONE))
                .withMessage("'%s' changed while it was read: no such file", absent);
    }

    @Test
    void more_files_than_a_torrent_can_have_are_refused_before_anything_is_read_with_the_number_that_would_do() {
        assertThatExceptionOfType(IntegrityException.TooManyFiles.class)
                .isThrownBy(
                        () -> DatasetHasher.hash(ofFiles(270_000, "a"), TorrentFormat.HYBRID, PIECE, 1, Progress.NONE))
                .withMessage(
                        "'%s' has 270000 files, and a torrent with hybrid hashes can have about 266526 such files",
                        soil.at("absent"))
                .extracting(SeedbankException::remedy)
                .isEqualTo("publish it in several parts, or with v1 hashes, of which there is room for more files");
        assertThatCode(() -> TorrentRoom.require(ofFiles(266_526, "a"), TorrentFormat.HYBRID, PIECE))
                .doesNotThrowAnyException();
    }

    @Test
    void more_files_than_the_heap_has_room_for_are_refused_with_the_number_that_it_has_room_for() {
        long heap = 256L << 20;
        assertThatExceptionOfType(IntegrityException.TooManyFiles.class)
                .isThrownBy(() -> TorrentRoom.require(ofFiles(600_000, "a"), TorrentFormat.V1, PIECE, heap))
                .withMessageEndingWith("can have about 305735 such files");
        assertThatCode(() -> {
                    TorrentRoom.require(ofFiles(305_000, "a"), TorrentFormat.V1, PIECE, heap);
                    TorrentRoom.require(ofFiles(220_000, "a"), TorrentFormat.HYBRID, PIECE, heap);
                    TorrentRoom.require(ofFiles(600_000, "a"), TorrentFormat.V1, PIECE, 1L << 30);
                })
                .doesNotThrowAnyException();
    }

    @Test
    void paths_that_could_not_be_read_again_are_refused_before_anything_is_read() {
        assertThatExceptionOfType(IntegrityException.TooManyFiles.class)
                .isThrownBy(() -> DatasetHasher.hash(
                        ofFiles(20_000, "n".repeat(240) + "/" + "n".repeat(4000 - 241 - 6) + "/x"),
                        TorrentFormat.V2,
                        PIECE,
                        1,
                        Progress.NONE))
                .withMessageEndingWith("can have about 12576 such files");
    }

    private Dataset ofFiles(int count, String start) {
        Path absent = soil.at("absent");
        List<SourceFile> sources = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sources.add(new SourceFile(
                    new DatasetPath("%s%06d".formatted(start, i)), absent, new FileStamp(1, 0, 0, 0, 0)));
        }
        return new Dataset(absent, "absent", false, sources, List.of());
    }

    private static Dataset ofLength(Path file, long length) {
        SourceFile source = new SourceFile(new DatasetPath("absent"), file, new FileStamp(length, 0, 0, 0, 0));
        return new Dataset(file, "absent", true, List.of(source), List.of());
    }

    @Test
    void needs_at_least_one_thread() throws Exception {
        Dataset dataset = scan();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> DatasetHasher.hash(dataset, TorrentFormat.V1, PIECE, 0, Progress.NONE))
                .withMessage("hashing needs at least one thread, not 0");
    }

    @Test
    void a_thousand_empty_files_more_than_fit_into_a_chunk_are_hashed() throws Exception {
        for (int i = 0; i < 1100; i++) {
            soil.with("many/" + i, 0);
        }
        Metainfo torrent = Publication.of(soil.root(), TorrentFormat.HYBRID, PIECE.bytes());

        assertThat(torrent.files()).hasSize(1103);
        assertThat(torrent.manifest().orElseThrow().lines())
                .filteredOn(line -> line.path().text().startsWith("many/"))
                .extracting(Manifest.Line::digest)
                .containsOnly(Sha256.digestOf(new byte[0]))
                .hasSize(1100);
    }

    @Test
    void the_same_dataset_gives_the_same_bytes_and_a_draft_knows_what_is_in_them() throws Exception {
        TorrentDraft draft = Publication.draft(soil.root(), TorrentFormat.HYBRID, PIECE.bytes());
        TorrentDraft again = Publication.draft(soil.root(), TorrentFormat.HYBRID, PIECE.bytes());

        byte[] bytes = draft.write(
                List.of("udp://one", "udp://two"),
                List.of("https://seed/"),
                "a test",
                Optional.of("{\"title\":\"ü\"}"));
        Metainfo torrent = Metainfo.parse(bytes);

        assertThat(again.write(
                        List.of("udp://one", "udp://two"),
                        List.of("https://seed/"),
                        "a test",
                        Optional.of("{\"title\":\"ü\"}")))
                .isEqualTo(bytes);
        assertThat(torrent.trackers()).containsExactly("udp://one", "udp://two");
        assertThat(torrent.webSeeds()).containsExactly("https://seed/");
        assertThat(torrent.entryJson()).contains("{\"title\":\"ü\"}");
        assertThat(torrent.infoHashV1()).isEqualTo(draft.infoHashV1());
        assertThat(torrent.infoHashV2()).isEqualTo(draft.infoHashV2());
        assertThat(torrent.manifest()).contains(draft.manifest());
        assertThat(torrent.datasetDigest()).contains(draft.manifest().digest());
    }

    @ParameterizedTest
    @CsvSource({"V1, ''", "V2, ''", "HYBRID, ''", "V1, note.txt", "V2, note.txt", "HYBRID, note.txt"})
    void a_private_torrent_differs_in_that_and_its_infohashes_alone(TorrentFormat format, String path)
            throws Exception {
        TorrentDraft draft = Publication.draft(soil.root().resolve(path), format, PIECE.bytes());
        TorrentDraft hidden = draft.asPrivate();

        byte[] bytes = hidden.write(List.of("udp://one"), List.of(), "a test", Optional.empty());
        Metainfo torrent = Metainfo.parse(bytes);

        assertThat(torrent.isPrivate()).isTrue();
        assertThat(torrent.warnings()).isEmpty();
        assertThat(torrent.infoHashV1()).isEqualTo(hidden.infoHashV1());
        assertThat(torrent.infoHashV2()).isEqualTo(hidden.infoHashV2());
        assertThat(hidden.infoHashV1().or(hidden::infoHashV2))
                .isNotEqualTo(draft.infoHashV1().or(draft::infoHashV2));
        assertThat(torrent.datasetDigest()).contains(draft.manifest().digest());
        BDict ours = info(draft.write(List.of(), List.of(), "a test", Optional.empty()));
        BDict theirs = info(bytes);
        assertThat(theirs.isSorted()).isTrue();
        assertThat(theirs.get("private")).contains(new BValue.BInteger(1));
        assertThat(theirs.keys()).containsAll(ours.keys()).hasSize(ours.keys().size() + 1);
        assertThat(ours.keys()).allSatisfy(key -> assertThat(theirs.get(key)).isEqualTo(ours.get(key)));
    }

    private static BDict info(byte[] torrent) throws BencodeException {
        return ((BDict) BencodeReader.read(torrent)).require("info", BDict.class);
    }

    private Dataset scan() throws InterruptedException {
        return DatasetScan.scan(soil.root(), false);
    }

    private void assertChanged(Dataset dataset, String file, String how) {
        assertThatExceptionOfType(IntegrityException.ChangedWhileRead.class)
                .isThrownBy(() -> DatasetHasher.hash(dataset, TorrentFormat.HYBRID, PIECE, 2, Progress.NONE))
                .withMessage("'%s' changed while it was read: %s", soil.at(file), how)
                .extracting(SeedbankException::remedy)
                .isEqualTo("publish again when nothing writes to it any more");
    }
}
