package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A fetching process that is killed loses nothing. By hand, more and larger:
 * {@code -Dseedbank.test.kills=10 -Dseedbank.test.megabytes=1000}.
 */
@EnabledOnOs({OS.LINUX, OS.MAC})
class KilledFetchIT {

    private static final int KILLS = Integer.getInteger("seedbank.test.kills", 4);
    private static final long BYTES = Integer.getInteger("seedbank.test.megabytes", 300) * 1_000_000L;

    @TempDir
    Path folder;

    private ProcessBench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new ProcessBench(folder);
        bench.writeRandom("field/large.bin", BYTES);
        bench.files().write("field/readme.txt", "Random bytes.\n");
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    @Test
    void goes_on_after_each_kill_and_ends_intact() throws Exception {
        bench.publish("BENCH/field");

        for (int kill = 1; kill <= KILLS; kill++) {
            Child get = bench.startWithJava(ProcessBench.SLOW_HASHING, "get", "--foreground", "1", "-d", "BENCH/copy");
            awaitOnDisk(BYTES / (KILLS + 1) * kill, get);
            get.signal("KILL");
            assertThat(get.end().exitCode()).isEqualTo(137);
        }
        Outcome get = bench.run("get", "--foreground", "1", "-d", "BENCH/copy", "--quiet");

        assertThat(get.out()).startsWith("fetched 'BENCH/copy/field'\nall 2 files intact (");
        assertThat(get.err()).isEmpty();
        assertThat(get.exitCode()).isZero();
        assertThat(Files.mismatch(bench.path("field/large.bin"), bench.path("copy/field/large.bin")))
                .isEqualTo(-1);
        assertThat(bench.path("copy/field/readme.txt")).hasContent("Random bytes.\n");
        assertThat(bench.path("copy")).isDirectoryNotContaining("glob:**.seedbank-*");
    }

    /** Watches the copy grow; what a fetch has not written yet takes no room on the disk. */
    private void awaitOnDisk(long bytes, Child get) throws IOException, InterruptedException {
        while (onDisk() < bytes) {
            assertThat(get.isAlive()).as("the fetch still runs").isTrue();
        }
    }

    private Optional<Path> arriving() throws IOException {
        if (!Files.exists(bench.path("copy"))) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> incoming = Files.newDirectoryStream(bench.path("copy"), ".seedbank-incoming-*")) {
            for (Path each : incoming) {
                Path file = each.resolve("field/large.bin");
                return Files.exists(file) ? Optional.of(file) : Optional.empty();
            }
            return Optional.empty();
        }
    }

    private long onDisk() throws IOException, InterruptedException {
        Optional<Path> arriving = arriving();
        if (arriving.isEmpty()) {
            return 0;
        }
        Process du = new ProcessBuilder("du", "-k", arriving.get().toString()).start();
        String kilobytes = new String(du.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\t", -1)[0];
        assertThat(du.waitFor()).isZero();
        return Long.parseLong(kilobytes) * 1024;
    }
}
