package org.seedbank.integrity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a copy is looked for, from the path that a person gives. */
final class CopyLocationTest {

    private static final int PIECE = 16 << 10;

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
    void a_copy_behind_a_link() throws Exception {
        Metainfo torrent = published(soil.root());
        soil.with("extra", "x");
        Path link = Files.createSymbolicLink(temp.resolve("latest"), soil.root());

        FixityReport report = verified(torrent, link);

        assertThat(report.isIntact()).isTrue();
        assertThat(report.extras()).containsExactly("extra");
    }

    @Test
    void an_empty_folder_is_a_copy_without_files() throws Exception {
        Metainfo torrent = published(soil.root());
        Path empty = Files.createDirectory(temp.resolve("empty"));

        FixityReport report = verified(torrent, empty);

        assertThat(report.root()).isEqualTo(empty);
        assertThat(report.damage())
                .containsExactly(
                        new FileFinding.Missing(new DatasetPath("README"), 1),
                        new FileFinding.Missing(new DatasetPath("data/a"), 1));
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
    void a_file_cannot_be_a_copy_of_a_folder() throws Exception {
        Metainfo torrent = published(soil.root());

        assertThatExceptionOfType(IntegrityException.UnusableTarget.class)
                .isThrownBy(() -> verified(torrent, soil.at("README")))
                .withMessage(
                        "'%s' cannot be used: it is a file, and the dataset 'soil' is a folder", soil.at("README"));
    }

    private static Metainfo published(Path dataset) throws InterruptedException {
        return Publication.of(dataset, TorrentFormat.HYBRID, PIECE);
    }

    private static FixityReport verified(Metainfo torrent, Path target) throws InterruptedException {
        return Verification.run(torrent, target, path -> true, 1, Progress.NONE);
    }
}
