package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A repair that is killed leaves every file as it was or mended, and the next one ends what it began. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class KilledRepairIT {

    private static final long BYTES = 120_000_000;
    private static final String[] FILES = {"a.bin", "b.bin"};

    @TempDir
    Path folder;

    private ProcessBench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new ProcessBench(folder);
        for (String file : FILES) {
            bench.writeRandom("field/" + file, BYTES);
            bench.writeRandom("damaged/" + file, BYTES);
            damage(bench.path("damaged/" + file));
            Files.createDirectories(bench.path("copy"));
            Files.copy(bench.path("damaged/" + file), bench.path("copy/" + file));
        }
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    @Test
    void killed_while_it_puts_a_file_together_from_another_copy() throws Exception {
        bench.publish("BENCH/field").signal("INT");
        Path first = bench.path("copy/.a.bin.seedbank-repair");
        Path second = bench.path("copy/.b.bin.seedbank-repair");

        for (Path temporary : new Path[] {first, second, second}) {
            Child repair = bench.startWithJava(
                    ProcessBench.SLOW_HASHING, "verify", "--repair", "--from", "BENCH/field", "1", "BENCH/copy");
            awaitLength(temporary, BYTES / 2, repair);
            kill(repair);
        }
        Outcome repair = bench.run("verify", "--repair", "--from", "BENCH/field", "1", "BENCH/copy", "--quiet");

        assertThat(repair.out()).endsWith("all 2 files intact (240 MB in SECONDS, by pieces and file digests)\n");
        assertThat(repair.exitCode()).isZero();
        assertThatCopyIsGood();
    }

    @Test
    void killed_while_it_fetches_and_while_it_mends_from_the_swarm() throws Exception {
        bench.publish("BENCH/field");

        Child fetching = bench.startWithJava(ProcessBench.SLOW_HASHING, "verify", "--repair", "1", "BENCH/copy");
        awaitLength(bench.path("copy/.seedbank-pieces/data/a.bin"), 1, fetching);
        kill(fetching);
        Child mending = bench.startWithJava(ProcessBench.SLOW_HASHING, "verify", "--repair", "1", "BENCH/copy");
        awaitLength(bench.path("copy/.a.bin.seedbank-repair"), 1, mending);
        kill(mending);
        Outcome verify = bench.run("verify", "1", "BENCH/copy", "--quiet");
        Outcome repair = bench.run("verify", "--repair", "1", "BENCH/copy", "--quiet");

        assertThat(verify.out()).doesNotContain("extra").contains(" damaged (240 MB in ");
        assertThat(repair.out()).endsWith("all 2 files intact (240 MB in SECONDS, by pieces and file digests)\n");
        assertThat(repair.exitCode()).isZero();
        assertThatCopyIsGood();
    }

    /** Kills it, and looks at every file. */
    private void kill(Child repair) throws Exception {
        repair.signal("KILL");
        assertThat(repair.end().exitCode()).isEqualTo(137);
        for (String file : FILES) {
            boolean asItWas = Files.mismatch(bench.path("damaged/" + file), bench.path("copy/" + file)) < 0;
            boolean mended = Files.mismatch(bench.path("field/" + file), bench.path("copy/" + file)) < 0;
            assertThat(asItWas || mended).as("%s is as it was or mended", file).isTrue();
        }
    }

    private void assertThatCopyIsGood() throws IOException {
        try (Stream<Path> all = Files.list(bench.path("copy"))) {
            assertThat(all.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder(FILES);
        }
        for (String file : FILES) {
            assertThat(Files.mismatch(bench.path("field/" + file), bench.path("copy/" + file)))
                    .isEqualTo(-1);
        }
    }

    /** In every megabyte, so that a repair takes its time. */
    private static void damage(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            for (long at = 0; at < BYTES; at += 1_000_000) {
                bytes.seek(at);
                int old = bytes.read();
                bytes.seek(at);
                bytes.write(old ^ 1);
            }
        }
    }

    private static void awaitLength(Path file, long bytes, Child repair) {
        while (length(file) < bytes) {
            assertThat(repair.isAlive()).as("the repair still runs").isTrue();
        }
    }

    private static long length(Path file) {
        return file.toFile().length();
    }
}
