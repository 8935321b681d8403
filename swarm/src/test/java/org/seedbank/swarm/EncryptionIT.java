package org.seedbank.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;
import org.seedbank.swarm.network.Encryption;
import org.seedbank.swarm.network.NetworkSettings;

/** Encryption between a session and a client of others that offers none. Runs where Debian's python3-libtorrent is installed. */
class EncryptionIT {

    @TempDir
    private Path temp;

    @AutoClose
    private SwarmBench bench;

    private Metainfo torrent;
    private Path file;

    @BeforeEach
    void open() throws Exception {
        PythonPeer.require();
        bench = new SwarmBench(temp);
        bench.write("soil/depth.csv", SwarmBench.bytes(200_000));
        torrent = bench.torrent(bench.path("soil"), TorrentFormat.HYBRID);
        file = bench.write("soil.torrent", torrent.bytes());
    }

    @Test
    void a_session_that_requires_it_takes_nothing_from_a_client_that_offers_none_and_says_why() throws Exception {
        try (OtherProcess python = PythonPeer.run("seed", file, bench.path(""), "127.0.0.1", "plain")) {
            Transfer transfer = fetch("strict", Encryption.REQUIRED, python);

            await(() -> transfer.sources().get(0).state() == Source.State.FAILING);

            assertThat(transfer.sources().get(0).word().orElseThrow()).containsIgnoringCase("encr");
            assertThat(transfer.status().traffic().downloaded()).isZero();
        }
    }

    @Test
    void one_that_leaves_it_to_the_other_fetches_from_it_without() throws Exception {
        try (OtherProcess python = PythonPeer.run("seed", file, bench.path(""), "127.0.0.1", "plain")) {
            SwarmBench.finish(fetch("lenient", Encryption.ON, python));
        }
    }

    @Test
    void one_that_requires_it_fetches_from_a_client_that_offers_it() throws Exception {
        try (OtherProcess python = PythonPeer.run("seed", file, bench.path(""), "127.0.0.1")) {
            SwarmBench.finish(fetch("strict", Encryption.REQUIRED, python));
        }
    }

    private Transfer fetch(String machine, Encryption encryption, OtherProcess seed) throws Exception {
        int port = Integer.parseInt(seed.readLine());
        Swarm swarm =
                bench.open(bench.settings(machine).withNetworking(NetworkSettings.USUAL.withEncryption(encryption)));
        return swarm.fetch(
                torrent,
                bench.path("copies-" + machine + "/soil"),
                FetchPlan.everything().from(List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))));
    }

    private static void await(java.util.function.BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + SwarmBench.PATIENCE.toNanos();
        CountDownLatch never = new CountDownLatch(1);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            never.await(50, TimeUnit.MILLISECONDS);
        }
    }
}
