package org.seedbank.integrity.repair;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seedbank.integrity.ByteRange;
import org.seedbank.integrity.Copies;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.Publication;
import org.seedbank.integrity.Tree;
import org.seedbank.integrity.fixity.FileFinding;
import org.seedbank.integrity.fixity.FixityReport;
import org.seedbank.integrity.fixity.Verification;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;

/** What a repair mends, from a copy that is good where the repaired one is not. */
final class RepairTest {

    private static final int LEAF = 16 << 10;
    private static final int PIECE = 4 * LEAF;
    private static final int LONG = 5 * PIECE + 100;

    private static final DatasetPath DEPTH = new DatasetPath("depth.bin");
    private static final DatasetPath EMPTY = new DatasetPath("empty");
    private static final DatasetPath NOTE = new DatasetPath("sub/note.txt");

    @TempDir
    Path temp;

    private Tree soil;
    private Tree copy;
    private Metainfo torrent;

    @BeforeEach
    void publish() throws Exception {
        soil = new Tree(temp.resolve("soil"))
                .with("depth.bin", LONG)
                .with("empty", 0)
                .with("sub/note.txt", "wet");
        copy = Copies.of(soil.root(), temp.resolve("copy"));
        torrent = Publication.of(soil.root(), TorrentFormat.HYBRID, PIECE);
    }

    @Test
    void an_intact_copy_is_left_alone() throws Exception {
        assertThat(mend()).isEqualTo(new Repair.Result(List.of(), 0));
    }

    @ParameterizedTest
    @EnumSource(TorrentFormat.class)
    void a_flipped_byte_is_mended_and_named_to_the_leaf(TorrentFormat format) throws Exception {
        torrent = Publication.of(soil.root(), format, PIECE);
        Copies.flip(copy.at("depth.bin"), PIECE + LEAF + 7);

        assertThat(mend())
                .isEqualTo(new Repair.Result(
                        List.of(new FileRepair.Mended(DEPTH, List.of(new ByteRange(PIECE + LEAF, PIECE + 2 * LEAF)))),
                        PIECE));
        assertThatCopyIsGood();
    }

    @Test
    void several_places_are_mended_at_once() throws Exception {
        Copies.flip(copy.at("depth.bin"), 0, LEAF, 3 * PIECE, LONG - 1);

        assertThat(mend().files())
                .containsExactly(new FileRepair.Mended(
                        DEPTH,
                        List.of(
                                new ByteRange(0, 2 * LEAF),
                                new ByteRange(3 * PIECE, 3 * PIECE + LEAF),
                                new ByteRange(5 * PIECE, LONG))));
        assertThatCopyIsGood();
    }

    @Test
    void a_file_that_was_cut_off_gets_its_end_back() throws Exception {
        copy.with("depth.bin", Arrays.copyOf(Tree.content("depth.bin", LONG), PIECE + LEAF + 1));

        assertThat(mend())
                .isEqualTo(new Repair.Result(
                        List.of(new FileRepair.Mended(DEPTH, List.of(new ByteRange(PIECE + LEAF, LONG)))),
                        LONG - PIECE));
        assertThatCopyIsGood();
    }

    @Test
    void a_file_with_bytes_too_many_loses_them_without_any_source() throws Exception {
        copy.with("depth.bin", Arrays.copyOf(Tree.content("depth.bin", LONG), LONG + 1));

        assertThat(Copies.mend(torrent, copy.root(), (file, position, into) -> false))
                .isEqualTo(new Repair.Result(List.of(new FileRepair.Mended(DEPTH, List.of())), 0));
        assertThatCopyIsGood();
    }

    @Test
    void missing_files_come_back_with_the_folders_above_them() throws Exception {
        Files.delete(copy.at("sub/note.txt"));
        Files.delete(copy.at("sub"));
        Files.delete(copy.at("empty"));

        assertThat(mend())
                .isEqualTo(new Repair.Result(
                        List.of(
                                new FileRepair.Mended(EMPTY, List.of()),
                                new FileRepair.Mended(NOTE, List.of(new ByteRange(0, 3)))),
                        3));
        assertThatCopyIsGood();
    }

    @Test
    void an_empty_file_that_has_grown_is_emptied() throws Exception {
        copy.with("empty", "not any more");

        assertThat(mend().files()).containsExactly(new FileRepair.Mended(EMPTY, List.of()));
        assertThatCopyIsGood();
    }

    @Test
    void a_dataset_of_one_file_is_mended() throws Exception {
        torrent = Publication.of(soil.at("depth.bin"), TorrentFormat.HYBRID, PIECE);
        Path alone =
                Copies.of(soil.at("depth.bin"), temp.resolve("other name.bin")).root();
        Copies.flip(alone, 1);

        assertThat(Copies.mend(torrent, alone, soil.root()).files())
                .containsExactly(new FileRepair.Mended(DEPTH, List.of(new ByteRange(0, LEAF))));
        assertThat(alone).hasSameBinaryContentAs(soil.at("depth.bin"));
        assertThat(temp).isDirectoryNotContaining("glob:**seedbank*");
    }

    @Test
    void the_source_may_be_a_folder_that_holds_the_dataset_under_its_name() throws Exception {
        Copies.flip(copy.at("depth.bin"), 0);

        assertThat(Copies.mend(torrent, copy.root(), temp).mended()).containsExactly(DEPTH);
        assertThatCopyIsGood();
    }

    @Test
    void two_copies_that_are_damaged_in_different_pieces_make_a_good_one() throws Exception {
        Copies.flip(copy.at("depth.bin"), 0);
        Tree other = Copies.of(soil.root(), temp.resolve("other"));
        Copies.flip(other.at("depth.bin"), PIECE);
        Files.delete(other.at("sub/note.txt"));

        assertThat(Copies.mend(torrent, copy.root(), other.root()).mended()).containsExactly(DEPTH);
        assertThatCopyIsGood();
    }

    @Test
    void a_torrent_that_others_made_is_enough() throws Exception {
        torrent = Publication.foreign(torrent);
        Copies.flip(copy.at("depth.bin"), LONG - 1);
        Files.delete(copy.at("sub/note.txt"));

        assertThat(mend().mended()).containsExactlyInAnyOrder(DEPTH, NOTE);
        assertThatCopyIsGood();
    }

    /** The disk itself cannot be made to fail; a file that was rewritten stands for one that it cannot read. */
    @Test
    void a_file_that_the_disk_cannot_read_is_replaced_whole() throws Exception {
        FixityReport report = Copies.verify(torrent, copy.root());
        copy.with("depth.bin", new byte[LONG]);
        List<FileFinding> findings = new ArrayList<>(report.findings());
        findings.set(0, new FileFinding.Unreadable(DEPTH, LONG, "Input/output error"));
        FixityReport unreadable = new FixityReport(
                report.reference(),
                report.root(),
                findings,
                report.digests(),
                report.extras(),
                report.started(),
                report.ended());

        try (LocalCopy source = LocalCopy.at(torrent, soil.root())) {
            RepairPlan plan = RepairPlan.of(torrent, unreadable);

            assertThat(plan.bytes()).isEqualTo(LONG);
            assertThat(Repair.run(plan, source, Progress.NONE).files())
                    .containsExactly(new FileRepair.Mended(DEPTH, List.of(new ByteRange(0, LONG))));
        }
        assertThatCopyIsGood();
    }

    @Test
    void the_report_after_a_repair_is_that_of_all_files() throws Exception {
        Copies.flip(copy.at("depth.bin"), 0);
        FixityReport before = Copies.verify(torrent, copy.root());
        mend();

        FixityReport after = before.updatedBy(Verification.run(torrent, copy.root(), DEPTH::equals, 1, Progress.NONE));

        FixityReport whole = Copies.verify(torrent, copy.root());
        assertThat(after.findings()).isEqualTo(whole.findings());
        assertThat(after.isIntact()).isTrue();
        for (int i = 0; i < 3; i++) {
            assertThat(after.digests().found(i)).isEqualTo(whole.digests().found(i));
            assertThat(after.digests().expected(i)).isEqualTo(whole.digests().expected(i));
        }
        assertThat(after.started()).isEqualTo(before.started());
    }

    @Test
    void the_source_is_asked_for_damaged_pieces_only() throws Exception {
        Copies.flip(copy.at("depth.bin"), PIECE);
        try (LocalCopy source = LocalCopy.at(torrent, soil.root())) {
            Repair.Result result = Copies.mend(torrent, copy.root(), (file, position, into) -> {
                assertThat(file).isZero();
                assertThat(position).isBetween((long) PIECE, 2L * PIECE - 1);
                return source.read(file, position, into);
            });

            assertThat(result.mended()).containsExactly(DEPTH);
        }
    }

    private Repair.Result mend() throws InterruptedException {
        return Copies.mend(torrent, copy.root(), soil.root());
    }

    private void assertThatCopyIsGood() throws Exception {
        assertThat(Copies.content(copy.root())).isEqualTo(Copies.content(soil.root()));
    }
}
