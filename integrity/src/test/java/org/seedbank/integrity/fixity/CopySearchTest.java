package org.seedbank.integrity.fixity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.ByteRange;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.Publication;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.integrity.Tree;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;

/** Where a copy is looked for, from the path that a person gives. */
final class CopySearchTest {

    private static final int PIECE = 16 << 10;
    private static final DatasetPath README = new DatasetPath("README");
    private static final DatasetPath A = new DatasetPath("data/a");

    @TempDir
    Path temp;

    private Tree soil;

    @BeforeEach
    void aDataset() {
        soil = new Tree(temp.resolve("soil")).with("README", "x").with("data/a", "x");
    }

    @Test
    void the_datasets_own_folder() throws Exception {
        assertThat(verified(published(soil.root()), soil.root()).root()).isEqualTo(soil.root());
    }

    @Test
    void the_folder_that_holds_it_under_its_name() throws Exception {
        assertThat(verified(published(soil.root()), temp).root()).isEqualTo(soil.root());
    }

    @Test
    void the_folder_that_holds_it_even_where_that_has_a_file_of_the_same_name() throws Exception {
        Metainfo torrent = published(soil.root());
        new Tree(temp).with("README", "of the folder above");

        assertThat(verified(torrent, temp).root()).isEqualTo(soil.root());
    }

    @Test
    void a_dataset_that_holds_a_folder_of_its_own_name() throws Exception {
        Tree data = new Tree(temp.resolve("data")).with("data/a", "x").with("README", "x");
        Metainfo torrent = published(data.root());

        assertThat(verified(torrent, temp).root()).isEqualTo(data.root());
        assertThat(verified(torrent, data.root()).root()).isEqualTo(data.root());
    }

    @Test
    void a_copy_under_another_name() throws Exception {
        Metainfo torrent = published(soil.root());
        Path renamed = Files.move(soil.root(), temp.resolve("soil-2024"));

        assertThat(verified(torrent, renamed).root()).isEqualTo(renamed);
    }

    @Test
    void a_copy_below_a_link() throws Exception {
        Metainfo torrent = published(soil.root());
        soil.with("extra", "x");
        Path link = Files.createSymbolicLink(temp.resolve("disk"), temp);

        FixityReport report = verified(torrent, link.resolve("soil"));

        assertThat(report.isIntact()).isTrue();
        assertThat(report.extras()).containsExactly("extra");
    }

    @Test
    void a_link_in_the_place_of_the_dataset_is_not_read_through() throws Exception {
        Metainfo torrent = published(soil.root());
        Path shared = Files.createDirectory(temp.resolve("shared"));
        Path link = Files.createSymbolicLink(shared.resolve("soil"), soil.root());

        for (Path named : List.of(link, shared)) {
            FixityReport report = verified(torrent, named);
            assertThat(report.root()).isEqualTo(link);
            assertThat(report.extras()).isEmpty();
            assertThat(report.damage()).hasSameSizeAs(torrent.files()).allSatisfy(finding -> assertThat(finding)
                    .isInstanceOfSatisfying(FileFinding.Unreadable.class, unreadable -> assertThat(unreadable.reason())
                            .isEqualTo("'%s' above it is a symbolic link".formatted(link))));
        }
    }

    @Test
    void an_empty_folder_such_as_an_unmounted_disk_holds_nothing() throws Exception {
        Metainfo torrent = published(soil.root());
        Path empty = Files.createDirectory(temp.resolve("empty"));
        Files.writeString(empty.resolve("other"), "not of the dataset");

        assertThatExceptionOfType(IntegrityException.NotThere.class)
                .isThrownBy(() -> verified(torrent, empty))
                .withMessage("there is nothing of 'soil' at '%s'", empty)
                .extracting(SeedbankException::remedy)
                .isEqualTo("check the path, and that its disk is mounted");
    }

    @Test
    void a_single_file_under_any_name() throws Exception {
        Metainfo torrent = published(soil.at("README"));
        Path renamed = Files.copy(soil.at("README"), temp.resolve("README.txt"));

        FixityReport report = verified(torrent, renamed);

        assertThat(report.root()).isEqualTo(renamed);
        assertThat(report.isIntact()).isTrue();
        assertThat(report.extras()).isEmpty();
    }

    @Test
    void a_single_file_in_the_folder_that_holds_it() throws Exception {
        FixityReport report = verified(published(soil.at("README")), soil.root());

        assertThat(report.root()).isEqualTo(soil.at("README"));
        assertThat(report.isIntact()).isTrue();
    }

    @Test
    void a_folder_without_the_single_file_has_nothing_there() throws Exception {
        Metainfo torrent = published(soil.at("README"));

        assertThatExceptionOfType(IntegrityException.NotThere.class)
                .isThrownBy(() -> verified(torrent, temp))
                .withMessage("there is nothing at '%s'", temp.resolve("README"));
    }

    @Test
    void a_path_without_anything_is_not_called_damage() throws Exception {
        Metainfo torrent = published(soil.root());

        assertThatExceptionOfType(IntegrityException.NotThere.class)
                .isThrownBy(() -> verified(torrent, temp.resolve("unmounted")))
                .withMessage("there is nothing at '%s'", temp.resolve("unmounted"))
                .extracting(SeedbankException::remedy)
                .isEqualTo("check the path, and that its disk is mounted");
    }

    @Test
    void a_file_of_the_dataset_in_its_place() throws Exception {
        Metainfo torrent = published(soil.root());

        FixityReport report = verified(torrent, soil.at("data/a"));

        assertThat(report.root()).isEqualTo(soil.at("data/a"));
        assertThat(report.findings())
                .containsExactly(new FileFinding.NotChosen(README, 1), new FileFinding.Intact(A, 1));
        assertThat(report.extras()).isEmpty();
    }

    @Test
    void a_file_of_the_dataset_copied_elsewhere() throws Exception {
        Metainfo torrent = published(soil.root());
        Path copy = Files.writeString(temp.resolve("a"), "y");

        assertThat(verified(torrent, copy).damage())
                .containsExactly(new FileFinding.Damaged(A, 1, List.of(new ByteRange(0, 1))));
    }

    @Test
    void a_file_whose_last_names_fit_one_file_better_than_others() throws Exception {
        soil.with("old/data/a", "z").with("a", "w");
        Metainfo torrent = published(soil.root());

        assertThat(intact(verified(torrent, soil.at("data/a")))).containsExactly(A);
        assertThat(intact(verified(torrent, soil.at("old/data/a")))).containsExactly(new DatasetPath("old/data/a"));
        assertThat(intact(verified(torrent, soil.at("a")))).containsExactly(new DatasetPath("a"));
    }

    @Test
    void a_file_whose_last_names_fit_several_files_has_to_be_named() throws Exception {
        soil.with("old/a", "z");
        Metainfo torrent = published(soil.root());
        Path copy = Files.writeString(temp.resolve("a"), "z");

        assertThatExceptionOfType(IntegrityException.UnclearPart.class)
                .isThrownBy(() -> verified(torrent, copy))
                .withMessage("'%s' can be 'data/a' as well as 'old/a'", copy)
                .extracting(SeedbankException::remedy)
                .isEqualTo("name the file or folder of the dataset that it should be, behind the path");
        assertThat(intact(verified(torrent, copy, "old/a"))).containsExactly(new DatasetPath("old/a"));
        assertThat(intact(verified(torrent, copy, "old"))).containsExactly(new DatasetPath("old/a"));
    }

    @Test
    void a_file_under_another_name_has_to_be_named() throws Exception {
        Metainfo torrent = published(soil.root());
        Path copy = Files.writeString(temp.resolve("b"), "x");

        assertThatExceptionOfType(IntegrityException.UnclearPart.class)
                .isThrownBy(() -> verified(torrent, copy))
                .withMessage("'%s' is a file, and 'soil' has no file of its name", copy);
        assertThat(intact(verified(torrent, copy, "README"))).containsExactly(README);
    }

    @Test
    void a_folder_of_the_dataset() throws Exception {
        Metainfo torrent = published(soil.root());
        soil.with("data/extra", "x").with("beside", "x");

        FixityReport report = verified(torrent, soil.at("data"));

        assertThat(report.root()).isEqualTo(soil.at("data"));
        assertThat(intact(report)).containsExactly(A);
        assertThat(report.extras()).containsExactly("data/extra");
    }

    @Test
    void a_folder_that_can_be_several_has_to_be_named() throws Exception {
        Metainfo torrent =
                published(soil.with("north/raw/a", "x").with("south/raw/a", "x").root());
        Path copy = new Tree(temp.resolve("raw")).with("a", "x").root();

        assertThatExceptionOfType(IntegrityException.UnclearPart.class)
                .isThrownBy(() -> verified(torrent, copy))
                .withMessage("'%s' can be 'north/raw' as well as 'south/raw'", copy);
        assertThat(intact(verified(torrent, copy, "south/raw"))).containsExactly(new DatasetPath("south/raw/a"));
        assertThat(intact(verified(torrent, soil.at("north/raw")))).containsExactly(new DatasetPath("north/raw/a"));
    }

    @Test
    void the_datasets_folder_though_it_is_called_like_a_folder_in_it() throws Exception {
        Metainfo torrent = published(soil.root());
        Path renamed = Files.move(soil.root(), temp.resolve("data"));

        assertThat(verified(torrent, renamed).intactCount()).isEqualTo(2);
    }

    private static List<DatasetPath> intact(FixityReport report) {
        assertThat(report.isIntact()).isTrue();
        return report.findings().stream()
                .filter(finding -> finding instanceof FileFinding.Intact)
                .map(FileFinding::path)
                .toList();
    }

    @Test
    void a_part_does_not_stand_in_where_the_whole_dataset_is_wanted() throws Exception {
        Metainfo torrent = published(soil.root());

        assertThatExceptionOfType(IntegrityException.UnusableTarget.class)
                .isThrownBy(() -> Verification.run(torrent, soil.at("data/a"), path -> true, 1, Progress.NONE));
    }

    private static Metainfo published(Path dataset) throws InterruptedException {
        return Publication.of(dataset, TorrentFormat.HYBRID, PIECE);
    }

    private static FixityReport verified(Metainfo torrent, Path target) throws InterruptedException {
        return Verification.run(VerificationRequest.of(torrent, target), Progress.NONE);
    }

    private static FixityReport verified(Metainfo torrent, Path target, String member) throws InterruptedException {
        FileSelection selection = new FileSelection(List.of(new DatasetPath(member)), path -> true, false);
        return Verification.run(VerificationRequest.of(torrent, target).withSelection(selection), Progress.NONE);
    }
}
