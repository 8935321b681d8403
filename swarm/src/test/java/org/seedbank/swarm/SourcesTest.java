package org.seedbank.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;

/** A session and its transfers tell by what they find peers. */
class SourcesTest {

    @TempDir
    Path temp;

    private SwarmBench bench;
    private Metainfo torrent;

    @BeforeEach
    void open() throws Exception {
        bench = new SwarmBench(temp);
        bench.write("soil/depth.csv", SwarmBench.bytes(100_000));
        torrent = bench.torrent(bench.path("soil"), TorrentFormat.HYBRID);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void a_peer_that_refuses_is_one_and_this_session_none() throws Exception {
        Swarm swarm = bench.swarm("fetcher");
        int closed = closedPort();
        InetAddress loopback = InetAddress.getLoopbackAddress();
        List<InetSocketAddress> peers =
                List.of(new InetSocketAddress(loopback, swarm.port()), new InetSocketAddress(loopback, closed));

        Transfer transfer = swarm.fetch(
                torrent, bench.path("copies/soil"), FetchPlan.everything().from(peers));

        await(() -> transfer.sources().stream().allMatch(each -> each.state() == Source.State.FAILING));
        assertThat(transfer.sources())
                .extracting(Source::address)
                .containsExactly("127.0.0.1:" + swarm.port(), "127.0.0.1:" + closed);
        assertThat(transfer.sources().get(1).word()).contains("Connection refused");
        assertThat(transfer.availability().knownPeers()).isEqualTo(1);
    }

    @Test
    void a_peer_that_sends_works_and_is_remembered_to_have_had_everything() throws Exception {
        Swarm seeder = bench.seeding("seeder", torrent, bench.path("soil"));

        Transfer transfer = bench.swarm("fetcher").fetch(torrent, bench.path("copies/soil"), FetchPlan.everything());
        transfer.limit(Optional.empty(), Optional.of(1L << 10));
        transfer.connect(SwarmBench.address(seeder));

        await(() -> transfer.sources().get(0).state() == Source.State.WORKING);
        assertThat(transfer.sources().get(0).kind()).isEqualTo(Source.Kind.PEER);
        assertThat(transfer.availability().seedSeen()).isPresent();
    }

    @Test
    void a_peer_without_the_dataset_answers_and_does_not_offer_it() throws Exception {
        Transfer transfer =
                bench.swarm("fetcher").fetch(torrent, bench.path("copies/soil"), SwarmBench.from(bench.swarm("other")));

        await(() -> refuses(transfer));
        assertThat(transfer.availability().declining()).isEqualTo(1);
        assertThat(transfer.sources().get(0).word())
                .hasValueSatisfying(word -> assertThat(word).contains("does not offer this dataset"));
    }

    @Test
    void a_seed_that_was_paused_answers_and_does_not_offer_it_until_it_goes_on() throws Exception {
        Swarm seeder = bench.swarm("seeder");
        Transfer seeding = seeder.seed(torrent, bench.path("soil"));
        seeding.awaitSeeding(SwarmBench.PATIENCE);
        seeding.pause();
        Transfer transfer = bench.swarm("fetcher").fetch(torrent, bench.path("copies/soil"), SwarmBench.from(seeder));
        await(() -> refuses(transfer));

        seeding.resume();
        SwarmBench.finish(transfer);

        await(() -> transfer.sources().get(0).state() == Source.State.WORKING);
        assertThat(transfer.availability().declining()).isZero();
    }

    private static boolean refuses(Transfer transfer) {
        Source source = transfer.sources().get(0);
        return source.state() == Source.State.FAILING && source.fault().equals(Optional.of(Source.Fault.REFUSED));
    }

    @Test
    void a_session_names_the_addresses_that_it_listens_on_and_what_it_leaves_alone() throws Exception {
        Swarm swarm = bench.swarm("fetcher");

        await(() -> of(swarm, Source.Kind.LISTENING).size() == 2);
        assertThat(of(swarm, Source.Kind.LISTENING))
                .allMatch(each -> each.state() == Source.State.WORKING)
                .extracting(Source::address)
                .containsExactlyInAnyOrder("127.0.0.1:" + swarm.port() + " TCP", "127.0.0.1:" + swarm.port() + " UDP");
        for (Source.Kind kind : List.of(Source.Kind.DHT, Source.Kind.LOCAL, Source.Kind.PORT_MAPPING)) {
            assertThat(of(swarm, kind)).isNotEmpty().allMatch(each -> each.reason()
                    .equals(Optional.of(NotAsked.BEYOND_REACH)));
        }
        assertThat(swarm.view().cameIn()).isEmpty();
    }

    private static List<Source> of(Swarm swarm, Source.Kind kind) {
        return swarm.view().sources().stream()
                .filter(each -> each.kind() == kind)
                .toList();
    }

    private static int closedPort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + SwarmBench.PATIENCE.toNanos();
        CountDownLatch never = new CountDownLatch(1);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            never.await(50, TimeUnit.MILLISECONDS);
        }
    }
}
