package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with the machine stands in {@code status}, the log and {@code doctor}, until it is mended. */
class MachineFindingsIT {

    /** The node looks again after a minute where something is bad. */
    private static final long SECONDS = 180;

    @Test
    void a_catalog_that_is_gone_is_told_once_and_no_more_when_it_is_back(@TempDir Path folder) throws Exception {
        try (ProcessBench bench = new ProcessBench(folder)) {
            Files.createDirectory(bench.path("lab"));
            assertThat(bench.run("catalog", "add", "lab", "dir:BENCH/lab").exitCode())
                    .isZero();
            Files.delete(bench.path("lab"));
            Files.writeString(bench.path("lab"), "");
            assertThat(bench.run("node", "start").exitCode()).isZero();

            String told = until(bench, "'lab': cannot read catalog");
            assertThat(told.lines().filter(line -> line.contains("'lab': cannot read catalog")))
                    .hasSize(1)
                    .allMatch(line -> line.startsWith("seedbank: warning: "));
            assertThat(bench.run("status", "--json").out()).contains("\"kind\": \"catalog unreachable\"");
            assertThat(bench.run("doctor").exitCode()).isEqualTo(1);
            Path log = bench.path("home/state/node/log");
            awaitLog(log, "found: catalog unreachable 'lab'");

            Files.delete(bench.path("lab"));
            Files.createDirectory(bench.path("lab"));
            assertThat(until(bench, "")).doesNotContain("warning");
            awaitLog(log, "no more: catalog unreachable 'lab'");
            assertThat(bench.run("doctor").exitCode()).isZero();
        }
    }

    /** Asks again until it says so, or says nothing where nothing is to be said. */
    private static String until(ProcessBench bench, String part) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (true) {
            String said = bench.run("status").err();
            if (part.isEmpty() ? said.isEmpty() : said.contains(part)) {
                return said;
            }
            assertThat(System.nanoTime()).as(said).isLessThan(deadline);
            new CountDownLatch(1).await(1, TimeUnit.SECONDS);
        }
    }

    private static void awaitLog(Path log, String part) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!Files.readString(log).contains(part)) {
            assertThat(System.nanoTime()).as(part).isLessThan(deadline);
            new CountDownLatch(1).await(300, TimeUnit.MILLISECONDS);
        }
    }
}
