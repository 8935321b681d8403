package org.seedbank.integrity.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.Tree;
import org.seedbank.integrity.files.FileStamp;

final class DatasetScanTest {

    @TempDir
    Path temp;

    private Tree soil;

    @BeforeEach
    void emptyDataset() throws Exception {
        soil = new Tree(temp.toRealPath().resolve("soil")).withFolder("");
    }

    @Test
    void describes_each_file_as_it_lies_on_disk() throws Exception {
        soil.with("sub/depth.csv", "10");

        assertThat(DatasetScan.scan(soil.root(), false))
                .isEqualTo(new Dataset(
                        soil.root(),
                        "soil",
                        false,
                        List.of(new SourceFile(
                                new DatasetPath("sub/depth.csv"),
                                soil.at("sub/depth.csv"),
                                FileStamp.take(soil.at("sub/depth.csv")))),
                        List.of()));
    }

    @Test
    void a_single_file_is_a_dataset_with_its_name() throws Exception {
        soil.with("depth.csv", "10");

        Dataset dataset = DatasetScan.scan(soil.at("depth.csv"), false);

        assertThat(dataset.singleFile()).isTrue();
        assertThat(dataset.name()).isEqualTo("depth.csv");
        assertThat(dataset.root()).isEqualTo(soil.at("depth.csv"));
        assertThat(paths(dataset)).containsExactly("depth.csv");
    }

    @Test
    void files_are_sorted_by_the_bytes_of_each_name_on_the_way_down() throws Exception {
        List.of("b", "a-b", "a.b", "a/z", "a/b-c", "a/b/c", "A", "ü", "a0", "🌱", "\uff5e")
                .forEach(path -> soil.with(path, "x"));

        assertThat(paths(DatasetScan.scan(soil.root(), false)))
                .containsExactly("A", "a/b/c", "a/b-c", "a/z", "a-b", "a.b", "a0", "b", "ü", "\uff5e", "🌱");
    }

    @Test
    void the_total_is_the_sum_of_the_lengths() throws Exception {
        soil.with("a", 5).with("b/c", 7).with("empty", 0);

        assertThat(DatasetScan.scan(soil.root(), false).totalLength()).isEqualTo(12);
    }

    @Test
    void an_empty_folder_holds_nothing_to_publish() {
        assertThatExceptionOfType(IntegrityException.NothingToPublish.class)
                .isThrownBy(() -> DatasetScan.scan(soil.root(), false))
                .withMessage("'%s' holds no files", soil.root());
    }

    @Test
    void folders_of_empty_folders_hold_nothing_to_publish() {
        soil.withFolder("a/b");

        assertThatExceptionOfType(IntegrityException.NothingToPublish.class)
                .isThrownBy(() -> DatasetScan.scan(soil.root(), false))
                .withMessage("'%s' holds no files", soil.root());
    }

    @Test
    void empty_files_alone_cannot_be_shared() {
        soil.with("a", 0).with("b/c", 0);

        assertThatExceptionOfType(IntegrityException.NothingToPublish.class)
                .isThrownBy(() -> DatasetScan.scan(soil.root(), false))
                .withMessage("'%s' holds only empty files, which cannot be shared", soil.root());
    }

    @Test
    void an_empty_folder_beside_files_is_left_out_with_a_warning() throws Exception {
        soil.with("depth.csv", "10").withFolder("raw/2024");

        Dataset dataset = DatasetScan.scan(soil.root(), false);

        assertThat(paths(dataset)).containsExactly("depth.csv");
        assertThat(dataset.warnings()).containsExactly("the empty folder 'raw/2024' is not published");
    }

    @Test
    void nothing_at_the_path_cannot_be_read() {
        assertThatExceptionOfType(IntegrityException.CannotRead.class)
                .isThrownBy(() -> DatasetScan.scan(soil.at("absent"), false))
                .withMessage("cannot read '%s': no such file", soil.at("absent"));
    }

    @Test
    void the_root_of_a_file_system_has_no_name_to_publish() {
        assertThatExceptionOfType(IntegrityException.UnusableName.class)
                .isThrownBy(() -> DatasetScan.scan(Path.of("/"), false))
                .withMessage("the name of '/' cannot be published: a file system's root has no name of its own");
    }

    @Test
    void a_dot_stands_for_the_folder_it_is_in() throws Exception {
        soil.with("a", "x");

        Dataset dataset = DatasetScan.scan(soil.at("."), false);

        assertThat(dataset.name()).isEqualTo("soil");
        assertThat(dataset.root()).isEqualTo(soil.root());
    }

    @Test
    void a_path_of_90_names_is_the_deepest() throws Exception {
        String deepest = String.join("/", Collections.nCopies(90, "d"));
        soil.with(deepest, "x");

        assertThat(paths(DatasetScan.scan(soil.root(), false))).containsExactly(deepest);
    }

    @Test
    void a_path_of_91_names_is_refused() {
        String tooDeep = String.join("/", Collections.nCopies(91, "d"));
        soil.with(tooDeep, "x");

        assertThatExceptionOfType(IntegrityException.UnusableName.class)
                .isThrownBy(() -> DatasetScan.scan(soil.root(), false))
                .withMessage(
                        "the name of '%s' cannot be published: a path inside a dataset is more than 90 names deep",
                        soil.at(tooDeep));
    }

    @Test
    void an_interrupted_scan_ends() {
        soil.with("a", "x");
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> DatasetScan.scan(soil.root(), false));
        assertThat(Thread.interrupted()).isFalse();
    }

    private static List<String> paths(Dataset dataset) {
        return dataset.files().stream().map(file -> file.path().text()).toList();
    }
}
