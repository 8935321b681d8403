package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Disks that are full, and files that may not be read. Needs a user who may mount a small disk. */
@EnabledOnOs(OS.LINUX)
class BadDiskIT {

    private static final int DATASET = 3_000_000;
    private static final int NOBODY = 65_534;

    @TempDir
    Path folder;

    private ProcessBench bench;
    private boolean mounted;

    @BeforeEach
    void open() throws Exception {
        bench = new ProcessBench(folder);
        bench.writeRandom("data/a.bin", DATASET);
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
        if (mounted) {
            assertThat(exitCode("umount", folder + "/small")).isZero();
        }
    }

    @Test
    void a_disk_without_room_is_told_before_anything_is_fetched() throws Exception {
        bench.publish("BENCH/data");
        mountSmallDisk("2m");

        Outcome get = bench.run("get", "--foreground", "1", "-d", "BENCH/small");

        assertThat(get.err()).isEqualTo("""
            seedbank: error: 'BENCH/small' needs 3000000 bytes more and its disk has 2097152 free
            seedbank: hint: free some space, or choose a folder on another disk
            """);
        assertThat(get.exitCode()).isEqualTo(1);
        assertThat(bench.path("small")).isEmptyDirectory();
    }

    @Test
    void a_disk_that_fills_up_while_fetching_loses_nothing() throws Exception {
        Child publisher = bench.publish("BENCH/data");
        publisher.signal("INT");
        publisher.end();
        mountSmallDisk("4m");
        Child get = bench.start("get", "--foreground", "1", "-d", "BENCH/small", "--quiet");
        awaitPresence();
        bench.writeRandom("small/filler", 3_500_000);
        bench.publish("BENCH/data");

        Outcome full = get.end();
        Files.delete(bench.path("small/filler"));
        Outcome again = bench.run("get", "--foreground", "1", "-d", "BENCH/small", "--quiet");

        assertThat(full.out()).isEmpty();
        assertThat(full.err())
                .startsWith("seedbank: error: cannot store 'BENCH/small/data': ")
                .containsAnyOf(
                        "a.bin: No space left on device\n",
                        "a file could not be read: it was cut short, or its disk is full or fails\n")
                .endsWith(
                        "seedbank: hint: check free space and permissions, then try again; what has arrived is kept\n");
        assertThat(full.exitCode()).isEqualTo(1);
        assertThat(again.exitCode()).isZero();
        assertThat(Files.mismatch(bench.path("data/a.bin"), bench.path("small/data/a.bin")))
                .isEqualTo(-1);
    }

    @Test
    void a_catalog_on_a_full_disk_lists_nothing_half_written() throws Exception {
        mountSmallDisk("1m");
        Files.createDirectory(bench.path("small/catalog"));
        fill(bench.path("small/filler"));

        Outcome publish = bench.run("publish", "--foreground", "BENCH/data", "--catalog", "BENCH/small/catalog");

        assertThat(publish.out()).isEmpty();
        assertThat(publish.err()).isEqualTo("""
            seedbank: error: cannot write to catalog 'dir:BENCH/small/catalog': No space left on device
            seedbank: hint: check that you may write to the folder and that its disk has space
            """);
        assertThat(publish.exitCode()).isEqualTo(5);
        assertThat(bench.run("list", "--catalog", "BENCH/small/catalog").err())
                .isEqualTo("seedbank: the catalog is empty\n");
        assertThat(bench.files().presences()).isEmpty();
    }

    @Test
    void a_file_that_may_not_be_read_is_named() throws Exception {
        Path secret = bench.files().write("data/secret.txt", "for root only");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        List<String> asNobody =
                List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--inh-caps=-all");
        assumeThat(exitCode(
                        asNobody,
                        "test",
                        "-r",
                        LauncherBench.TREE.resolve("seedbank").toString()))
                .isZero();

        Outcome publish = bench.start(asNobody, Map.of(), "publish", "--dry-run", "BENCH/data")
                .end();

        assertThat(publish.err()).isEqualTo("""
            seedbank: error: cannot read 'BENCH/data/secret.txt': permission denied
            seedbank: hint: check that it exists and that you may read it
            """);
        assertThat(publish.exitCode()).isEqualTo(1);
    }

    private void mountSmallDisk(String size) throws IOException, InterruptedException {
        Path small = Files.createDirectory(bench.path("small"));
        mounted = exitCode("mount", "-t", "tmpfs", "-o", "size=" + size, "seedbank-test", small.toString()) == 0;
        assumeThat(mounted).as("may mount a small disk").isTrue();
    }

    private static void fill(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] page = new byte[4096];
            while (true) {
                out.write(page);
            }
        } catch (IOException full) {
            assertThat(full).hasMessage("No space left on device");
        }
    }

    private void awaitPresence() throws IOException {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while (bench.files().presences().isEmpty()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
        }
    }

    private static int exitCode(List<String> under, String... command) throws IOException, InterruptedException {
        return exitCode(Stream.concat(under.stream(), Arrays.stream(command)).toArray(String[]::new));
    }

    private static int exitCode(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
