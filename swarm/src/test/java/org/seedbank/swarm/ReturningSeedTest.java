package org.seedbank.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;

/** A seed whose port refused so long that libtorrent has given it up, and that listens again. */
class ReturningSeedTest {

    /** libtorrent calls a peer that hangs up at once each second, and one that refuses three times in six. */
    private static final int CALLS = 10;

    private static final Duration LONG = Duration.ofMinutes(3);

    @TempDir
    Path temp;

    private final ExecutorService asking = Executors.newCachedThreadPool();
    private final InetAddress loopback = InetAddress.getLoopbackAddress();
    private SwarmBench bench;
    private Metainfo torrent;
    private Socket closedPort;
    private ServerSocket decoy;

    @BeforeEach
    void open() throws Exception {
        bench = new SwarmBench(temp);
        bench.write("soil/depth.csv", SwarmBench.bytes(100_000));
        torrent = bench.torrent(bench.path("soil"), TorrentFormat.HYBRID);
        closedPort = new Socket();
        closedPort.bind(new InetSocketAddress(loopback, 0)); // Bound, and listens to nobody.
        decoy = new ServerSocket(0, 10, loopback);
    }

    @AfterEach
    void close() throws Exception {
        asking.shutdownNow();
        decoy.close();
        closedPort.close();
        bench.close();
    }

    @Test
    void is_called_at_once_when_it_is_named_again() throws Exception {
        Transfer transfer = fetchInVain();
        InetSocketAddress seed = seedComesBack();

        transfer.connect(seed);

        SwarmBench.finish(transfer);
    }

    @Test
    void is_called_at_once_when_all_known_peers_are_to_be() throws Exception {
        Transfer transfer = fetchInVain();
        seedComesBack();

        transfer.callPeers();

        SwarmBench.finish(transfer);
    }

    @Test
    @Tag("thorough")
    void is_called_again_after_a_while_without_being_named() throws Exception {
        Transfer transfer = fetchInVain();
        seedComesBack();

        transfer.awaitFinished(LONG, status -> {});
    }

    @Test
    void gives_the_torrent_of_a_magnet_link_at_once_when_it_is_named_again() throws Exception {
        Swarm fetcher = bench.swarm("fetcher");
        Future<Metainfo> first = resolveInVain(fetcher);
        InetSocketAddress seed = seedComesBack();

        Future<Metainfo> second = resolve(fetcher, List.of(seed));

        assertThat(second.get(1, TimeUnit.MINUTES).infoHashV1()).isEqualTo(torrent.infoHashV1());
        assertThat(first.get(1, TimeUnit.MINUTES).infoHashV1()).isEqualTo(torrent.infoHashV1());
    }

    @Test
    @Tag("thorough")
    void gives_the_torrent_of_a_magnet_link_after_a_while_without_being_named() throws Exception {
        Future<Metainfo> first = resolveInVain(bench.swarm("fetcher"));

        seedComesBack();

        assertThat(first.get(LONG.toMillis(), TimeUnit.MILLISECONDS).infoHashV1())
                .isEqualTo(torrent.infoHashV1());
    }

    private Transfer fetchInVain() throws Exception {
        Transfer transfer = bench.swarm("fetcher")
                .fetch(
                        torrent,
                        bench.path("copies/soil"),
                        FetchPlan.everything().from(peers()));
        awaitCalls();
        return transfer;
    }

    private Future<Metainfo> resolveInVain(Swarm fetcher) throws Exception {
        Future<Metainfo> resolving = resolve(fetcher, peers());
        awaitCalls();
        return resolving;
    }

    private Future<Metainfo> resolve(Swarm fetcher, List<InetSocketAddress> peers) {
        Callable<Metainfo> task = () -> fetcher.resolve(torrent.magnetLink(), peers, LONG);
        return asking.submit(task);
    }

    private List<InetSocketAddress> peers() {
        return List.of(
                new InetSocketAddress(loopback, closedPort.getLocalPort()),
                new InetSocketAddress(loopback, decoy.getLocalPort()));
    }

    /** Until libtorrent has had the time, by its own clock, to call the port that refuses as often as it ever does. */
    private void awaitCalls() throws IOException {
        decoy.setSoTimeout((int) SwarmBench.PATIENCE.toMillis());
        for (int i = 0; i < CALLS; i++) {
            decoy.accept().close();
        }
        decoy.close();
    }

    private InetSocketAddress seedComesBack() throws Exception {
        int port = closedPort.getLocalPort();
        closedPort.close();
        Swarm seeder = bench.open(bench.settings("seeder").withPort(port));
        seeder.seed(torrent, bench.path("soil")).awaitSeeding(SwarmBench.PATIENCE);
        assertThat(seeder.port()).isEqualTo(port);
        return SwarmBench.address(seeder);
    }
}
