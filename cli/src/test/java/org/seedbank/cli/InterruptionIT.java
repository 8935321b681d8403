package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.swarm.Swarm;
import org.seedbank.swarm.SwarmFolders;
import org.seedbank.swarm.SwarmLimits;
import org.seedbank.swarm.SwarmSettings;
import org.seedbank.swarm.libtorrent.LibtorrentSwarm;

/** Ctrl-C while there is much to do: the command ends soon, nothing is half-done, and the next run goes on. */
class InterruptionIT {

    private static final long HUGE = 8L << 30;
    private static final long LARGE = 60_000_000;

    /** Bytes per second. */
    private static final long SLOW = 3_000_000;

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
        writeHoles();
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
    void while_fetching_loses_nothing() throws Exception {
        new ProcessBench(folder).writeRandom("large.bin", LARGE);
        bench.publish("BENCH/large.bin").interrupt();
        try (Swarm seeder = slowSeeder()) {
            String[] fetch = {"get", "--foreground", "1", "-d", "BENCH/copy", "--peer", "127.0.0.1:" + seeder.port()};
            Running get = bench.startOnTerminal(fetch);
            get.awaitErr(" MB/s");
            Outcome fetching = get.interrupt();
            seeder.limit(SwarmLimits.NONE);
            Outcome again = bench.run(fetch);

            assertThat(fetching.out()).isEmpty();
            assertThat(fetching.err()).endsWith("\r\u001b[Jseedbank: interrupted\n");
            assertThat(fetching.exitCode()).isEqualTo(130);
            assertThat(again.out()).startsWith("fetched 'BENCH/copy/large.bin'\nthe file is intact (60.0 MB ");
            assertThat(again.exitCode()).isZero();
            assertThat(Files.mismatch(bench.path("large.bin"), bench.path("copy/large.bin")))
                    .isEqualTo(-1);
        }
    }

    /** Somebody from whom it takes many seconds to come, until the limit is lifted. */
    private Swarm slowSeeder() throws Exception {
        SwarmSettings settings = SwarmSettings.local(SwarmFolders.under(bench.path("seeder")), "0.1.0")
                .withPort(0)
                .withLimits(SwarmLimits.rates(Optional.of(SLOW), Optional.empty()));
        Swarm seeder = LibtorrentSwarm.open(settings);
        try (Stream<Path> listed = Files.list(bench.path("home/data/catalog"))) {
            Path torrent = listed.filter(file -> file.toString().endsWith(".torrent"))
                    .findFirst()
                    .orElseThrow();
            seeder.seedVerified(Metainfo.read(torrent), bench.path("large.bin")).awaitSeeding(Bench.DEADLINE);
        }
        return seeder;
    }

    /** Against a list, whose digests nobody had to compute. */
    @Test
    void while_verifying_says_nothing_of_what_was_read() throws Exception {
        writeHoles();
        bench.write("SHA256SUMS", "0".repeat(64) + "  holes.bin\n");
        Running verify = bench.startOnTerminal("verify", "--manifest", "BENCH/SHA256SUMS", "BENCH", "--jobs", "1");
        verify.awaitErr("verifying");

        Outcome interrupted = verify.interrupt();

        assertThat(interrupted.out()).isEmpty();
        assertThat(interrupted.err()).endsWith("\r\u001b[Jseedbank: interrupted\n");
        assertThat(interrupted.exitCode()).isEqualTo(130);
    }

    /** A file that takes no room and seconds to read. */
    private void writeHoles() throws IOException {
        try (RandomAccessFile holes =
                new RandomAccessFile(bench.path("holes.bin").toFile(), "rw")) {
            holes.setLength(HUGE);
        }
    }
}
