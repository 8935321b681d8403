package org.seedbank.integrity.fixity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.ByteRange;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.Publication;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.Tree;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;

/** What is found in a copy of a dataset that seedbank published as a hybrid torrent. */
final class VerificationTest {

    private static final int PIECE = 16 << 10;
    private static final int LONG = 3 * PIECE + 100;

    private static final DatasetPath DEPTH = new DatasetPath("depth.bin");
    private static final DatasetPath EMPTY = new DatasetPath("empty");
    private static final DatasetPath NOTE = new DatasetPath("sub/note.txt");

    @TempDir
    Path temp;

    private Tree soil;
    private Metainfo torrent;

    @BeforeEach
    void publish() throws Exception {
        soil = new Tree(temp.resolve("soil"))
                .with("depth.bin", LONG)
                .with("empty", 0)
                .with("sub/note.txt", "wet");
        torrent = Publication.of(soil.root(), TorrentFormat.HYBRID, PIECE);
    }

    @Test
    void an_unchanged_copy_is_intact() throws Exception {
        FixityReport report = verify();

        assertThat(report.findings())
                .containsExactly(
                        new FileFinding.Intact(DEPTH, LONG),
                        new FileFinding.Intact(EMPTY, 0),
                        new FileFinding.Intact(NOTE, 3));
        assertThat(report.isIntact()).isTrue();
        assertThat(report.intactCount()).isEqualTo(3);
        assertThat(report.extras()).isEmpty();
        assertThat(report.checkedFileDigests()).isTrue();
        assertThat(report.root()).isEqualTo(soil.root());
        assertThat(report.ended()).isAfterOrEqualTo(report.started());
    }

    @Test
    void changed_bytes_are_found_to_the_piece_and_touching_pieces_are_one_range() throws Exception {
        byte[] bytes = Tree.content("depth.bin", LONG);
        bytes[0] ^= 1;
        bytes[PIECE] ^= 1;
        bytes[LONG - 1] ^= 1;
        soil.with("depth.bin", bytes);

        FixityReport report = verify();

        assertThat(report.damage())
                .containsExactly(new FileFinding.Damaged(
                        DEPTH, LONG, List.of(new ByteRange(0, 2 * PIECE), new ByteRange(3 * PIECE, LONG))));
        assertThat(report.isIntact()).isFalse();
        assertThat(report.intactCount()).isEqualTo(2);
    }

    @Test
    void an_absent_file_is_missing() throws Exception {
        Files.delete(soil.at("sub/note.txt"));
        Files.delete(soil.at("empty"));

        assertThat(verify().damage())
                .containsExactly(new FileFinding.Missing(EMPTY, 0), new FileFinding.Missing(NOTE, 3));
    }

    @Test
    void an_absent_folder_makes_its_files_missing() throws Exception {
        Files.delete(soil.at("sub/note.txt"));
        Files.delete(soil.at("sub"));

        assertThat(verify().damage()).containsExactly(new FileFinding.Missing(NOTE, 3));
    }

    @Test
    void a_file_that_was_cut_off_lacks_the_pieces_behind_the_cut() throws Exception {
        soil.with("depth.bin", Arrays.copyOf(Tree.content("depth.bin", LONG), PIECE + 1));

        assertThat(verify().damage())
                .containsExactly(
                        new FileFinding.WrongLength(DEPTH, LONG, PIECE + 1, List.of(new ByteRange(PIECE, LONG))));
    }

    @Test
    void a_file_that_was_emptied_lacks_all_of_it() throws Exception {
        soil.with("depth.bin", 0);

        assertThat(verify().damage())
                .containsExactly(new FileFinding.WrongLength(DEPTH, LONG, 0, List.of(new ByteRange(0, LONG))));
    }

    @Test
    void a_file_with_bytes_too_many_has_no_bad_range_of_its_own() throws Exception {
        soil.with("depth.bin", Arrays.copyOf(Tree.content("depth.bin", LONG), LONG + 1));

        assertThat(verify().damage()).containsExactly(new FileFinding.WrongLength(DEPTH, LONG, LONG + 1, List.of()));
    }

    @Test
    void an_empty_file_that_has_grown_has_the_wrong_length() throws Exception {
        soil.with("empty", "x");

        assertThat(verify().damage()).containsExactly(new FileFinding.WrongLength(EMPTY, 0, 1, List.of()));
    }

    @Test
    void a_file_of_wrong_length_says_where_its_bytes_differ_too() throws Exception {
        byte[] bytes = Arrays.copyOf(Tree.content("depth.bin", LONG), LONG + 5);
        bytes[2 * PIECE] ^= 1;
        soil.with("depth.bin", bytes);

        assertThat(verify().damage())
                .containsExactly(new FileFinding.WrongLength(
                        DEPTH, LONG, LONG + 5, List.of(new ByteRange(2 * PIECE, 3 * PIECE))));
    }

    @Test
    void a_file_that_goes_away_before_it_is_read_is_unreadable() throws Exception {
        FixityReport report = Verification.run(torrent, soil.root(), path -> deletedBy(path), 2, Progress.NONE);

        assertThat(report.damage()).containsExactly(new FileFinding.Unreadable(DEPTH, LONG, "no such file"));
    }

    /** The files are looked at in order, so the first is gone when the last is asked for. */
    private boolean deletedBy(DatasetPath path) {
        return !path.equals(NOTE) || soil.at("depth.bin").toFile().delete();
    }

    @Test
    void a_file_that_becomes_a_folder_before_it_is_read_is_unreadable() throws Exception {
        FixityReport report = Verification.run(
                torrent,
                soil.root(),
                path -> deletedBy(path)
                        && (!path.equals(NOTE) || soil.at("depth.bin").toFile().mkdir()),
                2,
                Progress.NONE);

        assertThat(report.damage()).containsExactly(new FileFinding.Unreadable(DEPTH, LONG, "Is a directory"));
    }

    @Test
    void text_of_the_same_length_is_not_the_same_text() throws Exception {
        soil.with("sub/note.txt", "dry");

        FixityReport report = verify();

        assertThat(report.damage()).containsExactly(new FileFinding.Damaged(NOTE, 3, List.of(new ByteRange(0, 3))));
        assertThat(report.digests().expected(2)).contains(digest("wet"));
        assertThat(report.digests().found(2)).contains(digest("dry"));
    }

    @Test
    void a_file_that_is_cut_off_has_no_digest_to_compare() throws Exception {
        soil.with("sub/note.txt", "we");

        assertThat(verify().digests().found(2)).isEmpty();
    }

    private static Sha256 digest(String text) {
        return Sha256.digestOf(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void only_chosen_files_are_looked_at() throws Exception {
        soil.with("sub/note.txt", "dry");

        FixityReport report = Verification.run(torrent, soil.root(), DEPTH::equals, 2, Progress.NONE);

        assertThat(report.findings())
                .containsExactly(
                        new FileFinding.Intact(DEPTH, LONG),
                        new FileFinding.NotChosen(EMPTY, 0),
                        new FileFinding.NotChosen(NOTE, 3));
        assertThat(report.chosenCount()).isEqualTo(1);
        assertThat(report.isIntact()).isTrue();
        assertThat(report.extras()).isEmpty();
    }

    private FixityReport verify() throws InterruptedException {
        return Verification.run(torrent, soil.root(), path -> true, 2, Progress.NONE);
    }
}
