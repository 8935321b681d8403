package org.seedbank.uploading.description;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seedbank.catalog.metadata.Description;

class DescriptionFormTest {

    private static final Description SOIL = Description.NONE
            .withTitle("Soil: \"two\" # stations")
            .withText("  Measured by hand.\n\n# Twice: {a} - b\n\tand again.")
            .withCreators(List.of("Digger, Ada", "- Club"))
            .withLicense("CC-BY-4.0")
            .withDoi("10.5281/zenodo.1234")
            .withKeywords(List.of("yes", "1.10"))
            .withVersion("1.10");

    @Test
    void shows_each_field_with_what_it_is_for() {
        assertThat(DescriptionForm.of(SOIL, "soil-2024")).isEqualTo("""
                # What a catalog is to say of "soil-2024".
                # Save and close the editor to go on. Lines that begin with '#' are not read; an empty field says nothing.
                # Saved as it is, or emptied, it changes nothing.

                # A short name; without one, the name of the folder or file.
                title: "Soil: \\"two\\" # stations"

                # What it is, in as many lines as you like, each behind two blanks.
                description: |2-
                    Measured by hand.

                  # Twice: {a} - b
                  \tand again.

                # Who made it, one a line; a person as 'Family, Given'.
                creators:
                  - "Digger, Ada"
                  - "- Club"

                # An SPDX license expression, such as CC-BY-4.0.
                license: "CC-BY-4.0"

                # Such as 10.5281/zenodo.1234.
                doi: "10.5281/zenodo.1234"

                # Words to find it by, one a line.
                keywords:
                  - "yes"
                  - "1.10"

                # The dataset's own version.
                version: "1.10"
                """);
    }

    @Test
    void says_the_same_when_it_is_read_again() throws Exception {
        Description odd =
                SOIL.withText("a\u0085b\u2028c\u202ed\ufeff\ud83c\udf31").withTitle("t\\n\u00e9 'x'");

        assertThat(parsed(DescriptionForm.of(SOIL, "s")))
                .isEqualTo(SOIL.withText(SOIL.text().get().strip()));
        assertThat(parsed(DescriptionForm.of(odd, "s\n\u0000x: y"))).isEqualTo(odd);
        assertThat(parsed(DescriptionForm.of(Description.NONE, "s"))).isEqualTo(Description.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# only\n# comments\n"})
    void an_emptied_form_says_nothing_of_anything(String form) throws Exception {
        assertThat(DescriptionForm.parse(form.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void what_a_person_types_need_not_be_quoted() throws Exception {
        assertThat(
                        parsed(
                                "title: Soil of two stations\nlicense: cc-by-4.0\ndoi: https://doi.org/10.5555/soil\nversion: 1.10\n"))
                .isEqualTo(Description.NONE
                        .withTitle("Soil of two stations")
                        .withLicense("CC-BY-4.0")
                        .withDoi("10.5555/soil")
                        .withVersion("1.10"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "titel: a | it has a field 'titel' that there is not",
                "title: [a] | field 'title' is not a text",
                "creators: a | field 'creators' is not a list",
                "creators: [[a]] | field 'creators' has a line that is not a text",
                "license: all mine | field 'license' is 'all mine', not an SPDX license expression",
                "just words | it has no fields",
                "title: a: b | it is not YAML at line 1"
            })
    void what_is_wrong_is_said(String form, String fault) {
        assertThatThrownBy(() -> parsed(form))
                .isInstanceOf(NotReadableException.class)
                .hasMessageStartingWith(fault);
    }

    private static Description parsed(String form) throws NotReadableException {
        return DescriptionForm.parse(form.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }
}
