package org.seedbank.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.dataset.DatasetHasher;
import org.seedbank.integrity.dataset.DatasetScan;
import org.seedbank.integrity.dataset.PieceLength;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;

/**
 * A session that reaches everywhere asks nothing of its own machine because a stranger's torrent says so. These sessions
 * listen on loopback, so nothing leaves the machine.
 */
class PrivateUrlsTest {

    private final CountDownLatch trackerAsked = new CountDownLatch(1);
    private final CountDownLatch webSeedAsked = new CountDownLatch(1);

    @TempDir
    private Path temp;

    private SwarmBench bench;
    private HttpServer server;

    @BeforeEach
    void open() throws Exception {
        bench = new SwarmBench(temp);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            (exchange.getRequestURI().getPath().equals("/announce") ? trackerAsked : webSeedAsked).countDown();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        bench.close();
        server.stop(0);
    }

    @Test
    void trackers_and_web_seeds_on_this_machine_are_not_asked_and_the_transfer_says_so() throws Exception {
        Metainfo torrent = torrent();
        Metainfo without = bench.torrent(bench.path("soil"), TorrentFormat.HYBRID);
        Swarm seeder = bench.seeding("seeder", without, bench.path("soil"));

        Transfer transfer = bench.open(everywhere()).fetch(torrent, bench.path("copies/soil"), SwarmBench.from(seeder));
        SwarmBench.finish(transfer);

        assertThat(transfer.sources())
                .filteredOn(each -> each.kind() != Source.Kind.PEER)
                .containsExactly(
                        Source.notAsked(Source.Kind.TRACKER, url() + "announce", NotAsked.PRIVATE),
                        Source.notAsked(Source.Kind.WEB_SEED, url(), NotAsked.PRIVATE));
        assertThat(trackerAsked.getCount()).isEqualTo(1);
        assertThat(webSeedAsked.getCount()).isEqualTo(1);
    }

    @Test
    void nor_are_they_where_the_session_reaches_this_machine_only() throws Exception {
        Metainfo torrent = torrent();
        Metainfo without = bench.torrent(bench.path("soil"), TorrentFormat.HYBRID);
        Swarm seeder = bench.seeding("seeder", without, bench.path("soil"));

        Transfer transfer = bench.open(bench.settings("fetcher").withAllowPrivate(false))
                .fetch(torrent, bench.path("copies/soil"), SwarmBench.from(seeder));
        SwarmBench.finish(transfer);

        assertThat(transfer.sources())
                .filteredOn(each -> each.kind() != Source.Kind.PEER)
                .extracting(Source::reason)
                .containsExactly(Optional.of(NotAsked.PRIVATE), Optional.of(NotAsked.PRIVATE));
        assertThat(trackerAsked.getCount()).isEqualTo(1);
        assertThat(webSeedAsked.getCount()).isEqualTo(1);
    }

    @Test
    void on_this_machine_too_those_of_a_torrent_that_its_owner_trusts_are() throws Exception {
        Metainfo torrent = torrent();
        Swarm swarm = bench.open(bench.settings("fetcher").withAllowPrivate(false));
        swarm.trustUrlsOf(SwarmKey.of(torrent));

        Transfer transfer = swarm.fetch(torrent, bench.path("copies/soil"), FetchPlan.everything());

        assertThat(trackerAsked.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(webSeedAsked.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(transfer.sources()).isNotEmpty().noneMatch(each -> each.state() == Source.State.NOT_ASKED);
    }

    @Test
    void those_of_a_torrent_that_its_owner_trusts_are() throws Exception {
        Metainfo torrent = torrent();
        Swarm swarm = bench.open(everywhere());
        swarm.trustUrlsOf(SwarmKey.of(torrent));

        Transfer transfer = swarm.fetch(torrent, bench.path("copies/soil"), FetchPlan.everything());

        assertThat(trackerAsked.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(webSeedAsked.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(transfer.sources()).isNotEmpty().noneMatch(each -> each.state() == Source.State.NOT_ASKED);
    }

    @Test
    void so_are_all_where_the_session_allows_them() throws Exception {
        bench.open(everywhere().withAllowPrivate(true))
                .fetch(torrent(), bench.path("copies/soil"), FetchPlan.everything());

        assertThat(trackerAsked.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(webSeedAsked.await(1, TimeUnit.MINUTES)).isTrue();
    }

    private SwarmSettings everywhere() {
        SwarmSettings local = bench.settings("fetcher");
        return SwarmSettings.open(local.folders(), local.clientVersion()).withListen(local.listen());
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    private Metainfo torrent() throws Exception {
        bench.write("soil/depth.csv", SwarmBench.bytes(200_000));
        return Metainfo.parse(DatasetHasher.hash(
                        DatasetScan.scan(bench.path("soil"), false),
                        TorrentFormat.HYBRID,
                        new PieceLength(16 << 10),
                        1,
                        Progress.NONE)
                .write(List.of(url() + "announce"), List.of(url()), "a test", Optional.empty()));
    }
}
