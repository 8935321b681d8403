package org.seedbank.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.fixity.FileFinding;
import org.seedbank.integrity.fixity.FixityReport;
import org.seedbank.integrity.fixity.SoundPieces;
import org.seedbank.integrity.fixity.Verification;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;

/**
 * What pieces alone can say, and what file digests add. The dataset is three files: {@code a} ends and {@code b} begins
 * in piece 1, {@code b} ends and {@code c} lies in piece 3.
 */
final class ForeignVerificationTest {

    private static final int PIECE = 16 << 10;
    private static final int A = PIECE + 100;
    private static final int B = 2 * PIECE;
    private static final int C = 50;

    private static final DatasetPath PATH_A = new DatasetPath("a");
    private static final DatasetPath PATH_B = new DatasetPath("b");
    private static final DatasetPath PATH_C = new DatasetPath("c");

    private static FileFinding undecided(DatasetPath path, long length, String neighbour, long start, long end) {
        return new FileFinding.NotVerified(
                path, length, "it shares a piece with " + neighbour, List.of(new ByteRange(start, end)));
    }

    @TempDir
    Path temp;

    private Tree soil;

    @BeforeEach
    void aDataset() {
        soil = new Tree(temp.resolve("soil")).with("a", A).with("b", B).with("c", C);
    }

    @Nested
    final class WithV1PiecesAlone {

        private Metainfo torrent;

        @BeforeEach
        void publish() throws Exception {
            torrent = Publication.foreign(soil.root(), TorrentFormat.V1, PIECE);
        }

        @Test
        void an_unchanged_copy_is_intact_and_no_digest_was_checked() throws Exception {
            FixityReport report = verify(torrent, path -> true);

            assertThat(report.findings())
                    .containsExactly(
                            new FileFinding.Intact(PATH_A, A),
                            new FileFinding.Intact(PATH_B, B),
                            new FileFinding.Intact(PATH_C, C));
            assertThat(report.checkedFileDigests()).isFalse();
        }

        @Test
        void a_changed_byte_in_a_shared_piece_puts_both_files_under_suspicion() throws Exception {
            flip("a", A - 1);

            assertThat(verify(torrent, path -> true).findings())
                    .containsExactly(
                            damaged(PATH_A, A, PIECE, A),
                            damaged(PATH_B, B, 0, PIECE - 100),
                            new FileFinding.Intact(PATH_C, C));
        }

        @Test
        void a_changed_byte_in_a_piece_of_its_own_is_the_files_alone() throws Exception {
            flip("a", 0);

            assertThat(verify(torrent, path -> true).damage()).containsExactly(damaged(PATH_A, A, 0, PIECE));
        }

        @Test
        void a_missing_file_leaves_its_neighbours_unverified() throws Exception {
            Files.delete(soil.at("b"));

            assertThat(verify(torrent, path -> true).findings())
                    .containsExactly(
                            undecided(PATH_A, A, "'b', which is missing", PIECE, A),
                            new FileFinding.Missing(PATH_B, B),
                            undecided(PATH_C, C, "'b', which is missing", 0, C));
        }

        @Test
        void a_file_cut_off_leaves_the_neighbour_behind_it_unverified() throws Exception {
            soil.with("b", Tree.content("b", PIECE));

            assertThat(verify(torrent, path -> true).findings())
                    .containsExactly(
                            new FileFinding.Intact(PATH_A, A),
                            new FileFinding.WrongLength(PATH_B, B, PIECE, List.of(new ByteRange(PIECE - 100, B))),
                            undecided(PATH_C, C, "'b', which is too short", 0, C));
        }

        @Test
        void of_a_file_cut_off_it_says_which_bytes_a_missing_neighbour_leaves_undecided() throws Exception {
            soil.with("b", Tree.content("b", PIECE));
            Files.delete(soil.at("a"));

            assertThat(verify(torrent, path -> true).findings().get(1))
                    .isEqualTo(new FileFinding.WrongLength(
                            PATH_B,
                            B,
                            PIECE,
                            List.of(new ByteRange(PIECE - 100, B)),
                            List.of(new ByteRange(0, PIECE - 100))));
        }

        @Test
        void pieces_that_are_proven_are_sound_though_others_are_undecided() throws Exception {
            Files.delete(soil.at("b"));

            BitSet sound = SoundPieces.of(torrent, verify(torrent, path -> true), new BitSet());

            assertThat(sound).isEqualTo(BitSet.valueOf(new long[] {1}));
        }

        @Test
        void damage_that_is_certain_is_said_even_where_a_neighbour_is_missing() throws Exception {
            flip("a", 0);
            Files.delete(soil.at("b"));

            assertThat(verify(torrent, path -> true).findings().get(0))
                    .isEqualTo(new FileFinding.Damaged(
                            PATH_A, A, List.of(new ByteRange(0, PIECE)), List.of(new ByteRange(PIECE, A))));
        }

        @Test
        void a_file_chosen_alone_is_unverified_where_it_shares_pieces() throws Exception {
            assertThat(verify(torrent, PATH_B::equals).findings())
                    .containsExactly(
                            new FileFinding.NotChosen(PATH_A, A),
                            new FileFinding.NotVerified(
                                    PATH_B,
                                    B,
                                    "it shares a piece with 'a', which was not chosen",
                                    List.of(new ByteRange(0, PIECE - 100), new ByteRange(2 * PIECE - 100, B))),
                            new FileFinding.NotChosen(PATH_C, C));
        }
    }

    @Nested
    final class WithV1PiecesAndDigests {

        private Metainfo torrent;

        @BeforeEach
        void publish() throws Exception {
            torrent = Publication.of(soil.root(), TorrentFormat.V1, PIECE);
        }

        @Test
        void the_digest_clears_the_neighbour_of_a_damaged_file() throws Exception {
            flip("a", A - 1);

            FixityReport report = verify(torrent, path -> true);

            assertThat(report.findings())
                    .containsExactly(
                            new FileFinding.Damaged(PATH_A, A, List.of(new ByteRange(PIECE, A))),
                            new FileFinding.Intact(PATH_B, B),
                            new FileFinding.Intact(PATH_C, C));
        }

        @Test
        void the_digest_clears_the_neighbours_of_a_missing_file() throws Exception {
            Files.delete(soil.at("b"));

            assertThat(verify(torrent, path -> true).findings())
                    .containsExactly(
                            new FileFinding.Intact(PATH_A, A),
                            new FileFinding.Missing(PATH_B, B),
                            new FileFinding.Intact(PATH_C, C));
        }

        @Test
        void a_file_chosen_alone_is_proved_by_its_digest() throws Exception {
            assertThat(verify(torrent, PATH_B::equals).findings().get(1)).isEqualTo(new FileFinding.Intact(PATH_B, B));
        }

        @Test
        void a_damaged_file_whose_only_piece_cannot_be_checked_is_damaged_all_over() throws Exception {
            flip("c", 0);
            Files.delete(soil.at("b"));

            FixityReport report = verify(torrent, path -> true);

            assertThat(report.findings().get(2)).isEqualTo(damaged(PATH_C, C, 0, C));
            assertThat(report.digests().expected(2))
                    .isEqualTo(torrent.files().get(2).digest());
            assertThat(report.digests().found(2)).contains(Sha256.digestOf(Files.readAllBytes(soil.at("c"))));
        }
    }

    @Nested
    final class WithMerkleTreesAlone {

        @Test
        void each_file_is_judged_by_itself() throws Exception {
            Metainfo torrent = Publication.foreign(soil.root(), TorrentFormat.V2, PIECE);
            flip("a", A - 1);
            Files.delete(soil.at("b"));

            assertThat(verify(torrent, path -> true).findings())
                    .containsExactly(
                            damaged(PATH_A, A, PIECE, A),
                            new FileFinding.Missing(PATH_B, B),
                            new FileFinding.Intact(PATH_C, C));
        }
    }

    private static FileFinding damaged(DatasetPath path, long length, long start, long end) {
        return new FileFinding.Damaged(path, length, List.of(new ByteRange(start, end)));
    }

    private void flip(String file, int at) throws Exception {
        byte[] bytes = Files.readAllBytes(soil.at(file));
        bytes[at] ^= 1;
        soil.with(file, bytes);
    }

    private FixityReport verify(Metainfo torrent, Predicate<DatasetPath> chosen) throws InterruptedException {
        return Verification.run(torrent, soil.root(), chosen, 2, Progress.NONE);
    }
}
