package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C while there is much to do: the command ends soon, nothing is half-done, and the next run goes on. */
class InterruptionIT {

    private static final long HUGE = 8L << 30;
    private static final long LARGE = 300_000_000;

    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(folder);
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    @Test
    void while_hashing_leaves_nothing_behind() throws Exception {
        try (RandomAccessFile holes =
                new RandomAccessFile(bench.path("holes.bin").toFile(), "rw")) {
            holes.setLength(HUGE);
        }
        Running publish = bench.startOnTerminal("publish", "--foreground", "BENCH/holes.bin");
        publish.awaitErr("hashing");

        Outcome interrupted = publish.interrupt();

        assertThat(interrupted.out()).isEmpty();
        assertThat(interrupted.err()).endsWith("\r\u001b[Jseedbank: interrupted\n");
        assertThat(interrupted.exitCode()).isEqualTo(130);
        assertThat(bench.path("home/data/catalog")).isEmptyDirectory();
        assertThat(bench.path("home/state")).doesNotExist();
    }

    @Test
    void while_fetching_and_while_verifying_loses_nothing() throws Exception {
        new ProcessBench(folder).writeRandom("large.bin", LARGE);
        bench.publish("BENCH/large.bin");

        Running get = bench.startOnTerminal("get", "--foreground", "1", "-d", "BENCH/copy");
        get.awaitErr(" MB/s");
        Outcome fetching = get.interrupt();
        Outcome again = bench.run("get", "--foreground", "1", "-d", "BENCH/copy", "--quiet");
        Running verify = bench.startOnTerminal("verify", "1", "BENCH/copy", "--jobs", "1");
        verify.awaitErr("verifying");
        Outcome verifying = verify.interrupt();

        assertThat(fetching.out()).isEmpty();
        assertThat(fetching.err()).endsWith("\r\u001b[Jseedbank: interrupted\n");
        assertThat(fetching.exitCode()).isEqualTo(130);
        assertThat(again.out()).startsWith("fetched 'BENCH/copy/large.bin'\nthe file is intact (300 MB ");
        assertThat(again.exitCode()).isZero();
        assertThat(Files.mismatch(bench.path("large.bin"), bench.path("copy/large.bin")))
                .isEqualTo(-1);
        assertThat(verifying.out()).isEmpty();
        assertThat(verifying.err()).endsWith("\r\u001b[Jseedbank: interrupted\n");
        assertThat(verifying.exitCode()).isEqualTo(130);
    }
}
