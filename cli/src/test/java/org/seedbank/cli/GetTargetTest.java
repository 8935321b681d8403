package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code seedbank get}: what the place that receives a dataset may hold already. */
@ExtendWith(Benches.class)
class GetTargetTest {

    private static final String FETCHED = "fetched 'BENCH/copy/soil-2024'\n";

    @Test
    void other_files_stay_as_they_were(Bench bench) throws Exception {
        seedSoil(bench);
        bench.write("copy/thesis.txt", "mine");
        bench.write("copy/soil-2024/notes/todo.txt", "mine too");

        Outcome get = bench.run("get", "--foreground", "1", "-d", "BENCH/copy");

        assertThat(get.out()).isEqualTo(FETCHED + "extra         notes/todo.txt\n" + Soil.INTACT);
        assertThat(bench.files("copy"))
                .isEqualTo(Map.of(
                        "thesis.txt",
                        "mine",
                        "soil-2024/notes/todo.txt",
                        "mine too",
                        "soil-2024/depth.csv",
                        Soil.DEPTH,
                        "soil-2024/ph.csv",
                        Soil.PH));
    }

    @Test
    void an_intact_copy_is_not_written_again(Bench bench) throws Exception {
        seedSoil(bench);
        bench.run("get", "--foreground", "1", "-d", "BENCH/copy");
        Path file = bench.path("copy/soil-2024/ph.csv");
        Object before = Files.readAttributes(file, "unix:ino,lastModifiedTime,ctime");

        Outcome get = bench.run("get", "--foreground", "1", "-d", "BENCH/copy");

        assertThat(get.out()).isEqualTo(FETCHED + Soil.INTACT);
        assertThat(Files.readAttributes(file, "unix:ino,lastModifiedTime,ctime"))
                .isEqualTo(before);
    }

    @Test
    void an_intact_copy_needs_nobody_who_has_it(Bench bench) throws Exception {
        seedSoil(bench).interrupt();
        Soil.writeTo(bench, "copy/soil-2024");

        Outcome get = bench.run("get", "--foreground", "1", "-d", "BENCH/copy", "--timeout", "1");

        assertThat(get.out()).isEqualTo(FETCHED + Soil.INTACT);
        assertThat(get.exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "station", "station,pH\nA,6.5\nB,7.1\n", "station,ph\nA,6.5\nB,7.1\nC,5.9\n"})
    void an_earlier_copy_that_is_empty_or_short_or_damaged_or_long_is_mended(String found, Bench bench)
            throws Exception {
        seedSoil(bench);
        bench.write("copy/soil-2024/depth.csv", Soil.DEPTH);
        bench.write("copy/soil-2024/ph.csv", found);

        Outcome get = bench.run("get", "--foreground", "1", "-d", "BENCH/copy");

        assertThat(get.out()).isEqualTo(FETCHED + Soil.INTACT);
        assertThat(get.err()).isEmpty();
        assertThat(bench.files("copy/soil-2024")).isEqualTo(Soil.files());
    }

    @Test
    void a_copy_that_was_damaged_after_an_earlier_fetch_is_mended(Bench bench) throws Exception {
        seedSoil(bench);
        bench.run("get", "--foreground", "1", "-d", "BENCH/copy");
        bench.write("copy/soil-2024/ph.csv", Soil.PH.replace('5', '6'));

        Outcome get = bench.run("get", "--foreground", "1", "-d", "BENCH/copy");

        assertThat(get.out()).isEqualTo(FETCHED + Soil.INTACT);
        assertThat(bench.files("copy/soil-2024")).isEqualTo(Soil.files());
    }

    @Test
    void a_file_where_the_datasets_folder_should_be_is_left_alone(Bench bench) throws Exception {
        seedSoil(bench);
        bench.write("copy/soil-2024", "mine");

        assertRefused(bench, "'BENCH/copy/soil-2024' is a file, and the dataset needs that place");
        assertThat(bench.files("copy")).isEqualTo(Map.of("soil-2024", "mine"));
    }

    @Test
    void a_folder_where_a_file_should_be_is_left_alone(Bench bench) throws Exception {
        seedSoil(bench);
        bench.write("copy/soil-2024/ph.csv/mine.txt", "mine");

        assertRefused(bench, "'BENCH/copy/soil-2024/ph.csv' is a folder, and the dataset needs that place");
        assertThat(bench.files("copy")).isEqualTo(Map.of("soil-2024/ph.csv/mine.txt", "mine"));
    }

    @Test
    void a_link_out_of_the_target_in_the_place_of_the_folder_is_not_followed(Bench bench) throws Exception {
        seedSoil(bench);
        bench.write("outside/mine.txt", "mine");
        link(bench, "copy/soil-2024", "outside");

        assertRefused(bench, "'BENCH/copy/soil-2024' is a symbolic link, and the dataset needs that place");
        assertThat(bench.files("outside")).isEqualTo(Map.of("mine.txt", "mine"));
    }

    @Test
    void a_link_out_of_the_target_in_the_place_of_a_file_is_not_followed(Bench bench) throws Exception {
        seedSoil(bench);
        bench.write("outside/mine.txt", "mine");
        link(bench, "copy/soil-2024/ph.csv", "outside/mine.txt");

        assertRefused(bench, "'BENCH/copy/soil-2024/ph.csv' is a symbolic link, and the dataset needs that place");
        assertThat(bench.files("outside")).isEqualTo(Map.of("mine.txt", "mine"));
    }

    @Test
    void a_link_to_nothing_is_not_followed(Bench bench) throws Exception {
        seedSoil(bench);
        link(bench, "copy/soil-2024/ph.csv", "outside.txt");

        assertRefused(bench, "'BENCH/copy/soil-2024/ph.csv' is a symbolic link, and the dataset needs that place");
        assertThat(bench.path("outside.txt")).doesNotExist();
    }

    @Test
    void a_link_deep_inside_the_target_is_not_followed(Bench bench) throws Exception {
        bench.write("field/north/1/ph.csv", "6\n");
        bench.publish("BENCH/field");
        bench.write("outside/mine.txt", "mine");
        link(bench, "copy/field/north", "outside");

        assertRefused(bench, "'BENCH/copy/field/north' is a symbolic link, and the dataset needs that place");
        assertThat(bench.files("outside")).isEqualTo(Map.of("mine.txt", "mine"));
    }

    @Test
    void a_pipe_in_the_place_of_a_file_is_refused(Bench bench) throws Exception {
        seedSoil(bench);
        Files.createDirectories(bench.path("copy/soil-2024"));
        assertThat(new ProcessBuilder(
                                "mkfifo", bench.path("copy/soil-2024/ph.csv").toString())
                        .start()
                        .waitFor())
                .isZero();

        assertRefused(
                bench, "'BENCH/copy/soil-2024/ph.csv' is a pipe, socket or device, and the dataset needs that place");
    }

    @Test
    void a_file_in_the_place_of_the_target_folder_is_an_error(Bench bench) throws Exception {
        seedSoil(bench);
        bench.write("copy", "mine");

        Outcome get = bench.run("get", "--foreground", "1", "-d", "BENCH/copy");

        assertThat(get.err()).isEqualTo("""
            seedbank: error: cannot write 'BENCH/copy': it is not a folder
            seedbank: hint: check that you may write there, or choose another folder with -d
            """);
        assertThat(get.exitCode()).isEqualTo(1);
        assertThat(bench.path("copy")).hasContent("mine");
    }

    @Test
    void the_target_folder_itself_may_be_a_link(Bench bench) throws Exception {
        seedSoil(bench);
        Files.createDirectory(bench.path("big-disk"));
        link(bench, "copy", "big-disk");

        Outcome get = bench.run("get", "--foreground", "1", "-d", "BENCH/copy");

        assertThat(get.exitCode()).isZero();
        assertThat(bench.files("big-disk/soil-2024")).isEqualTo(Soil.files());
    }

    @Test
    void two_fetches_into_one_place_do_not_mix(Bench bench) throws Exception {
        seedSoil(bench).interrupt();
        Running first = bench.startOnTerminal("get", "--foreground", "1", "-d", "BENCH/copy");
        first.awaitErr("fetching");
        Files.createSymbolicLink(bench.path("same"), bench.path("copy"));

        Outcome second = bench.run("get", "--foreground", "1", "-d", "BENCH/same");

        assertThat(second.err()).isEqualTo("""
            seedbank: error: another seedbank is fetching into 'BENCH/copy/soil-2024'
            seedbank: hint: wait until it has finished
            """);
        assertThat(second.exitCode()).isEqualTo(1);
    }

    private static void assertRefused(Bench bench, String error) throws Exception {
        Outcome get = bench.run("get", "--foreground", "1", "-d", "BENCH/copy");

        assertThat(get.out()).isEmpty();
        assertThat(get.err()).isEqualTo("""
            seedbank: error: %s
            seedbank: hint: move it away, or choose another folder with -d
            """.formatted(error));
        assertThat(get.exitCode()).isEqualTo(1);
    }

    private static void link(Bench bench, String link, String target) throws IOException {
        Files.createDirectories(bench.path(link).getParent());
        Files.createSymbolicLink(bench.path(link), bench.path(target));
    }

    private static Running seedSoil(Bench bench) throws Exception {
        Soil.write(bench);
        return bench.publish("BENCH/soil-2024");
    }
}
