package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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

    private static final String IN_THE_WAY = """
            seedbank: error: 'BENCH/copy/soil-2024' holds 1 file that is not what was published: 'ph.csv'
            seedbank: hint: nothing was touched; choose another folder with -d or another name with --as, keep what is right\
             with --adopt, or have them replaced with --overwrite
            """;

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

        Outcome get = bench.run("get", "--foreground", "1", "-d", "BENCH/copy", "--timeout", "60");

        assertThat(get.out()).isEqualTo(FETCHED + Soil.INTACT);
        assertThat(get.exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "station", "station,pH\nA,6.5\nB,7.1\n", "station,ph\nA,6.5\nB,7.1\nC,5.9\n"})
    void a_file_of_somebody_else_that_is_not_the_datasets_is_in_the_way_and_not_touched(String found, Bench bench)
            throws Exception {
        seedSoil(bench);
        bench.write("copy/soil-2024/depth.csv", Soil.DEPTH);
        bench.write("copy/soil-2024/ph.csv", found);

        Outcome get = bench.run("get", "--foreground", "1", "-d", "BENCH/copy");

        assertThat(get.out()).isEmpty();
        assertThat(get.err()).isEqualTo(IN_THE_WAY);
        assertThat(get.exitCode()).isEqualTo(1);
        assertThat(bench.files("copy")).isEqualTo(Map.of("soil-2024/depth.csv", Soil.DEPTH, "soil-2024/ph.csv", found));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "station", "station,pH\nA,6.5\nB,7.1\n", "station,ph\nA,6.5\nB,7.1\nC,5.9\n"})
    void what_somebody_wrote_into_an_earlier_fetch_is_kept_beside_what_was_published(String mine, Bench bench)
            throws Exception {
        seedSoil(bench);
        bench.run("get", "--foreground", "1", "-d", "BENCH/copy");
        bench.write("copy/soil-2024/ph.csv", mine);
        Files.delete(bench.path("copy/soil-2024/depth.csv"));

        Outcome get = bench.run("get", "--foreground", "1", "-d", "BENCH/copy");

        Map<String, String> files = bench.files("copy/soil-2024");
        String kept = files.keySet().stream()
                .filter(name -> name.matches("ph\\.csv\\.changed-\\d{8}T\\d{6}Z"))
                .findAny()
                .orElseThrow();
        assertThat(files).isEqualTo(Map.of("depth.csv", Soil.DEPTH, "ph.csv", Soil.PH, kept, mine));
        assertThat(get.out()).isEqualTo(FETCHED + "extra         " + kept + "\n" + Soil.INTACT);
        assertThat(get.err())
                .isEqualTo(
                        "seedbank: warning: a file that was not what was published is kept beside what took its place,"
                                + " as '%s'\n".formatted(kept));
        assertThat(get.exitCode()).isZero();
    }

    @Test
    void a_file_that_an_earlier_fetch_left_out_is_somebodys_and_in_the_way_when_everything_is_asked_for(Bench bench)
            throws Exception {
        seedSoil(bench);
        bench.run("get", "--foreground", "1", "-d", "BENCH/copy", "--include", "ph.csv");
        bench.write("copy/soil-2024/depth.csv", "mine");

        Outcome get = bench.run("get", "--foreground", "1", "-d", "BENCH/copy");

        assertThat(get.err()).contains("holds 1 file that is not what was published: 'depth.csv'");
        assertThat(get.exitCode()).isEqualTo(1);
        assertThat(bench.files("copy/soil-2024")).isEqualTo(Map.of("ph.csv", Soil.PH, "depth.csv", "mine"));
    }

    @Test
    void what_somebody_wrote_into_an_earlier_fetch_is_replaced_when_a_person_says_so(Bench bench) throws Exception {
        seedSoil(bench);
        bench.run("get", "--foreground", "1", "-d", "BENCH/copy");
        bench.write("copy/soil-2024/ph.csv", "station");

        Outcome get = bench.run("get", "--foreground", "1", "-d", "BENCH/copy", "--overwrite");

        assertThat(get.err()).isEmpty();
        assertThat(get.out()).isEqualTo(FETCHED + Soil.INTACT);
        assertThat(bench.files("copy/soil-2024")).isEqualTo(Soil.files());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "station", "station,pH\nA,6.5\nB,7.1\n", "station,ph\nA,6.5\nB,7.1\nC,5.9\n"})
    void what_is_in_the_way_is_replaced_when_a_person_says_so(String found, Bench bench) throws Exception {
        seedSoil(bench);
        bench.write("copy/soil-2024/ph.csv", found);
        bench.write("copy/soil-2024/notes.txt", "mine");

        Outcome get = bench.run("get", "--foreground", "1", "-d", "BENCH/copy", "--overwrite");

        assertThat(get.err()).isEmpty();
        assertThat(get.out()).isEqualTo(FETCHED + "extra         notes.txt\n" + Soil.INTACT);
        assertThat(bench.files("copy"))
                .isEqualTo(Map.of(
                        "soil-2024/depth.csv", Soil.DEPTH, "soil-2024/ph.csv", Soil.PH, "soil-2024/notes.txt", "mine"));
    }

    @Test
    void a_copy_that_is_adopted_is_completed_and_what_is_wrong_in_it_is_named_and_left(Bench bench) throws Exception {
        seedSoil(bench);
        bench.write("copy/soil-2024/ph.csv", "station");

        Outcome get = bench.run("get", "--foreground", "1", "-d", "BENCH/copy", "--adopt");

        assertThat(get.out()).contains("fetched 'BENCH/copy/soil-2024'\n", "ph.csv", "1 of 2 files");
        assertThat(get.exitCode()).isEqualTo(3);
        assertThat(bench.files("copy"))
                .isEqualTo(Map.of("soil-2024/depth.csv", Soil.DEPTH, "soil-2024/ph.csv", "station"));
    }

    @Test
    void a_dataset_can_go_under_another_name(Bench bench) throws Exception {
        seedSoil(bench);
        bench.write("copy/soil-2024/ph.csv", "station");

        Outcome get = bench.run("get", "--foreground", "1", "-d", "BENCH/copy", "--as", "soil");

        assertThat(get.out()).isEqualTo("fetched 'BENCH/copy/soil'\n" + Soil.INTACT);
        assertThat(bench.files("copy/soil")).isEqualTo(Soil.files());
        assertThat(bench.path("copy")).isDirectoryNotContaining("glob:**.seedbank-*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "..", ".", "/tmp/x", ""})
    void another_name_is_one_name(String name, Bench bench) throws Exception {
        seedSoil(bench);

        Outcome get = bench.run("get", "--foreground", "1", "-d", "BENCH/copy", "--as", name);

        assertThat(get.err()).contains("--as: ");
        assertThat(get.exitCode()).isEqualTo(2);
        assertThat(bench.path("copy")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"copy/soil-2024", "copy/soil-2024/ph.csv"})
    void a_link_that_comes_to_the_place_while_a_fetch_waits_is_not_followed(String place, Bench bench)
            throws Exception {
        seedSoil(bench).interrupt();
        bench.write("victim/ph.csv", "mine");
        bench.write("victim/secret.txt", "mine too");
        if (!place.endsWith("soil-2024")) {
            bench.write("copy/soil-2024/depth.csv", Soil.DEPTH);
        }
        Running get = bench.startOnTerminal("get", "--foreground", "1", "-d", "BENCH/copy");
        get.awaitErr("fetching");
        link(bench, place, place.endsWith("soil-2024") ? "victim" : "victim/ph.csv");
        bench.publish("BENCH/soil-2024");

        Outcome ended = get.end();

        assertThat(ended.err())
                .contains("'BENCH/" + place
                        + "' is a symbolic link that came there during the fetch, and it was not touched");
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(bench.files("victim")).isEqualTo(Map.of("ph.csv", "mine", "secret.txt", "mine too"));
    }

    @Test
    void a_folder_of_a_partial_copy_that_becomes_a_link_while_a_fetch_waits_is_not_followed(Bench bench)
            throws Exception {
        bench.write("field/north/ph.csv", "6\n");
        bench.write("field/north/rain.csv", "7\n");
        bench.publish("BENCH/field").interrupt();
        bench.write("victim/mine.txt", "mine");
        bench.write("copy/field/north/ph.csv", "6\n");
        Running get = bench.startOnTerminal("get", "--foreground", "1", "-d", "BENCH/copy");
        get.awaitErr("fetching");
        Files.move(bench.path("copy/field/north"), bench.path("copy/field/south"));
        link(bench, "copy/field/north", "victim");
        bench.publish("BENCH/field");

        Outcome ended = get.end();

        assertThat(ended.err())
                .contains("'BENCH/copy/field/north' is a symbolic link that came there during the fetch");
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(bench.files("victim")).isEqualTo(Map.of("mine.txt", "mine"));
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

    @ParameterizedTest
    @ValueSource(strings = {".bashrc", ".ssh"})
    void a_name_that_begins_with_a_dot_has_to_be_given_by_a_person(String name, Bench bench) throws Exception {
        if (name.equals(".ssh")) {
            bench.write("shared/.ssh/authorized_keys", "theirs\n");
        } else {
            bench.write("shared/.bashrc", "echo gotcha\n");
        }
        bench.publish("BENCH/shared/" + name, "--title", "A gift", "--include-secrets");
        bench.write("home/.bashrc", "mine");

        Outcome get = bench.run("get", "--foreground", "1", "-d", "BENCH/home");
        Outcome as = bench.run("get", "--foreground", "1", "-d", "BENCH/copy", "--as", "gift");

        assertThat(get.err()).isEqualTo("""
            seedbank: error: the dataset's name '%s' begins with a dot, as those of hidden files and settings do
            seedbank: hint: if you want it all the same, give it a name with --as
            """.formatted(name));
        assertThat(get.exitCode()).isEqualTo(1);
        assertThat(bench.path("home/.bashrc")).hasContent("mine");
        assertThat(as.exitCode()).as(as.err()).isZero();
        assertThat(bench.path("copy/gift")).exists();
    }

    @Test
    void what_a_fetch_of_an_earlier_version_left_half_done_is_completed(Bench bench) throws Exception {
        seedSoil(bench);
        bench.write("copy/soil-2024/ph.csv", "\0".repeat(Soil.PH.length()));
        bench.write(
                "home/state/resume/" + Soil.V1 + ".resume",
                "seedbank-resume 1\nboot 0-0\nroot %s\npieces 2\nhave AQ==\n"
                        .formatted(
                                URLEncoder.encode(bench.path("copy/soil-2024").toString(), StandardCharsets.UTF_8)));

        Outcome get = bench.run("get", "--foreground", "1", "-d", "BENCH/copy");

        assertThat(get.err()).isEmpty();
        assertThat(get.out()).isEqualTo(FETCHED + Soil.INTACT);
        assertThat(bench.files("copy")).containsOnlyKeys("soil-2024/depth.csv", "soil-2024/ph.csv");
    }

    @Test
    void a_folder_for_what_arrives_that_is_swapped_while_a_fetch_waits_ends_it(Bench bench) throws Exception {
        seedSoil(bench).interrupt();
        bench.write("victim/soil-2024/ph.csv", "mine");
        Running get = bench.startOnTerminal("get", "--foreground", "1", "-d", "BENCH/copy");
        get.awaitErr("fetching");
        Path incoming = bench.path("copy/.seedbank-incoming-" + Soil.V1.substring(0, 16));
        Files.move(incoming, bench.path("moved away"));
        Files.createSymbolicLink(incoming, bench.path("victim"));

        Outcome ended = get.end();

        assertThat(ended.err()).contains("which receives what is fetched, was replaced during the fetch");
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(bench.files("victim")).isEqualTo(Map.of("soil-2024/ph.csv", "mine"));
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

    @Test
    void a_place_where_the_node_has_another_dataset_is_refused_without_the_node_too(Bench bench) throws Exception {
        seedSoil(bench);
        new StateOnDisk(bench, "1".repeat(40)).write();

        Outcome there = bench.run("get", "--foreground", "1", "-d", "BENCH/data");
        Outcome inside = bench.run("get", "--foreground", "--all", "-d", "BENCH/data/soil-2024");
        Outcome around = bench.run("get", "--foreground", "1", "-d", "BENCH", "--as", "data");

        assertThat(there.err()).isEqualTo("""
            seedbank: error: 'soil-2024' cannot be fetched to 'BENCH/data/soil-2024': the node has 'soil-2024' (11111111)\
             there, at 'BENCH/data/soil-2024'
            seedbank: hint: choose another folder or another name for it, or remove the other from the node first
            """);
        assertThat(inside.err()).contains("the node has 'soil-2024' (11111111) around it, at 'BENCH/data/soil-2024'");
        assertThat(around.err()).contains("the node has 'soil-2024' (11111111) inside it, at 'BENCH/data/soil-2024'");
        assertThat(there.exitCode()).isEqualTo(1);
        assertThat(bench.path("data")).doesNotExist();
    }

    private static Running seedSoil(Bench bench) throws Exception {
        Soil.write(bench);
        return bench.publish("BENCH/soil-2024");
    }
}
