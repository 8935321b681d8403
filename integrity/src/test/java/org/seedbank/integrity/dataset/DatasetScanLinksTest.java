package org.seedbank.integrity.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.integrity.Tree;

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
                .isEqualTo("replace it with the file it points to, or publish what the links point to");
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
    void a_followed_link_to_nothing_is_refused() throws Exception {
        link("link.csv", Path.of("absent"));

        assertThatExceptionOfType(IntegrityException.UnsupportedFile.class)
                .isThrownBy(() -> DatasetScan.scan(soil.root(), true))
                .withMessage("'%s' is a link to nothing, which a dataset cannot hold", soil.at("link.csv"));
    }

    @Test
    void all_links_are_named_at_once() throws Exception {
        link("a.csv", Path.of("data/depth.csv"));
        link("data/b.csv", Path.of("depth.csv"));

        assertRefused(false)
                .matches(e -> e.getMessage()
                        .startsWith(
                                "'%s' holds 2 symbolic links, which a dataset cannot hold: '".formatted(soil.root())))
                .hasMessageContaining("'a.csv'")
                .hasMessageContaining("'data/b.csv'")
                .extracting(SeedbankException::remedy)
                .isEqualTo(
                        "replace them with what they point to: a copy made with 'cp -rL --reflink=auto' has files in their place, or"
                                + " publish what the links point to");
    }

    @Test
    void of_many_links_the_first_are_named_and_all_are_counted() throws Exception {
        for (int i = 0; i < 312; i++) {
            link("link-%03d".formatted(i), Path.of("data/depth.csv"));
        }

        assertRefused(false)
                .hasMessageContaining("holds 312 symbolic links")
                .hasMessageEndingWith(" and 292 more")
                .matches(e -> e.getMessage().split("'link-").length == 21);
    }

    @Test
    void following_is_no_way_on_when_a_link_leads_out() throws Exception {
        link("a.csv", Path.of("data/depth.csv"));
        link("b.csv", Path.of("../elsewhere.csv"));

        assertRefused(false).extracting(SeedbankException::remedy).asString().doesNotContain("links point to");
    }

    @Test
    void all_links_that_cannot_be_followed_are_named_at_once() throws Exception {
        link("fine.csv", Path.of("data/depth.csv"));
        link("out.csv", Files.writeString(temp.resolve("secret"), "x"));
        link("broken.csv", Path.of("absent"));

        assertRefused(true)
                .hasMessageContaining("holds 2 links out of it or to nothing, which a dataset cannot hold: ")
                .hasMessageContaining("'out.csv'")
                .hasMessageContaining("'broken.csv' (to nothing)")
                .extracting(SeedbankException::remedy)
                .asString()
                .contains("remove those to nothing")
                .doesNotContain("links point to");
    }

    @Test
    void a_lone_link_to_nothing_is_to_be_removed_not_replaced() throws Exception {
        link("broken.csv", Path.of("absent"));

        assertRefused(false).extracting(SeedbankException::remedy).isEqualTo("remove it, or see where it should lead");
    }

    @ParameterizedTest
    @CsvSource({
        "../.git/annex/objects/8f/Wq/SHA256E-s2--abc.csv/SHA256E-s2--abc.csv, git annex unlock",
        "/srv/shared/files/md5/ab/cdef0123456789abcdef0123456789, dvc unprotect",
        "/home/ada/soil/.dvc/cache/files/md5/ab/cdef, dvc unprotect",
        "../../blobs/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08, --local-dir"
    })
    void links_of_programs_that_keep_files_elsewhere_have_their_own_way_on(String target, String way) throws Exception {
        link("a.csv", Path.of(target));
        link("b.csv", Path.of(target));

        assertRefused(false)
                .extracting(SeedbankException::remedy)
                .asString()
                .contains(way)
                .contains("'cp -rL --reflink=auto'");
    }

    @Test
    void the_dataset_itself_may_not_be_a_link() throws Exception {
        Path link = Files.createSymbolicLink(temp.resolve("latest"), soil.root());

        for (Path path : List.of(link, link.resolve("."))) {
            assertThatExceptionOfType(IntegrityException.UnsupportedFile.class)
                    .isThrownBy(() -> DatasetScan.scan(path, false))
                    .withMessage("'%s' is a symbolic link, which a dataset cannot hold", path)
                    .extracting(SeedbankException::remedy)
                    .isEqualTo(
                            "name what it points to, '%s', or publish what the links point to".formatted(soil.root()));
        }
    }

    @Test
    void the_dataset_itself_may_be_a_link_that_is_followed_and_a_folder_above_it_always() throws Exception {
        Path link = Files.createSymbolicLink(temp.resolve("latest"), soil.root());

        assertThat(DatasetScan.scan(link, true).root()).isEqualTo(soil.root());
        assertThat(DatasetScan.scan(link, true).name()).isEqualTo("soil");
        assertThat(DatasetScan.scan(link.resolve("data"), false).root()).isEqualTo(soil.at("data"));
    }

    @Test
    void a_list_may_be_of_what_a_link_points_to() throws Exception {
        Path link = Files.createSymbolicLink(temp.resolve("latest"), soil.root());

        assertThat(DatasetScan.scanFiles(link, false).root()).isEqualTo(soil.root());
    }

    @Test
    void what_rules_leave_out_is_neither_entered_nor_judged() throws Exception {
        link("out/link", Path.of("/etc/passwd"));
        ScanRules rules = new ScanRules() {
            @Override
            public ScanRules in(Path folder, String prefix) {
                assertThat(prefix).doesNotStartWith("out");
                return this;
            }

            @Override
            public boolean leavesOut(String path, boolean folder) {
                return path.equals("out") && folder;
            }
        };

        assertThat(DatasetScan.scan(soil.root(), false, rules).files())
                .extracting(file -> file.path().text())
                .containsExactly("data/depth.csv");
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

    private AbstractThrowableAssert<?, IntegrityException.UnsupportedFile> assertRefused(boolean followLinks) {
        return assertThat(catchThrowableOfType(
                IntegrityException.UnsupportedFile.class, () -> DatasetScan.scan(soil.root(), followLinks)));
    }

    private void link(String path, Path target) throws Exception {
        Files.createDirectories(soil.at(path).getParent());
        Files.createSymbolicLink(soil.at(path), target);
    }
}
