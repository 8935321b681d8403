package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code seedbank demo}: the whole job in front of the user's eyes. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class DemoIT {

    @TempDir
    Path folder;

    private ProcessBench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new ProcessBench(folder);
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    @Test
    void plays_the_whole_job_with_the_default_sample_and_leaves_nothing_behind() throws Exception {
        Files.createDirectory(bench.path("tmp"));

        Outcome demo = bench.start(List.of(), Map.of("TMPDIR", folder + "/tmp"), "demo")
                .end();

        assertThat(demo.exitCode()).as(demo.err()).isZero();
        assertThat(demo.out()
                        .lines()
                        .filter(line -> line.startsWith("$ seedbank "))
                        .map(line -> line.split(" ")[2]))
                .containsExactly("publish", "list", "get", "verify", "verify");
        assertThat(demo.out().lines().filter(line -> line.contains(" intact (")))
                .hasSize(2);
        assertThat(demo.out().lines().filter(line -> line.startsWith("damaged ")))
                .hasSize(1);
        assertThat(demo.out()).endsWith("the demo passed\n");
        assertThat(bench.path("tmp")).isEmptyDirectory();
        assertThat(bench.path("home/data")).doesNotExist();
    }

    @Test
    void only_reads_the_dataset_that_it_is_given() throws Exception {
        Soil.write(bench.files());

        Outcome demo = bench.run("demo", "BENCH/soil-2024");

        assertThat(demo.exitCode()).as(demo.err()).isZero();
        assertThat(bench.files().files("soil-2024")).isEqualTo(Soil.files());
    }

    @Test
    void says_that_there_is_nothing_to_show_it_with() throws Exception {
        Outcome demo = bench.run("demo", "BENCH/nowhere");

        assertThat(demo.err()).isEqualTo("""
            seedbank: error: there is nothing at 'BENCH/nowhere'
            seedbank: hint: see 'seedbank demo --help'
            """);
        assertThat(demo.exitCode()).isEqualTo(2);
    }
}
