package org.seedbank.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;

/** {@code kill -9} loses no more of a fetch than came since its last writing down. */
class KilledFetchIT {

    private static final int LENGTH = 8 << 20;
    private static final int QUARTER = LENGTH / 4;

    @TempDir
    private Path temp;

    @AutoClose
    private SwarmBench bench;

    @BeforeEach
    void open() {
        bench = new SwarmBench(temp);
    }

    @Test
    void the_next_fetch_goes_on_from_there() throws Exception {
        Path soil = bench.write("soil.bin", SwarmBench.bytes(LENGTH));
        Metainfo torrent = bench.torrent(soil, TorrentFormat.HYBRID);
        Path file = bench.write("soil.torrent", torrent.bytes());
        Swarm seeder = bench.seeding("seeder", torrent, soil);
        try (OtherProcess fetcher = OtherProcess.java(
                SlowFetcher.class, file.toString(), temp.toString(), Integer.toString(seeder.port()))) {
            assertThat(fetcher.readLine()).isEqualTo("a quarter is written down");
            fetcher.kill();
        }

        AtomicBoolean hashed = new AtomicBoolean();
        Transfer transfer = bench.swarm("fetcher").fetch(torrent, bench.path("copy.bin"), SwarmBench.from(seeder));
        transfer.awaitFinished(SwarmBench.PATIENCE, status -> {
            if (status.state() == TransferState.CHECKING && status.bytesDone() > 0) {
                hashed.set(true);
            }
        });

        assertThat(transfer.status().traffic().downloaded()).isLessThan(LENGTH - QUARTER + (64 << 10));
        assertThat(hashed).isFalse();
        assertThat(bench.path("copy.bin")).hasSameBinaryContentAs(soil);
    }

    /** The process that is killed. */
    static final class SlowFetcher {

        private SlowFetcher() {}

        public static void main(String[] args) throws Exception {
            SwarmBench bench = new SwarmBench(Path.of(args[1]));
            SwarmLimits slow = SwarmLimits.rates(Optional.empty(), Optional.of(QUARTER / 2L));
            InetSocketAddress seeder =
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[2]));
            Transfer transfer = bench.open(bench.settings("fetcher").withLimits(slow))
                    .fetch(
                            Metainfo.read(Path.of(args[0])),
                            bench.path("copy.bin"),
                            FetchPlan.everything().from(List.of(seeder)));
            Thread waiting = Thread.currentThread();
            try {
                transfer.awaitFinished(SwarmBench.PATIENCE, status -> {
                    if (status.bytesDone() > QUARTER) {
                        waiting.interrupt();
                    }
                });
            } catch (InterruptedException e) {
                transfer.saveResume();
                System.out.println("a quarter is written down");
                System.in.read();
            }
        }
    }
}
