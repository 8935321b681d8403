package org.seedbank.integrity.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NameFormsTest {

    private static final String COMPOSED = "Messgr\u00f6\u00dfen.csv";
    private static final String DECOMPOSED = "Messgro\u0308\u00dfen.csv";

    @TempDir
    Path root;

    private NameForms forms;

    @BeforeEach
    void search() {
        forms = new NameForms(root, any -> false);
    }

    private Path write(String path) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, path);
    }

    @Test
    void a_name_in_the_other_form_is_found_both_ways() throws Exception {
        assertThat(Normalizer.normalize(COMPOSED, Normalizer.Form.NFD)).isEqualTo(DECOMPOSED);
        Path decomposed = write("a/" + DECOMPOSED);
        Path composed = write("b/" + COMPOSED);

        assertThat(forms.find(root.resolve("a/" + COMPOSED))).contains(decomposed);
        assertThat(forms.find(root.resolve("b/" + DECOMPOSED))).contains(composed);
    }

    @Test
    void names_of_folders_above_count_too() throws Exception {
        Path file = write("Ho\u0308he/a.csv");

        assertThat(forms.find(root.resolve("H\u00f6he/a.csv"))).contains(file);
    }

    @Test
    void where_something_has_the_very_name_it_is_that() throws Exception {
        write(COMPOSED);
        write(DECOMPOSED);

        assertThat(forms.find(root.resolve(COMPOSED))).isEmpty();
        assertThat(forms.find(root.resolve(DECOMPOSED))).isEmpty();
    }

    @Test
    void what_belongs_to_another_file_is_not_found() throws Exception {
        Path file = write(DECOMPOSED);

        assertThat(new NameForms(root, file::equals).find(root.resolve(COMPOSED)))
                .isEmpty();
    }

    @Test
    void of_several_other_forms_none_is_chosen() throws Exception {
        // A with ring and dot below: composed, decomposed, and half of each.
        write("A\u0323\u030a");
        write("\u1ea0\u030a");

        assertThat(forms.find(root.resolve("\u00c5\u0323"))).isEmpty();
    }

    @Test
    void a_sign_whose_composed_form_is_a_plain_letter_is_that_letter() throws Exception {
        Path plain = write("a/273K.csv");
        Path kelvin = write("b/273\u212a.csv");

        assertThat(forms.find(root.resolve("a/273\u212a.csv"))).contains(plain);
        assertThat(forms.find(root.resolve("b/273K.csv"))).contains(kelvin);
    }

    @Test
    void letters_that_only_look_alike_are_others() throws Exception {
        write("\uff21.csv");

        assertThat(forms.find(root.resolve("A.csv"))).isEmpty();
    }

    @Test
    void links_to_folders_are_not_followed() throws Exception {
        Path elsewhere = Files.createDirectory(root.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve(DECOMPOSED), "");
        Path copy = Files.createDirectory(root.resolve("copy"));
        Files.createSymbolicLink(copy.resolve("link"), elsewhere);

        assertThat(new NameForms(copy, any -> false).find(copy.resolve("link/" + COMPOSED)))
                .isEmpty();
    }

    @Test
    void one_file_is_found_beside_its_place() throws Exception {
        Path file = write(DECOMPOSED);

        assertThat(NameForms.beside(root.resolve(COMPOSED))).contains(file);
        assertThat(NameForms.beside(file)).isEmpty();
    }

    @Test
    void those_to_whom_other_forms_are_other_files_find_nothing() throws Exception {
        write(DECOMPOSED);

        assertThat(NameForms.APART.find(root.resolve(COMPOSED))).isEmpty();
    }
}
