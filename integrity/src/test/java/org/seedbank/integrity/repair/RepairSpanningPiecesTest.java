package org.seedbank.integrity.repair;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.ByteRange;
import org.seedbank.integrity.Copies;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.Publication;
import org.seedbank.integrity.Tree;
import org.seedbank.integrity.fixity.FileFinding;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;

/** Repair by a v1 torrent that others made: its pieces span files, and there is nothing else to go by. */
final class RepairSpanningPiecesTest {

    private static final int PIECE = 32 << 10;

    private static final DatasetPath A = new DatasetPath("a");
    private static final DatasetPath B = new DatasetPath("b");
    private static final DatasetPath C = new DatasetPath("c");

    @TempDir
    Path temp;

    private Tree soil;
    private Tree copy;
    private Metainfo torrent;

    @BeforeEach
    void publish() throws Exception {
        soil = new Tree(temp.resolve("soil"))
                .with("a", PIECE + 1000)
                .with("b", 2000)
                .with("c", 2 * PIECE);
        copy = Copies.of(soil.root(), temp.resolve("copy"));
        torrent = Publication.foreign(soil.root(), TorrentFormat.V1, PIECE);
    }

    @Test
    void a_file_that_only_shares_a_damaged_piece_is_not_touched() throws Exception {
        Copies.flip(copy.at("b"), 0);
        Object before = inode("a");

        Repair.Result result = mend(soil);

        assertThat(result)
                .isEqualTo(
                        new Repair.Result(List.of(new FileRepair.Mended(B, List.of(new ByteRange(0, 2000)))), PIECE));
        assertThat(inode("a")).isEqualTo(before);
        assertThatCopyIsGood();
    }

    @Test
    void all_files_of_a_damaged_piece_are_mended() throws Exception {
        Copies.flip(copy.at("a"), PIECE + 999);
        Files.delete(copy.at("b"));
        Copies.flip(copy.at("c"), 0, 2 * PIECE - 1);

        assertThat(mend(soil).mended()).containsExactlyInAnyOrder(A, B, C);
        assertThatCopyIsGood();
    }

    @Test
    void damage_beside_a_missing_file_is_found_with_it() throws Exception {
        Files.delete(copy.at("b"));
        Copies.flip(copy.at("a"), PIECE + 1);

        assertThat(Copies.verify(torrent, copy.root()).damage()).containsExactly(new FileFinding.Missing(B, 2000));
        assertThat(mend(soil).mended()).containsExactlyInAnyOrder(A, B);
        assertThatCopyIsGood();
    }

    @Test
    void a_source_without_the_sound_neighbours_is_enough() throws Exception {
        Copies.flip(copy.at("a"), PIECE + 999);
        Files.delete(copy.at("a"));
        Tree other = new Tree(temp.resolve("other")).with("a", Tree.content("a", PIECE + 1000));

        assertThat(mend(other).mended()).containsExactly(A);
        assertThatCopyIsGood();
    }

    @Test
    void padding_between_files_counts_as_zeros() throws Exception {
        torrent = Publication.foreign(soil.root(), TorrentFormat.HYBRID, PIECE);
        Copies.flip(copy.at("a"), PIECE + 999);
        Copies.flip(copy.at("c"), 0);

        assertThat(mend(soil).mended()).containsExactlyInAnyOrder(A, C);
        assertThatCopyIsGood();
    }

    @Test
    void a_piece_that_is_damaged_in_both_copies_leaves_its_files() throws Exception {
        Copies.flip(copy.at("a"), PIECE + 999);
        Copies.flip(copy.at("c"), 2 * PIECE - 1);
        Tree other = Copies.of(soil.root(), temp.resolve("other"));
        Copies.flip(other.at("a"), PIECE + 998);
        Map<String, String> before = Copies.content(copy.root());

        Repair.Result result = mend(other);

        assertThat(result.mended()).isEmpty();
        assertThat(Copies.content(copy.root())).isEqualTo(before);
    }

    private Repair.Result mend(Tree source) throws InterruptedException {
        return Copies.mend(torrent, copy.root(), source.root());
    }

    private Object inode(String path) throws Exception {
        return Files.readAttributes(copy.at(path), BasicFileAttributes.class).fileKey();
    }

    private void assertThatCopyIsGood() throws Exception {
        assertThat(Copies.content(copy.root())).isEqualTo(Copies.content(soil.root()));
    }
}
