package org.seedbank.uploading.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*.csv | a.csv",
                "* | .hidden",
                "a?c | abc",
                "a?c | aéc",
                "[abc]x | bx",
                "[!abc]x | dx",
                "[^a-c]x | dx",
                "[a-c-]x | -x",
                "[]x]y | ]y",
                "[[:digit:]]* | 7up",
                "[\\]]x | ]x",
                "\\* | *",
                "raw/* | raw/a",
                "raw/** | raw/a/b",
                "**/a | a",
                "**/a | x/y/a",
                "a/**/b | a/b",
                "a/**/b | a/x/y/b"
            })
    void matches(String pattern, String text) {
        assertThat(Glob.compile(pattern, false).orElseThrow().matches(text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*.csv | a.csv.gz",
                "* | a/b",
                "a?c | a/c",
                "[!a]x | /x",
                "raw/* | raw/a/b",
                "raw/** | raw",
                "**/a | xa",
                "a/**/b | a/xb",
                "a**b | a/b",
                "[a-c]x | -x"
            })
    void does_not_match(String pattern, String text) {
        assertThat(Glob.compile(pattern, false).orElseThrow().matches(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[abc", "[", "[!", "[]", "[[:nonsense:]]", "[a-\\", "a\\"})
    void a_pattern_that_is_never_finished_matches_nothing(String pattern) {
        assertThat(Glob.compile(pattern, false)).isEmpty();
    }

    @Test
    void two_stars_cross_folders_anywhere_where_that_is_asked_for() {
        assertThat(Glob.compile("raw/**.csv", true).orElseThrow().matches("raw/a/b.csv"))
                .isTrue();
        assertThat(Glob.compile("raw/**.csv", false).orElseThrow().matches("raw/a/b.csv"))
                .isFalse();
    }

    @Test
    void a_malicious_pattern_takes_no_more_time_than_its_length_allows() {
        Glob glob = Glob.compile("*a".repeat(200) + "b", false).orElseThrow();

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertThat(glob.matches("a".repeat(250)))
                .isFalse());
    }
}
