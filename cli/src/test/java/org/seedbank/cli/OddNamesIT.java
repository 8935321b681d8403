package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seedbank.integrity.torrent.TorrentFormat;

/** File names that other programs stumble over, from one process to another. */
@EnabledOnOs(OS.LINUX)
class OddNamesIT {

    private static final List<String> NAMES = List.of(
            "line\nbreak",
            "carriage\rreturn",
            "back\\slash",
            "tab\tstop",
            " blanks ",
            "-rf",
            "~",
            "$HOME",
            "'quotes\"",
            "*?[glob]",
            "..hidden",
            "a:b|c<d>e",
            "CON",
            "dot.",
            "bell\u0007",
            "\u202eright-to-left",
            "Größe",
            "土壌/東京.csv",
            "🌱",
            "Case",
            "case",
            "nfc-\u00e9",
            "nfc-e\u0301",
            "x".repeat(255),
            "ü".repeat(127));

    @TempDir
    Path folder;

    private ProcessBench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new ProcessBench(folder);
        for (String name : NAMES) {
            bench.files().write("odd/" + name, "content of " + name);
        }
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    @ParameterizedTest
    @EnumSource(TorrentFormat.class)
    void are_published_fetched_and_verified_byte_for_byte(TorrentFormat format) throws Exception {
        SortedMap<String, String> published = bench.files().files("odd");
        bench.publish("BENCH/odd", "--format", format.name());

        Outcome get = bench.run("get", "--foreground", "1", "-d", "BENCH/copy");

        assertThat(get.out()).startsWith("fetched 'BENCH/copy/odd'\nall 25 files intact (");
        assertThat(get.exitCode()).isZero();
        assertThat(bench.files().files("copy/odd")).isEqualTo(published);
    }

    @Test
    void are_warned_of_where_other_systems_cannot_hold_both() throws Exception {
        assertThat(bench.run("publish", "--dry-run", "BENCH/odd").err()).isEqualTo("""
            seedbank: warning: 'Case' and 'case' differ only in case: some systems cannot hold both
            seedbank: warning: 'nfc-e\u0301' and 'nfc-\u00e9' differ only in Unicode form: some systems cannot hold both
            seedbank: dry run: nothing was seeded or listed
            """);
    }

    @Test
    void may_be_the_name_of_the_dataset_itself() throws Exception {
        bench.files().write("new\nline \\ and \u202e/a.txt", "1");
        bench.publish("BENCH/new\nline \\ and \u202e");

        Outcome get = bench.run("get", "--foreground", "1", "-d", "BENCH/copy");

        assertThat(get.out()).startsWith("fetched 'BENCH/copy/new\\u{a}line \\ and \\u{202e}'\n");
        assertThat(bench.files().files("copy")).isEqualTo(Map.of("new\nline \\ and \u202e/a.txt", "1"));
    }

    @Test
    void whose_bytes_are_not_utf_8_are_refused_by_name() throws Exception {
        assertThat(new ProcessBuilder("sh", "-c", "printf 1 > \"$1/$(printf 'latin-\\351')\"", "sh", folder + "/odd")
                        .start()
                        .waitFor())
                .isZero();

        Outcome publish = bench.run("publish", "--dry-run", "BENCH/odd");

        assertThat(publish.err()).isEqualTo("""
            seedbank: error: the name of 'BENCH/odd/latin-\ufffd' cannot be published: its bytes are not UTF-8
            seedbank: hint: rename it
            """);
        assertThat(publish.exitCode()).isEqualTo(1);
    }
}
