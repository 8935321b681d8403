package org.seedbank.integrity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatasetScanLinksTest {

    @TempDir
    Path temp;

    private Tree soil;

    @BeforeEach
    void aDatasetWithOneFile() throws Exception {
        soil = new Tree(temp.toRealPath().resolve("soil")).with("data/depth.csv", "10");
    }

    @Test
    void a_link_is_refused() throws Exception {
        link("link.csv", Path.of("data/depth.csv"));

        assertThatExceptionOfType(IntegrityException.UnsupportedFile.class)
                .isThrownBy(() -> DatasetScan.scan(soil.root(), false))
                .withMessage("'%s' is a symbolic link, which a dataset cannot hold", soil.at("link.csv"))
                .extracting(SeedbankException::remedy)
                .isEqualTo("replace it with the file it points to, or publish with --follow-symlinks");
    }

    @Test
    void a_followed_link_is_its_target() throws Exception {
        link("link.csv", Path.of("data/depth.csv"));
        link("more", Path.of("data"));

        Dataset dataset = DatasetScan.scan(soil.root(), true);

        assertThat(dataset.files())
                .extracting(file -> file.path().text())
                .containsExactly("data/depth.csv", "link.csv", "more/depth.csv");
        assertThat(dataset.files()).extracting(SourceFile::file).containsOnly(soil.at("data/depth.csv"));
    }

    @Test
    void a_followed_link_must_not_lead_out_of_the_dataset() throws Exception {
        Path outside = Files.writeString(temp.resolve("secret"), "x");
        link("link.csv", outside);

        assertThatExceptionOfType(IntegrityException.UnsupportedFile.class)
                .isThrownBy(() -> DatasetScan.scan(soil.root(), true))
                .withMessage("'%s' is a link out of the dataset, which a dataset cannot hold", soil.at("link.csv"));
    }

    @Test
    void a_neighbour_whose_name_begins_alike_is_outside() throws Exception {
        Tree neighbour = new Tree(temp.resolve("soil-2")).with("secret", "x");
        link("link", neighbour.at("secret"));

        assertThatExceptionOfType(IntegrityException.UnsupportedFile.class)
                .isThrownBy(() -> DatasetScan.scan(soil.root(), true))
                .withMessage("'%s' is a link out of the dataset, which a dataset cannot hold", soil.at("link"));
    }

    @Test
    void a_followed_link_that_leads_in_a_circle_is_refused() throws Exception {
        link("data/up", soil.root());

        assertThatExceptionOfType(IntegrityException.UnsupportedFile.class)
                .isThrownBy(() -> DatasetScan.scan(soil.root(), true))
                .withMessage(
                        "'%s' is a link to a folder above itself, which a dataset cannot hold", soil.at("data/up"));
    }

    @Test
    void a_followed_link_to_nothing_cannot_be_read() throws Exception {
        link("link.csv", Path.of("absent"));

        assertThatExceptionOfType(IntegrityException.CannotRead.class)
                .isThrownBy(() -> DatasetScan.scan(soil.root(), true))
                .withMessage("cannot read '%s': no such file", soil.at("link.csv"));
    }

    @Test
    void the_dataset_itself_may_be_named_by_a_link() throws Exception {
        Path link = Files.createSymbolicLink(temp.resolve("latest"), soil.root());

        Dataset dataset = DatasetScan.scan(link, false);

        assertThat(dataset.root()).isEqualTo(soil.root());
        assertThat(dataset.name()).isEqualTo("soil");
    }

    @Test
    void a_pipe_is_refused_and_not_opened() throws Exception {
        Process mkfifo = new ProcessBuilder(List.of("mkfifo", soil.at("pipe").toString())).start();
        assertThat(mkfifo.waitFor()).isZero();

        assertThatExceptionOfType(IntegrityException.UnsupportedFile.class)
                .isThrownBy(() -> DatasetScan.scan(soil.root(), false))
                .withMessage("'%s' is a pipe, socket or device, which a dataset cannot hold", soil.at("pipe"));
    }

    @Test
    void a_device_is_refused() {
        assertThatExceptionOfType(IntegrityException.UnsupportedFile.class)
                .isThrownBy(() -> DatasetScan.scan(Path.of("/dev/null"), false))
                .withMessage("'/dev/null' is a pipe, socket or device, which a dataset cannot hold");
    }

    private void link(String path, Path target) throws Exception {
        Files.createSymbolicLink(soil.at(path), target);
    }
}
