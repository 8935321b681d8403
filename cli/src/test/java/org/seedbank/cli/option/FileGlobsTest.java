package org.seedbank.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seedbank.integrity.DatasetPath;
import picocli.CommandLine.TypeConversionException;

class FileGlobsTest {

    private static final GlobOptions.Globs.Pattern PATTERN = new GlobOptions.Globs.Pattern();

    @ParameterizedTest
    @CsvSource({
        "*.csv,       a.csv,         true",
        "*.csv,       north/a.csv,   true",
        "*.csv,       .csv,          true",
        "*.csv,       a.csv.gz,      false",
        "*.csv,       a.CSV,         false",
        "north/*,     north/a.csv,   true",
        "north/*,     north/1/a.csv, false",
        "north/**,    north/1/a.csv, true",
        "**/a.csv,    north/1/a.csv, true",
        "**/a.csv,    a.csv,         true",
        "north/**/a,  north/a,       true",
        "north,       north/a.csv,   false",
        "?.csv,       a.csv,         true",
        "[ab].csv,    c.csv,         false",
        "Größe.csv,   Größe.csv,     true"
    })
    void a_pattern_is_about_the_name_or_with_a_slash_about_the_whole_path(String glob, String path, boolean chosen) {
        GlobOptions.Globs globs = new GlobOptions.Globs(List.of(PATTERN.convert(glob)), List.of());

        assertThat(globs.test(new DatasetPath(path))).isEqualTo(chosen);
    }

    @Test
    void alternatives_stand_in_braces() {
        GlobOptions.Globs globs = new GlobOptions.Globs(List.of(PATTERN.convert("*.{csv,txt}")), List.of());

        assertThat(globs.test(new DatasetPath("a.txt"))).isTrue();
        assertThat(globs.test(new DatasetPath("a.xls"))).isFalse();
    }

    @Test
    void everything_is_chosen_without_a_pattern() {
        assertThat(new GlobOptions.Globs(List.of(), List.of()).test(new DatasetPath("a.csv")))
                .isTrue();
    }

    @Test
    void what_is_excluded_is_not_chosen_even_if_included() {
        GlobOptions.Globs globs =
                new GlobOptions.Globs(List.of(PATTERN.convert("*.csv")), List.of(PATTERN.convert("raw/**")));

        assertThat(globs.test(new DatasetPath("a.csv"))).isTrue();
        assertThat(globs.test(new DatasetPath("raw/a.csv"))).isFalse();
    }

    @Test
    void text_that_is_no_pattern_is_refused() {
        assertThatThrownBy(() -> PATTERN.convert("[a"))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage("'[a' is not a pattern");
    }
}
