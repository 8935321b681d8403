package org.seedbank.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;
import org.seedbank.swarm.local.LocalActivity;
import org.seedbank.swarm.local.LocalPeers;

/** A session seeds many datasets. Prints what that takes; {@code -Dseedbank.many=10000} for more of them. */
class ManyTransfersIT {

    private static final int MANY = Integer.getInteger("seedbank.many", 1_000);

    @TempDir
    private Path temp;

    @AutoClose
    private SwarmBench bench;

    @BeforeEach
    void open() {
        bench = new SwarmBench(temp);
    }

    @Test
    void a_thousand_are_seeded_within_seconds_and_with_few_open_files() throws Exception {
        List<InfoHash> hashes = publish();
        Swarm seeder = bench.swarm("seeder");
        long memory = usedMemory();
        long resident = resident();
        long files = openFiles();
        long start = System.nanoTime();

        List<Transfer> transfers = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            transfers.add(seeder.seed(read(i), dataset(i)));
        }
        Duration added = Duration.ofNanos(System.nanoTime() - start);
        for (Transfer transfer : transfers) {
            transfer.awaitSeeding(SwarmBench.PATIENCE);
        }
        Duration seeding = Duration.ofNanos(System.nanoTime() - start);

        System.out.printf(
                "%d transfers: added in %d ms, seeding in %d ms, %d bytes of heap and %d resident each, %d files%n",
                MANY,
                added.toMillis(),
                seeding.toMillis(),
                (usedMemory() - memory) / MANY,
                (resident() - resident) / MANY,
                openFiles() - files);
        assertThat(seeding).isLessThan(Duration.ofSeconds(MANY / 20));
        assertThat(openFiles() - files).isLessThan(200);
        awaitTold(hashes);
        assertIdle();

        SwarmBench.land(bench.swarm("fetcher").fetch(read(MANY - 1), bench.path("copy"), SwarmBench.from(seeder)));
        assertThat(bench.path("copy")).hasSameBinaryContentAs(dataset(MANY - 1));
    }

    /** The machine is told by a thread of its own, which may be behind. */
    private void awaitTold(List<InfoHash> hashes) throws Exception {
        LocalPeers peers = LocalPeers.in(bench.settings("seeder").folders().presence());
        long deadline = System.nanoTime() + SwarmBench.PATIENCE.toNanos();
        long told = 0;
        while (told < MANY && System.nanoTime() < deadline) {
            assertThat(new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS)).isFalse();
            Map<SwarmKey, LocalActivity> activities = peers.activities();
            told = hashes.stream()
                    .filter(hash -> activities.containsKey(SwarmKey.of(hash)))
                    .count();
        }
        assertThat(told).isEqualTo(MANY);
    }

    /** Metainfo is not kept, so that its memory counts for the transfer that keeps it. */
    private List<InfoHash> publish() throws Exception {
        List<InfoHash> hashes = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            Path dataset = bench.write("data/" + i, SwarmBench.bytes(1_000 + i));
            Metainfo torrent = bench.torrent(dataset, TorrentFormat.HYBRID);
            bench.write("torrents/" + i, torrent.bytes());
            hashes.add(torrent.infoHashV1().orElseThrow());
        }
        return hashes;
    }

    private Metainfo read(int i) {
        return Metainfo.read(bench.path("torrents/" + i));
    }

    private Path dataset(int i) {
        return bench.path("data/" + i);
    }

    private static void assertIdle() throws Exception {
        long before =
                ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis();
        assertThat(new CountDownLatch(1).await(5, TimeUnit.SECONDS)).isFalse();
        long used =
                ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() - before;
        System.out.printf("%d ms of CPU in 5 s with nothing to do%n", used);
        assertThat(used).isLessThan(2_500);
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static long resident() throws Exception {
        return 4096
                * Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ", -1)[1]);
    }

    private static long openFiles() throws Exception {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.count();
        }
    }
}
