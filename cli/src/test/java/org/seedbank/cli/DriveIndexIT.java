package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.catalog.drive.emulator.Fault;

/** The list of a catalog in Drive that is kept on this machine: several processes, and a disk that is full. */
@EnabledOnOs(OS.LINUX)
class DriveIndexIT {

    private static final int FILES = 40;
    private static final String LISTING = "/drive/v3/files";

    @TempDir
    Path folder;

    private Cloud cloud;
    private ProcessBench bench;
    private String id;
    private boolean mounted;

    @BeforeEach
    void open() throws Exception {
        cloud = new Cloud();
        bench = new ProcessBench(folder, cloud.addressAndKey());
        id = cloud.drive().folder(Cloud.LAB, "datasets");
        cloud.drive().shareWithAnyone(id);
        byte[] torrent = Foreign.torrent();
        for (int number = 0; number < FILES; number++) {
            cloud.drive().file(Cloud.LAB, id, "torrent " + number + ".torrent", torrent);
        }
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
        if (mounted) {
            assertThat(exitCode("umount", bench.path("home/state").toString())).isZero();
        }
        cloud.close();
    }

    @Test
    void two_processes_that_list_it_at_once_read_it_once_and_show_the_same() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        cloud.emulator().faults().next(1, asked -> asked.path().equals(LISTING), Fault.halting(release));
        Child first = bench.start("list", "--catalog", "gdrive:" + id);
        cloud.emulator().requests().await(1, asked -> asked.path().equals(LISTING), Bench.DEADLINE);
        Child second = bench.start("list", "--catalog", "gdrive:" + id);
        awaitItsTurnIsWaitedFor(second);
        release.countDown();

        Outcome one = first.end();
        Outcome other = second.end();

        assertThat(one.out().lines()).hasSize(1 + FILES);
        assertThat(one.err()).isEmpty();
        assertThat(one.exitCode()).isZero();
        assertThat(other).isEqualTo(one);
        assertThat(cloud.emulator().requests().count("GET", LISTING + "/" + id))
                .as("whole listings")
                .isEqualTo(1);
    }

    /** A process that waits for its turn has the lock's file open. */
    private static void awaitItsTurnIsWaitedFor(Child process) throws IOException {
        long deadline = System.nanoTime() + Bench.DEADLINE.toNanos();
        while (!hasOpen(process, ".seedbank.lock")) {
            assertThat(process.isAlive()).as(process.err()).isTrue();
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
        }
    }

    private static boolean hasOpen(Child process, String name) throws IOException {
        File[] open = new File("/proc/" + process.pid() + "/fd").listFiles();
        for (File each : open == null ? new File[0] : open) {
            if (each.getCanonicalPath().endsWith(name)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void a_disk_that_is_full_costs_a_warning_and_nothing_else() throws Exception {
        Path state = Files.createDirectories(bench.path("home/state"));
        mounted = exitCode("mount", "-t", "tmpfs", "-o", "size=4k", "seedbank-test", state.toString()) == 0;
        assumeThat(mounted).as("may mount a small disk").isTrue();

        Outcome full = bench.run("list", "--catalog", "gdrive:" + id);
        assertThat(exitCode("mount", "-o", "remount,size=1m", state.toString())).isZero();
        Outcome roomy = bench.run("list", "--catalog", "gdrive:" + id);
        Outcome offline = bench.run("list", "--offline", "--catalog", "gdrive:" + id);

        assertThat(full.err().lines())
                .singleElement()
                .asString()
                .startsWith("seedbank: warning: 'local index' cannot be kept: ");
        assertThat(full.out().lines()).hasSize(1 + FILES);
        assertThat(full.exitCode()).isZero();
        assertThat(roomy).isEqualTo(new Outcome(0, full.out(), ""));
        assertThat(offline).isEqualTo(new Outcome(0, full.out(), "seedbank: the catalog as of just now\n"));
    }

    private static int exitCode(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
