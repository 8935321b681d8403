package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.seedbank.node.FakeView;
import org.seedbank.swarm.Network;

/** {@code seedbank cat}: one file of a dataset, in order, and only what was published. */
@ExtendWith(Benches.class)
class CatTest {

    private static List<String> leftovers() throws Exception {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.map(each -> each.getFileName().toString())
                    .filter(name -> name.startsWith("seedbank-cat"))
                    .toList();
        }
    }

    @Test
    void a_file_of_the_swarm_is_printed_and_nothing_stays(Bench bench) throws Exception {
        Soil.write(bench);
        bench.publish("BENCH/soil-2024");
        List<String> before = leftovers();

        Outcome cat = bench.run("cat", "1", "ph.csv");

        assertThat(cat).isEqualTo(new Outcome(0, Soil.PH, ""));
        assertThat(leftovers()).isEqualTo(before);
        assertThat(bench.run("cat", "1", "./depth.csv").out()).isEqualTo(Soil.DEPTH);
    }

    /** Of 9 MiB in hybrid pieces, so that more than one window of pieces is fetched. */
    @Test
    void a_large_file_comes_in_order(Bench bench) throws Exception {
        byte[] digits = new byte[9 << 20];
        Random random = new Random(17);
        for (int i = 0; i < digits.length; i++) {
            digits[i] = (byte) ('0' + random.nextInt(10));
        }
        Files.createDirectories(bench.path("digits"));
        Files.write(bench.path("digits/a.txt"), digits);
        bench.write("digits/b.txt", "b");
        bench.publish("BENCH/digits", "--piece-length", "256K");

        Outcome cat = bench.run("cat", "1", "a.txt");

        assertThat(cat.exitCode()).isZero();
        assertThat(cat.out()).isEqualTo(Files.readString(bench.path("digits/a.txt")));
    }

    @Test
    void what_the_node_has_is_read_there_without_a_swarm(Bench bench) throws Exception {
        Soil.write(bench);
        bench.nodes().run(Network.LOCAL);
        bench.run("publish", "BENCH/soil-2024");

        assertThat(bench.run("cat", "1", "ph.csv")).isEqualTo(new Outcome(0, Soil.PH, ""));
        Files.delete(bench.path("soil-2024/depth.csv"));
        assertThat(bench.run("cat", "1", "ph.csv").out())
                .as("the piece is also of a file that is gone, and the digest tells")
                .isEqualTo(Soil.PH);
    }

    @Test
    void bytes_that_are_not_what_was_published_are_not_printed(Bench bench) throws Exception {
        Soil.write(bench);
        bench.nodes().run(Network.LOCAL);
        bench.run("publish", "BENCH/soil-2024");
        bench.nodes().node().change("soil-2024", FakeView::seeding);
        bench.write("soil-2024/ph.csv", Soil.PH.replace('5', '6'));

        Outcome cat = bench.run("cat", "1", "ph.csv", "--timeout", "1");

        assertThat(cat.out()).isEmpty();
        assertThat(cat.err())
                .contains("lacks some of that file, or has it damaged: the rest is fetched")
                .contains("only processes on this machine were asked; --public reaches others")
                .endsWith("hint: try again when somebody seeds it\n");
        assertThat(cat.exitCode()).isEqualTo(6);
    }

    @Test
    void a_file_that_is_not_there_is_told_with_the_nearest(Bench bench) throws Exception {
        bench.write("field/raw/depth.csv", "1");
        bench.write("field/ph.csv", "2");
        bench.publish("BENCH/field").interrupt();

        assertThat(bench.run("cat", "1", "depth.csv")).isEqualTo(new Outcome(2, "", """
            seedbank: error: 'field' has no file or folder 'depth.csv'
            seedbank: hint: did you mean 'raw/depth.csv'?
            """));
        assertThat(bench.run("cat", "1", "raw").err()).isEqualTo("""
            seedbank: error: 'raw' is a folder of 'field'
            seedbank: hint: name one of its files
            """);
        assertThat(bench.run("cat", "1").err()).isEqualTo("""
            seedbank: error: 'field' has 2 files: say which one
            seedbank: hint: 'seedbank show 1' lists them
            """);
    }

    @Test
    void a_file_that_could_drive_a_terminal_is_not_sent_to_one(Bench bench) throws Exception {
        bench.write("beep.txt", "a\u001b[31m");
        bench.nodes().run(Network.LOCAL);
        bench.run("publish", "BENCH/beep.txt");

        Outcome cat = bench.startOnTerminal("cat", "1").end();

        assertThat(cat.out()).isEmpty();
        assertThat(cat.exitCode()).isEqualTo(1);
        assertThat(bench.run("cat", "1").out()).isEqualTo("a\u001b[31m");
    }

    @Test
    void get_takes_files_of_the_dataset_behind_it(Bench bench) throws Exception {
        bench.write("field/raw/depth.csv", "1");
        bench.write("field/raw/notes.txt", "2");
        bench.write("field/ph.csv", "3");
        bench.publish("BENCH/field");

        assertThat(bench.run("get", "--foreground", "1", "raw/", "-d", "BENCH/raw")
                        .exitCode())
                .isZero();
        assertThat(bench.files("raw")).containsOnlyKeys("field/raw/depth.csv", "field/raw/notes.txt");
        bench.run("get", "--foreground", "1", "ph.csv", "raw/*.csv", "--as", "some", "-d", "BENCH");
        assertThat(bench.files("some")).containsOnlyKeys("ph.csv", "raw/depth.csv");
        assertThat(bench.run("get", "--foreground", "1", "ph.csv", "nothing.csv", "-d", "BENCH/no"))
                .isEqualTo(new Outcome(2, "", """
            seedbank: error: 'field' has no file or folder 'nothing.csv'
            seedbank: hint: see its files with show --json; their paths begin below the dataset's own folder
            """));
        assertThat(bench.run("get", "1", "ph.cvs", "-d", "BENCH/no"))
                .as("neither a file nor a dataset that anybody knows")
                .isEqualTo(new Outcome(2, "", """
            seedbank: error: 'field' has no file or folder 'ph.cvs', and no dataset is called so
            seedbank: hint: did you mean 'ph.csv'?
            """));
        assertThat(bench.run("get", "1", "../field", "-d", "BENCH/no").err()).isEqualTo("""
            seedbank: error: 'field' has no file or folder '../field', and no dataset is called so
            seedbank: hint: see its files with show --json; their paths begin below the dataset's own folder
            """);
    }

    @Test
    void a_dry_run_says_what_would_come_and_changes_nothing(Bench bench) throws Exception {
        Soil.write(bench);
        bench.publish("BENCH/soil-2024", "--tracker", "udp://tracker.example.org:80")
                .interrupt();
        bench.write("copy/soil-2024/ph.csv", Soil.PH);

        Outcome dry = bench.run("get", "1", "-d", "BENCH/copy", "--dry-run");

        assertThat(dry.out().replaceAll("room .* free", "room     MUCH free")).isEqualTo("""
            'soil-2024' (local/1): 2 files, 47 B
              to       'BENCH/copy/soil-2024'
              there    1 file of the right length, 23 B, to be read first
              to come  24 B
              room     MUCH free: enough
              from     tracker udp://tracker.example.org:80
            """);
        assertThat(dry.err()).isEqualTo("seedbank: nothing was fetched, and nothing was changed\n");
        assertThat(dry.exitCode()).isZero();
        assertThat(bench.files("copy")).containsOnlyKeys("soil-2024/ph.csv");
        bench.run("get", "1", "-d", "BENCH/none", "--dry-run");
        assertThat(bench.path("none")).doesNotExist();
    }

    @Test
    void a_dry_run_is_refused_as_the_fetch_would_be(Bench bench) throws Exception {
        Soil.write(bench);
        bench.nodes().run(Network.LOCAL);
        bench.run("publish", "BENCH/soil-2024");

        Outcome dry = bench.run("get", "1", "-d", "BENCH/copy", "--dry-run");

        assertThat(dry).isEqualTo(bench.run("get", "1", "-d", "BENCH/copy"));
        assertThat(dry.err()).startsWith("seedbank: error: the node has 'soil-2024' already, at 'BENCH/soil-2024'\n");
        assertThat(dry.exitCode()).isEqualTo(1);
    }
}
