package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code seedbank publish} looks before it shares: nothing is published that was not meant. */
@ExtendWith(Benches.class)
class PublishPreflightTest {

    @Test
    void around_or_inside_a_fetched_copy_nothing_is_published_without_the_node_either(Bench bench) throws Exception {
        bench.write("data/soil-2024/raw/ph.csv", Soil.PH);
        new StateOnDisk(bench, "1".repeat(40)).write();

        Outcome around = bench.run("publish", "--foreground", "BENCH/data");
        Outcome inside = bench.run("publish", "--foreground", "BENCH/data/soil-2024/raw");

        assertThat(around.err()).isEqualTo("""
            seedbank: error: 'data' cannot be published from 'BENCH/data': the node has 'soil-2024' (11111111) inside it,\
             at 'BENCH/data/soil-2024'
            seedbank: hint: publish it from another folder, or remove the other from the node first; its files stay
            """);
        assertThat(inside.err()).contains("the node has 'soil-2024' (11111111) around it, at 'BENCH/data/soil-2024'");
        assertThat(inside.exitCode()).isEqualTo(1);
    }

    @Test
    void likely_secrets_are_refused_and_all_named(Bench bench) throws Exception {
        Soil.write(bench);
        bench.write("soil-2024/.env", "PASSWORD=1");
        bench.write("soil-2024/keys/id_rsa", "x");
        Path diary = bench.write("soil-2024/diary.txt", "x");
        Files.setPosixFilePermissions(diary, PosixFilePermissions.fromString("rw-------"));

        Outcome publish = bench.run("publish", "BENCH/soil-2024");

        assertThat(publish.err()).isEqualTo("""
            seedbank: error: 'BENCH/soil-2024' holds what looks secret: '.env', 'diary.txt' (others may not read it,\
             unlike other files), 'keys/id_rsa'
            seedbank: hint: leave it out with --exclude or a '.seedbankignore', or publish it with --include-secrets
            """);
        assertThat(publish.out()).isEmpty();
        assertThat(publish.exitCode()).isEqualTo(1);
    }

    @Test
    void likely_secrets_are_published_when_that_is_asked_for_and_not_when_they_are_left_out(Bench bench)
            throws Exception {
        Soil.write(bench);
        bench.write("soil-2024/.env", "PASSWORD=1");

        Outcome wanted = bench.run("publish", "--dry-run", "BENCH/soil-2024", "--include-secrets");
        Outcome leftOut = bench.run("publish", "--dry-run", "BENCH/soil-2024", "--exclude", ".env");

        assertThat(wanted.out()).contains("in 3 files");
        assertThat(leftOut.out()).contains("digest    " + Soil.DIGEST, "left out  .env  (.env)");
    }

    @Test
    void own_state_is_refused_always(Bench bench) throws Exception {
        Soil.write(bench);
        bench.write("soil-2024/backup/drive-api-key", "x");

        Outcome publish = bench.run("publish", "--dry-run", "BENCH/soil-2024", "--include-secrets");

        assertThat(publish.err()).isEqualTo("""
            seedbank: error: 'BENCH/soil-2024' holds files of seedbank's own, which are never published:\
             'backup/drive-api-key'
            seedbank: hint: move them out, or leave them out with --exclude or a '.seedbankignore'
            """);
        assertThat(publish.exitCode()).isEqualTo(1);
    }

    @Test
    void folders_of_seedbanks_own_are_refused(Bench bench) throws Exception {
        bench.write("home/state/node/log", "x");
        bench.write(".config/seedbank/notes", "x");

        assertThat(bench.run("publish", "BENCH/home/state").err())
                .startsWith(
                        "seedbank: error: 'BENCH/home/state' cannot be published: it is a folder of seedbank's own\n");
        assertThat(bench.run("publish", "BENCH/home/state/node").err())
                .startsWith("seedbank: error: 'BENCH/home/state/node' cannot be published: it lies in a folder of"
                        + " seedbank's own, 'BENCH/home/state'\n");
        assertThat(bench.run("publish", "BENCH/.config/seedbank").err())
                .contains("cannot be published: it is a folder of seedbank's own\n");
        assertThat(bench.run("publish", "BENCH/home", "--include-secrets").err())
                .startsWith("seedbank: error: 'BENCH/home' holds files of seedbank's own, which are never published:"
                        + " 'state/node/log'\n");
    }

    @Test
    void the_root_of_the_system_and_the_home_folder_are_refused(Bench bench) throws Exception {
        Outcome root = bench.run("publish", "/");
        Outcome home = bench.run("publish", "BENCH/.");

        assertThat(root.err()).isEqualTo("""
            seedbank: error: '/' cannot be published: it is the root of the file system
            seedbank: hint: name the file or folder that holds the data
            """);
        assertThat(home.err()).isEqualTo("""
            seedbank: error: 'BENCH' cannot be published: it is your home folder, with all that is private in it
            seedbank: hint: name the file or folder that holds the data
            """);
        assertThat(root.exitCode()).isEqualTo(1);
        assertThat(home.exitCode()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"publish", "bag --in-place", "manifest", "node drop", "get 1 -d"})
    void an_empty_path_is_wrong_usage_in_every_command(String command, Bench bench) throws Exception {
        String[] words = (command + " ").split(" ", -1);

        Outcome outcome = bench.run(words);

        assertThat(outcome.err()).contains("it is empty; the current folder is '.'");
        assertThat(outcome.exitCode()).isEqualTo(2);
    }

    @Test
    void a_link_is_no_dataset_unless_links_are_followed(Bench bench) throws Exception {
        Soil.write(bench);
        Files.createSymbolicLink(bench.path("latest"), bench.path("soil-2024"));

        Outcome refused = bench.run("publish", "--dry-run", "BENCH/latest");
        Outcome followed = bench.run("publish", "--dry-run", "--follow-symlinks", "BENCH/latest");

        assertThat(refused.err()).isEqualTo("""
            seedbank: error: 'BENCH/latest' is a symbolic link, which a dataset cannot hold
            seedbank: hint: name what it points to, 'BENCH/soil-2024', or publish with --follow-symlinks
            """);
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(followed.out()).endsWith(Soil.SUMMARY);
    }

    @Test
    void version_control_and_litter_cost_one_warning_and_can_be_left_out(Bench bench) throws Exception {
        Soil.write(bench);
        bench.write("soil-2024/.git/config", "x");
        bench.write("soil-2024/.git/HEAD", "x");
        bench.write("soil-2024/.DS_Store", "x");

        Outcome warned = bench.run("publish", "--dry-run", "BENCH/soil-2024");
        Outcome without = bench.run("publish", "--dry-run", "BENCH/soil-2024", "--exclude-litter");

        assertThat(warned.err()).isEqualTo("""
            seedbank: warning: 3 files of version control, caches or litter would be published too ('.DS_Store', '.git');\
             --exclude-litter or a line in '.seedbankignore' leaves them out
            seedbank: dry run: nothing was seeded or listed
            """);
        assertThat(without.out()).contains("digest    " + Soil.DIGEST, "left out  .git/  (litter)");
        assertThat(without.err()).isEqualTo("""
            seedbank: left out: 1 file, 1 folder
            seedbank: dry run: nothing was seeded or listed
            """);
    }

    @Test
    void what_is_left_out_is_noted_in_the_report_and_not_shared(Bench bench) throws Exception {
        Soil.write(bench);
        bench.write("soil-2024/.seedbankignore", "*.tmp\n");
        bench.write("soil-2024/x.tmp", "x");

        Running publisher = bench.publish("--json", "BENCH/soil-2024", "--exclude", "nothing");
        Outcome get = bench.run("get", "--foreground", "1", "-d", "BENCH/copy");
        Outcome publish = publisher.interrupt();

        assertThat(get.exitCode()).isZero();
        assertThat(bench.files("copy/soil-2024")).isEqualTo(Soil.files());
        assertThat(publish.out())
                .contains(
                        "\"digest\": \"" + Soil.DIGEST,
                        "\"path\": \".seedbankignore\",\n      \"reason\": \"rules\"",
                        "\"path\": \"x.tmp\",\n      \"reason\": \".seedbankignore\"",
                        "\"warnings\": [\n    \"the pattern 'nothing' leaves nothing out\"\n  ]");
        assertThat(publish.err()).startsWith("""
                    seedbank: warning: the pattern 'nothing' leaves nothing out
                    seedbank: left out: 2 files
                    """);
    }

    @Test
    void rules_that_cannot_be_read_leave_nothing_out_and_are_refused(Bench bench) throws Exception {
        Soil.write(bench);
        Files.write(bench.path("soil-2024/.seedbankignore"), "ph.csv\r\n".getBytes(StandardCharsets.UTF_16));

        Outcome publish = bench.run("publish", "--dry-run", "BENCH/soil-2024");

        assertThat(publish.err()).contains("it is not UTF-8, so what it leaves out is unknown");
        assertThat(publish.exitCode()).isEqualTo(1);
    }

    @Test
    void what_is_refused_starts_no_node(Bench bench) throws Exception {
        Soil.write(bench);
        bench.write("soil-2024/.netrc", "x");

        assertThat(bench.run("publish", "BENCH/soil-2024").err()).doesNotContain("no node is running");
    }

    @Test
    void a_pattern_that_is_none_is_wrong_usage(Bench bench) throws Exception {
        Soil.write(bench);

        Outcome publish = bench.run("publish", "--dry-run", "BENCH/soil-2024", "--exclude", "[a");

        assertThat(publish.err()).startsWith("seedbank: error: --exclude '[a' is not a pattern\n");
        assertThat(publish.exitCode()).isEqualTo(2);
    }
}
