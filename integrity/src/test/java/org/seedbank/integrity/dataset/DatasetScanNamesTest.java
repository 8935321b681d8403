package org.seedbank.integrity.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.Tree;

final class DatasetScanNamesTest {

    @TempDir
    Path temp;

    private Tree soil;

    @BeforeEach
    void emptyDataset() throws Exception {
        soil = new Tree(temp.toRealPath().resolve("soil")).withFolder("");
    }

    @Test
    void odd_names_are_kept_as_they_are() throws Exception {
        String longest = "ü".repeat(127) + "x";
        List.of("new\nline", "back\\slash", "-rf", " ", "*", "%s", "\u0007", longest)
                .forEach(name -> soil.with(name, "x"));

        Dataset dataset = DatasetScan.scan(soil.root(), false);

        assertThat(dataset.files())
                .extracting(file -> file.path().text())
                .containsExactly("\u0007", " ", "%s", "*", "-rf", "back\\slash", "new\nline", longest);
        assertThat(dataset.warnings()).isEmpty();
    }

    @Test
    void a_name_that_is_not_utf_8_is_refused() throws Exception {
        shell("printf x > \"$(printf 'caf\\351')\"");

        assertThatExceptionOfType(IntegrityException.UnusableName.class)
                .isThrownBy(() -> DatasetScan.scan(soil.root(), false))
                .withMessage(
                        "the name of '%s' cannot be published: its bytes are not UTF-8", soil.root() + "/caf\ufffd");
    }

    @Test
    void a_folder_whose_name_is_not_utf_8_is_refused() throws Exception {
        shell("mkdir \"$(printf '\\377')\" && printf x > \"$(printf '\\377')/a\"");

        assertThatExceptionOfType(IntegrityException.UnusableName.class)
                .isThrownBy(() -> DatasetScan.scan(soil.root(), false))
                .withMessage("the name of '%s' cannot be published: its bytes are not UTF-8", soil.root() + "/\ufffd");
    }

    @Test
    void names_that_differ_only_in_case_bring_a_warning() throws Exception {
        soil.with("README", "x").with("Readme", "x").with("data/a", "x").with("Data/b", "x");

        assertThat(DatasetScan.scan(soil.root(), false).warnings())
                .containsExactly(
                        "'README' and 'Readme' differ only in case: some systems cannot hold both",
                        "'Data' and 'data' differ only in case: some systems cannot hold both");
    }

    @Test
    void names_that_differ_only_in_unicode_form_bring_a_warning() throws Exception {
        soil.with("\u00fc", "x").with("u\u0308", "x");

        assertThat(DatasetScan.scan(soil.root(), false).warnings())
                .containsExactly("'u\u0308' and '\u00fc' differ only in Unicode form: some systems cannot hold both");
    }

    @Test
    void one_folder_of_many_files_is_no_clash() throws Exception {
        soil.with("Data/a", "x").with("Data/b", "x").with("Data/c/A", "x");

        assertThat(DatasetScan.scan(soil.root(), false).warnings()).isEmpty();
    }

    private void shell(String command) throws Exception {
        Process process = new ProcessBuilder("sh", "-c", command)
                .directory(soil.root().toFile())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
    }
}
