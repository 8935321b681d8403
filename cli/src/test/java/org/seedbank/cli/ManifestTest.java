package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code seedbank manifest} and {@code seedbank verify --manifest}. */
@ExtendWith(Benches.class)
class ManifestTest {

    private static final String LIST = """
            %s  depth.csv
            %s  ph.csv
            """.formatted(Soil.DEPTH_SHA256, Soil.PH_SHA256);

    private static final String INTACT = "all 2 files intact (47 B in SECONDS, by sha256sum digests)\n";

    @BeforeEach
    void soil(Bench bench) throws Exception {
        Soil.write(bench);
    }

    @Test
    void is_what_sha256sum_prints(Bench bench) throws Exception {
        Outcome manifest = bench.run("manifest", "BENCH/soil-2024");

        assertThat(manifest.out()).isEqualTo(LIST);
        assertThat(manifest.err()).isEmpty();
        assertThat(manifest.exitCode()).isZero();
    }

    @Test
    void a_file_in_the_folder_itself_is_not_listed_when_it_is_written_again(Bench bench) throws Exception {
        Outcome first = bench.run("manifest", "BENCH/soil-2024", "-o", "BENCH/soil-2024/SHA256SUMS");
        bench.run("manifest", "BENCH/soil-2024", "--output", "BENCH/soil-2024/SHA256SUMS");

        assertThat(first.out()).isEmpty();
        assertThat(Files.readString(bench.path("soil-2024/SHA256SUMS"))).isEqualTo(LIST);
        assertThat(bench.run("verify", "--manifest", "BENCH/soil-2024/SHA256SUMS", "BENCH/soil-2024")
                        .out())
                .isEqualTo(INTACT);
    }

    @Test
    void what_a_system_left_in_the_folder_is_listed_with_a_warning(Bench bench) throws Exception {
        bench.write("soil-2024/.DS_Store", "");

        Outcome manifest = bench.run("manifest", "BENCH/soil-2024");

        assertThat(manifest.out()).contains("  .DS_Store\n");
        assertThat(manifest.err())
                .isEqualTo(
                        "seedbank: warning: 1 file of version control, caches or litter would be listed too ('.DS_Store')\n");
    }

    @Test
    void other_formats(Bench bench) throws Exception {
        assertThat(bench.run("manifest", "BENCH/soil-2024/ph.csv", "--format", "bagit")
                        .out())
                .isEqualTo(Soil.PH_SHA256 + "  data/ph.csv\n");
        assertThat(bench.run("manifest", "BENCH/soil-2024", "--format", "hashdeep")
                        .out())
                .startsWith("%%%% HASHDEEP-1.0\n%%%% size,md5,sha256,filename\n## Invoked from: BENCH/soil-2024\n")
                .endsWith("," + Soil.PH_SHA256 + ",./ph.csv\n");
    }

    @Test
    void a_person_is_shown_no_control_characters_and_a_pipe_gets_them(Bench bench) throws Exception {
        bench.write("odd/bell\u0007", "");

        assertThat(bench.run("manifest", "BENCH/odd").out()).endsWith("  bell\u0007\n");
        assertThat(bench.startOnTerminal("manifest", "BENCH/odd").end().out()).endsWith("  bell\\u{7}\n");
    }

    @Test
    void verify_names_what_differs_from_a_list_and_exits_3(Bench bench) throws Exception {
        bench.write("SHA256SUMS", LIST.replace("  ", " *") + "\\" + Soil.PH_SHA256 + "  gone\\n\n");
        bench.write("soil-2024/depth.csv", "other");
        bench.write("soil-2024/notes.txt", "");

        Outcome verify = bench.run("verify", "--manifest", "BENCH/SHA256SUMS", "BENCH/soil-2024");

        assertThat(verify.out()).isEqualTo("""
            damaged       depth.csv
            missing       gone\\u{a}
            extra         notes.txt
            2 of 3 files are damaged (28 B in SECONDS, by sha256sum digests)
            """);
        assertThat(verify.err()).isEmpty();
        assertThat(verify.exitCode()).isEqualTo(3);
    }

    @Test
    void verify_tells_what_it_cannot_compare(Bench bench) throws Exception {
        bench.write(
                "list", "%%%% HASHDEEP-1.0\n%%%% size,tiger,sha256,filename\n23,00," + Soil.PH_SHA256 + ",ph.csv\n");

        Outcome verify = bench.run("verify", "--manifest", "BENCH/list", "BENCH/soil-2024/ph.csv");

        assertThat(verify.out()).isEqualTo("the file is intact (23 B in SECONDS, by hashdeep digests)\n");
        assertThat(verify.err()).isEqualTo("seedbank: warning: the digests of 'tiger' are not compared\n");
    }

    @Test
    void verify_refuses_a_list_with_a_bad_line(Bench bench) throws Exception {
        bench.write("list", LIST + Soil.PH_SHA256 + "  ../ph.csv\n");

        Outcome verify = bench.run("verify", "--manifest", "BENCH/list", "BENCH/soil-2024");

        assertThat(verify.err()).isEqualTo("""
            seedbank: error: 'BENCH/list' is not a usable list: line 3: the path '../ph.csv' has a name '..'
            seedbank: hint: get the list again from whoever made it
            """);
        assertThat(verify.out()).isEmpty();
        assertThat(verify.exitCode()).isEqualTo(1);
    }

    @Test
    void verify_takes_a_list_or_a_torrent_and_not_both(Bench bench) throws Exception {
        Outcome verify = bench.run("verify", "--manifest", "BENCH/list", "1", "BENCH/soil-2024");

        assertThat(verify.err()).isEqualTo("""
            seedbank: error: --manifest stands in place of TORRENT-or-REF: name only a PATH
            seedbank: hint: see 'seedbank verify --help'
            """);
        assertThat(verify.exitCode()).isEqualTo(2);
    }

    @Test
    void verify_finds_what_kind_of_digest_a_list_has(Bench bench) throws Exception {
        bench.write("soil/a", "abc");
        bench.write("list", "6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85  a\n");

        Outcome verify = bench.run("verify", "--manifest", "BENCH/list", "BENCH/soil");

        assertThat(verify.out()).isEqualTo("the file is intact (3 B in SECONDS, by b3sum digests)\n");
        assertThat(verify.err())
                .isEqualTo("seedbank: warning: 'list' does not tell that its digests are blake3, but its files do\n");
    }

    @Test
    void verify_calls_nothing_damaged_by_a_list_of_unknown_kind(Bench bench) throws Exception {
        bench.write("soil/a", "abc");
        bench.write("list", "0".repeat(64) + "  a\n");

        Outcome verify = bench.run("verify", "--manifest", "BENCH/list", "BENCH/soil");

        assertThat(verify.out()).isEmpty();
        assertThat(verify.err())
                .startsWith("seedbank: error: 'BENCH/list' is not a usable list: the file does not match; it may be of"
                        + " another kind of digest than sha256\n");
        assertThat(verify.exitCode()).isEqualTo(1);
        bench.write("list.sha256", "0".repeat(64) + "  a\n");
        assertThat(bench.run("verify", "--manifest", "BENCH/list.sha256", "BENCH/soil")
                        .exitCode())
                .as("told by its name")
                .isEqualTo(3);
    }
}
