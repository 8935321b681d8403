package org.seedbank.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.HostPort;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;
import org.seedbank.swarm.network.NetworkSettings;

/** A DHT of a lab's own: sessions that know nobody but each other (BEP 5). */
@Tag("thorough")
class DhtTest {

    private static final int MANY = 12;

    @TempDir
    Path temp;

    @AutoClose
    private SwarmBench bench;

    @BeforeEach
    void open() {
        bench = new SwarmBench(temp);
    }

    /** A session on loopback that finds peers by the DHT alone. */
    private SwarmSettings settings(String machine, int bootstrapPort) {
        SwarmSettings local = bench.settings(machine);
        return SwarmSettings.open(local.folders(), local.clientVersion())
                .withListen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .withAllowPrivate(true)
                .withNetworking(NetworkSettings.USUAL
                        .withWays(new NetworkSettings.Ways(true, false, false, false, false))
                        .withDhtBootstrap(List.of(new HostPort("127.0.0.1", bootstrapPort))));
    }

    @Test
    void a_node_is_the_bootstrap_of_its_lab_and_is_known_after_a_restart() throws Exception {
        Path dataset = bench.write("soil/ph.csv", SwarmBench.bytes(40_000)).getParent();
        Metainfo torrent = bench.torrent(dataset, TorrentFormat.HYBRID);
        Swarm first = bench.open(settings("first", 1));
        Swarm seeder = bench.open(settings("seeder", first.port()));
        seeder.seed(torrent, dataset).awaitSeeding(SwarmBench.PATIENCE);

        Swarm fetcher = bench.open(settings("fetcher", first.port()));
        SwarmBench.land(fetcher.fetch(torrent, bench.path("copy"), FetchPlan.everything()));
        fetcher.close();

        // Nobody answers where it is told to enter, so it has to know whom to ask.
        Swarm again = bench.open(settings("fetcher", 1));
        SwarmBench.land(again.fetch(torrent, bench.path("second"), FetchPlan.everything()));
        assertThat(bench.path("second/ph.csv")).hasSameBinaryContentAs(dataset.resolve("ph.csv"));
    }

    /** Together they send more messages than libtorrent hears from one address. */
    @Test
    void many_nodes_of_one_address_are_heard() throws Exception {
        Path dataset = bench.write("soil/ph.csv", SwarmBench.bytes(40_000)).getParent();
        Metainfo torrent = bench.torrent(dataset, TorrentFormat.HYBRID);
        Swarm first = bench.open(settings("first", 1));
        for (int i = 0; i < MANY; i++) {
            bench.open(settings("node" + i, first.port()));
        }

        bench.open(settings("seeder", first.port())).seed(torrent, dataset).awaitSeeding(SwarmBench.PATIENCE);
        Transfer fetch = bench.open(settings("fetcher", first.port()))
                .fetch(torrent, bench.path("copy"), FetchPlan.everything());

        SwarmBench.finish(fetch);
    }
}
