package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code seedbank verify} of a part of a dataset. */
@ExtendWith(Benches.class)
class VerifyPartsTest {

    @Test
    void members_are_files_and_folders_of_the_dataset(Bench bench) throws Exception {
        publishField(bench);
        bench.write("field/notes.txt", "extra, and not asked for");
        bench.write("field/raw/notes.txt", "extra");

        Outcome verify = bench.run("verify", "1", "BENCH/field", "raw/ph.csv", "./raw/");

        assertThat(verify.out()).isEqualTo("""
            extra         raw/notes.txt
            all 3 files intact, 1 left out (9 B in SECONDS, by pieces and file digests)
            """);
        assertThat(verify.exitCode()).isZero();
    }

    @Test
    void a_member_that_is_unknown_is_an_error(Bench bench) throws Exception {
        publishField(bench);

        Outcome unknown = bench.run("verify", "1", "BENCH/field", "raw/moisture.csv");
        Outcome outside = bench.run("verify", "1", "BENCH/field", "../field");

        assertThat(unknown.err()).isEqualTo("""
            seedbank: error: 'field' has no file or folder 'raw/moisture.csv'
            seedbank: hint: see its files with show --json; their paths begin below the dataset's own folder
            """);
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(outside.err()).isEqualTo("""
            seedbank: error: '../field' is not a path inside a dataset
            seedbank: hint: see 'seedbank verify --help'
            """);
        assertThat(outside.exitCode()).isEqualTo(2);
    }

    @Test
    void patterns_choose_as_they_do_for_get(Bench bench) throws Exception {
        publishField(bench);
        bench.write("field/raw/log.txt", "damaged, and left out");

        Outcome verify = bench.run("verify", "1", "BENCH/field", "--include", "*.csv", "--exclude", "raw/ph*");
        Outcome none = bench.run("verify", "1", "BENCH/field", "--include", "*.ods");

        assertThat(verify.out())
                .isEqualTo("all 2 files intact, 2 left out (5 B in SECONDS, by pieces and file digests)\n");
        assertThat(none.err()).isEqualTo("""
            seedbank: error: no file of 'field' was chosen
            seedbank: hint: see its files with show --json, and check patterns and members
            """);
        assertThat(none.exitCode()).isEqualTo(2);
    }

    @Test
    void files_that_are_not_there_can_be_left_out(Bench bench) throws Exception {
        publishField(bench);
        Files.delete(bench.path("field/ph.csv"));
        Files.delete(bench.path("field/raw/log.txt"));

        Outcome verify = bench.run("verify", "1", "BENCH/field", "--ignore-missing");

        assertThat(verify.out())
                .isEqualTo("all 2 files intact, 2 left out (7 B in SECONDS, by pieces and file digests)\n");
        assertThat(verify.exitCode()).isZero();
    }

    @Test
    void a_file_or_folder_of_the_dataset_is_known_by_its_path(Bench bench) throws Exception {
        publishField(bench);
        bench.write("field/raw/ph.csv", "434\n");

        assertThat(bench.run("verify", "1", "BENCH/field/raw/ph.csv").out()).isEqualTo("""
            damaged       raw/ph.csv  (bytes 0-3)
            the file is damaged, 3 left out (4 B in SECONDS, by pieces and file digests)
            """);
        assertThat(bench.run("verify", "1", "BENCH/field/raw").out()).isEqualTo("""
            damaged       raw/ph.csv  (bytes 0-3)
            1 of 3 files is damaged, 1 left out (9 B in SECONDS, by pieces and file digests)
            """);
    }

    @Test
    void a_file_that_can_be_several_has_to_be_named(Bench bench) throws Exception {
        publishField(bench);
        bench.write("ph.csv", "333\n");

        Outcome unclear = bench.run("verify", "1", "BENCH/ph.csv");
        Outcome named = bench.run("verify", "1", "BENCH/ph.csv", "raw/ph.csv");

        assertThat(unclear.err()).isEqualTo("""
            seedbank: error: 'BENCH/ph.csv' can be 'ph.csv' as well as 'raw/ph.csv'
            seedbank: hint: name the file or folder of the dataset that it should be, behind the path
            """);
        assertThat(unclear.exitCode()).isEqualTo(2);
        assertThat(named.out())
                .isEqualTo("the file is intact, 3 left out (4 B in SECONDS, by pieces and file digests)\n");
    }

    private static void publishField(Bench bench) throws Exception {
        bench.write("field/ph.csv", "1\n");
        bench.write("field/raw/depth.csv", "22\n");
        bench.write("field/raw/log.txt", "7\n");
        bench.write("field/raw/ph.csv", "333\n");
        bench.publish("BENCH/field").interrupt();
    }
}
