package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it hashes loses little. By hand, larger: {@code -Dseedbank.test.megabytes=10000}. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class KilledHashingIT {

    private static final long MEGABYTES = Integer.getInteger("seedbank.test.megabytes", 1000);

    /** Notes are taken soon and often. */
    private static final String HASTY = "-Dseedbank.checkpoint.millis=20";

    private static final String DRY_RUN = "seedbank: dry run: nothing was seeded or listed\n";

    private static final String GOES_ON = "seedbank: %s goes on from a checkpoint: ";

    @TempDir
    Path folder;

    private ProcessBench bench;

    @BeforeEach
    void aLargeFileThatTakesNoRoom() throws Exception {
        bench = new ProcessBench(folder);
        bench.writeRandom("field/large.bin", 1 << 20);
        try (RandomAccessFile file =
                new RandomAccessFile(bench.path("field/large.bin").toFile(), "rw")) {
            file.setLength(MEGABYTES << 20);
        }
        bench.files().write("field/readme.txt", "Random bytes and zeros.\n");
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    @Test
    void a_publication_goes_on_in_the_middle_of_a_file_and_makes_the_same_torrent() throws Exception {
        String[] publish = {"publish", "--dry-run", "--jobs", "1", "--piece-length", "1M", "BENCH/field"};
        // Of each piece, a Merkle node and a v1 hash.
        kill(publish, MEGABYTES / 2 * (32 + 20));

        Outcome resumed = bench.startWithJava(HASTY, publish).end();

        Outcome fresh = bench.run("publish", "--no-checkpoint", "--dry-run", "--piece-length", "1M", "BENCH/field");
        assertThat(resumed.out()).isEqualTo(fresh.out());
        assertThat(resumed.err()).startsWith(GOES_ON.formatted("hashing")).endsWith(DRY_RUN);
        assertThat(resumed.exitCode()).isZero();
        // On a busy machine it says every ten seconds how it comes along.
        assertThat(fresh.err()).endsWith(DRY_RUN).doesNotContain("checkpoint");
        assertThat(checkpoints()).isEmpty();
    }

    @Test
    void a_verification_goes_on_and_tells_what_it_did_not_read_again() throws Exception {
        bench.publish("--piece-length", "1M", "BENCH/field").signal("TERM");
        String[] verify = {"verify", "1", "BENCH/field", "--jobs", "1", "--json"};
        kill(verify, MEGABYTES / 2 * 32);

        Outcome without = bench.run("verify", "1", "BENCH/field", "--no-checkpoint", "--json");
        assertThat(run(without).has("resumedBytes")).isFalse();
        assertThat(checkpoints()).isNotEmpty();

        Outcome resumed = bench.startWithJava(HASTY, verify).end();

        assertThat(run(resumed).get("resumedBytes").getAsLong()).isBetween((MEGABYTES << 20) / 16, MEGABYTES << 20);
        assertThat(verdicts(resumed)).isEqualTo(verdicts(without));
        assertThat(resumed.exitCode()).isZero();
        assertThat(checkpoints()).isEmpty();
    }

    /** Runs a command and kills it when its checkpoint has so many bytes. */
    private void kill(String[] command, long bytes) throws IOException, InterruptedException {
        Child child = bench.startWithJava(HASTY + " " + ProcessBench.SLOW_HASHING, command);
        while (noted() < bytes) {
            assertThat(child.isAlive()).as("it still runs").isTrue();
        }
        child.signal("KILL");
        assertThat(child.end().exitCode()).isEqualTo(137);
    }

    private long noted() throws IOException {
        long bytes = 0;
        for (Path file : checkpoints()) {
            try {
                bytes = Math.max(bytes, Files.size(file));
            } catch (NoSuchFileException e) {
                // It took its final name just now.
            }
        }
        return bytes;
    }

    private List<Path> checkpoints() throws IOException {
        Path notes = bench.path("home/state/checkpoints");
        if (!Files.exists(notes)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(notes)) {
            return files.toList();
        }
    }

    private static JsonObject run(Outcome verify) {
        return JsonParser.parseString(verify.out().replaceAll(": NUMBER", ": 0"))
                .getAsJsonObject()
                .getAsJsonObject("run");
    }

    private static JsonObject verdicts(Outcome verify) {
        JsonObject report = JsonParser.parseString(verify.out().replaceAll(": NUMBER", ": 0"))
                .getAsJsonObject();
        report.remove("run");
        return report;
    }
}
