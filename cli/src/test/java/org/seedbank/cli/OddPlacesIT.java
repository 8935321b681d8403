package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Homes in odd places: two machines have one, or nothing is executed in it. Machines and mounts are namespaces, which need no
 * administrator where the system allows it.
 */
@EnabledOnOs(OS.LINUX)
class OddPlacesIT {

    private static final String NO_EXEC = "mount -t tmpfs -o noexec,size=64m tmpfs \"$0\" && ";

    @TempDir
    Path folder;

    private ProcessBench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new ProcessBench(folder);
        bench.writeRandom("soil/ph.bin", 1000);
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    @Test
    void a_second_machine_on_one_home_is_told_where_the_node_runs_and_ends_nothing_there() throws Exception {
        assumeThat(works("unshare", "-r", "-u", "hostname", "far-away")).isTrue();
        List<String> farAway = List.of("unshare", "-r", "-u", "sh", "-c", "hostname far-away && exec \"$@\"", "sh");
        assertThat(bench.run("node", "start").exitCode()).isZero();
        try {
            for (List<String> command : List.of(
                    List.of("status"), List.of("node", "status"), List.of("node", "stop"), List.of("node", "start"))) {
                Outcome there = bench.start(farAway, Map.of(), command.toArray(String[]::new))
                        .end();

                assertThat(there.exitCode()).isEqualTo(1);
                assertThat(there.err())
                        .matches(
                                "(?s)seedbank: error: the node of this home runs elsewhere: process \\d+ on host '.+'\n"
                                        + "seedbank: hint: command it there, or stop it there first; .*");
            }
            assertThat(bench.run("node", "status").exitCode()).isZero();
        } finally {
            bench.run("node", "stop");
        }
    }

    @Test
    void where_the_cache_is_not_executed_a_folder_of_temporary_files_takes_its_place() throws Exception {
        Path cache = Files.createDirectories(folder.resolve("cache"));
        assumeThat(works("unshare", "-r", "-m", "sh", "-c", NO_EXEC + "true", cache.toString()))
                .isTrue();
        Path temporary = Files.createDirectory(folder.resolve("temporary"));

        Outcome start = bench.start(
                        List.of("unshare", "-r", "-m", "sh", "-c", NO_EXEC + "exec \"$@\"", cache.toString()),
                        Map.of("SEEDBANK_CACHE", cache.toString(), "TMPDIR", temporary.toString()),
                        "node",
                        "start")
                .end();
        bench.run("node", "stop");

        assertThat(start.exitCode()).isZero();
        assertThat(temporary).isDirectoryContaining("glob:**/seedbank-native-*");
    }

    @Test
    void where_nothing_can_be_executed_the_reason_and_the_way_out_are_told() throws Exception {
        Path cache = Files.createDirectories(folder.resolve("cache"));
        assumeThat(works("unshare", "-r", "-m", "sh", "-c", NO_EXEC + "true", cache.toString()))
                .isTrue();

        Outcome publish = bench.start(
                        List.of(
                                "unshare",
                                "-r",
                                "-m",
                                "sh",
                                "-c",
                                NO_EXEC + "mkdir \"$0/t\" && exec \"$@\"",
                                cache.toString()),
                        Map.of("SEEDBANK_CACHE", cache.toString(), "TMPDIR", cache + "/t"),
                        "publish",
                        "--foreground",
                        folder.resolve("soil").toString())
                .end();

        assertThat(publish.exitCode()).isEqualTo(1);
        assertThat(publish.err())
                .contains("'BENCH/cache/native' is on a file system that executes no programs (noexec)")
                .contains("hint: set SEEDBANK_CACHE to a folder that you may write to, on a file system that executes");
    }

    private static boolean works(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // The library that this Java preloads would complain in a shell.
        builder.environment().remove("LD_PRELOAD");
        Process process = builder.start();
        process.getInputStream().transferTo(OutputStream.nullOutputStream());
        return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
