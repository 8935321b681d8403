package org.seedbank.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.dataset.DatasetHasher;
import org.seedbank.integrity.dataset.DatasetScan;
import org.seedbank.integrity.dataset.PieceLength;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;
import org.seedbank.swarm.network.Encryption;
import org.seedbank.swarm.network.NetworkSettings;

/** What is told of one transfer in depth: its pieces, the bytes of its files, and its peers. */
class TransferDetailTest {

    private static final int PIECE = 16 << 10;

    @TempDir
    private Path temp;

    @AutoClose
    private SwarmBench bench;

    private Metainfo torrent;

    @BeforeEach
    void write() throws Exception {
        bench = new SwarmBench(temp);
        bench.write("soil/depth.csv", SwarmBench.bytes(10 * PIECE));
        bench.write("soil/empty.csv", new byte[0]);
        bench.write("soil/ph.csv", SwarmBench.bytes(9 * PIECE + 5));
        torrent = bench.torrent(bench.path("soil"), TorrentFormat.HYBRID);
    }

    @Test
    void a_seed_has_all_pieces_and_files_and_counts_no_copies() throws Exception {
        Transfer seeding = bench.swarm("seeder").seed(torrent, bench.path("soil"));
        seeding.awaitSeeding(SwarmBench.PATIENCE);

        assertThat(seeding.pieces(4)).contains(new PieceMap(20, List.of(5, 5, 5, 5), List.of(0, 0, 0, 0), List.of()));
        assertThat(seeding.bytesOfFiles(0, 10)).contains(List.of(10L * PIECE, 0L, 9L * PIECE + 5));
        assertThat(seeding.bytesOfFiles(2, 1)).contains(List.of(9L * PIECE + 5));
        assertThat(seeding.bytesOfFiles(3, 1)).contains(List.of());
        assertThat(seeding.peers()).isEmpty();
    }

    @Test
    void a_fetch_has_what_came_and_counts_who_has_the_rest() throws Exception {
        Swarm half = bench.swarm("half");
        half.seed(torrent, bench.path("soil"), Set.of(0)).awaitSeeding(SwarmBench.PATIENCE);

        Transfer fetching = slowly(bench.swarm("fetcher"), half, 4_000);

        AtomicReference<PieceMap> found = new AtomicReference<>();
        await(() -> {
            found.set(fetching.pieces(2).orElseThrow());
            return found.get().have().get(0) >= 1 && found.get().fetching().get(0) >= 1;
        });
        PieceMap map = found.get();
        assertThat(map.pieces()).isEqualTo(20);
        assertThat(map.have().get(1)).isZero();
        assertThat(map.copies()).containsExactly(1, 0);
        List<Long> bytes = fetching.bytesOfFiles(0, 3).orElseThrow();
        assertThat(bytes.get(0)).isBetween((long) PIECE, 10L * PIECE);
        assertThat(bytes.get(2)).isZero();
        PeerView peer = fetching.peers().get(0);
        assertThat(fetching.peers()).hasSize(1);
        assertThat(peer.client()).isEqualTo("seedbank/0.1.0");
        assertThat(peer.address()).isEqualTo("127.0.0.1:" + half.port());
        assertThat(peer.incoming()).isFalse();
        assertThat(peer.utp()).isFalse();
        assertThat(peer.have()).isEqualTo(0.5);
        assertThat(peer.downloaded()).isGreaterThanOrEqualTo(PIECE);
    }

    @Test
    void files_of_a_copy_with_damage_have_the_bytes_of_their_sound_pieces() throws Exception {
        BitSet sound = new BitSet();
        sound.set(0, 3);
        sound.set(19);
        Transfer offered = bench.swarm("seeder").seedPieces(torrent, bench.path("soil"), sound);
        offered.awaitSeeding(SwarmBench.PATIENCE);

        assertThat(offered.bytesOfFiles(0, 3)).contains(List.of(3L * PIECE, 0L, 5L));
        assertThat(offered.pieces(20).orElseThrow().have().subList(0, 4)).containsExactly(1, 1, 1, 0);
    }

    @Test
    void who_has_called_and_how_is_told_with_what_goes_to_it() throws Exception {
        NetworkSettings encrypted = NetworkSettings.USUAL.withEncryption(Encryption.REQUIRED);
        Swarm seeder = bench.open(bench.settings("seeder").withNetworking(encrypted));
        Transfer seeding = seeder.seed(torrent, bench.path("soil"));
        seeding.awaitSeeding(SwarmBench.PATIENCE);
        Swarm fetcher = bench.open(bench.settings("fetcher").withNetworking(encrypted));
        slowly(fetcher, seeder, 20_000);

        await(() -> seeding.peers().stream().anyMatch(each -> each.uploaded() > 0));
        PeerView peer = seeding.peers().get(0);
        assertThat(peer.incoming()).isTrue();
        assertThat(peer.encrypted()).isTrue();
        assertThat(peer.have()).isLessThan(1);
    }

    @Test
    void a_peers_name_is_one_short_line_whatever_it_says() throws Exception {
        Swarm seeder = bench.swarm("seeder");
        Transfer seeding = seeder.seed(torrent, bench.path("soil"));
        seeding.awaitSeeding(SwarmBench.PATIENCE);

        try (Stranger stranger = Stranger.meets(seeder, torrent.infoHashV2().orElseThrow())) {
            stranger.isCalled("<b>evil</b>\u001b[2J\u202e\nx" + "y".repeat(200));

            await(() -> seeding.peers().stream()
                    .anyMatch(each -> each.client().equals("<b>evil</b>?[2J??x" + "y".repeat(42))));
        }
    }

    /** It comes to libtorrent in the guise of a peer. */
    @Test
    void what_brings_the_bytes_of_web_seeds_is_no_peer() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var threads = Executors.newCachedThreadPool();
        server.setExecutor(threads);
        server.createContext("/soil/depth.csv", exchange -> {
            byte[] all = Files.readAllBytes(bench.path("soil/depth.csv"));
            String[] range = exchange.getRequestHeaders().getFirst("Range").split("[=-]", -1);
            int from = Integer.parseInt(range[1]);
            int to = Integer.parseInt(range[2]);
            exchange.getResponseHeaders().set("Content-Range", "bytes %d-%d/%d".formatted(from, to, all.length));
            exchange.sendResponseHeaders(206, to - from + 1);
            try (var body = exchange.getResponseBody()) {
                body.write(all, from, to - from + 1);
            }
        });
        // The fetch, and with it what brings the bytes, goes on for want of this one.
        server.createContext("/soil/ph.csv", exchange -> {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:%d/".formatted(server.getAddress().getPort());
            byte[] seeded = DatasetHasher.hash(
                            DatasetScan.scan(bench.path("soil"), false),
                            TorrentFormat.HYBRID,
                            new PieceLength(PIECE),
                            1,
                            Progress.NONE)
                    .write(List.of(), List.of(url), "a test", Optional.empty());
            Transfer fetching = bench.swarm("fetcher")
                    .fetch(Metainfo.parse(seeded), bench.path("copies/soil"), FetchPlan.everything());

            await(() -> {
                assertThat(fetching.peers()).isEmpty();
                return fetching.bytesOfFiles(0, 1).equals(Optional.of(List.of(10L * PIECE)));
            });
            assertThat(fetching.peers()).isEmpty();
        } finally {
            server.stop(0);
            threads.shutdownNow();
        }
    }

    @Test
    void a_million_pieces_are_counted_in_no_more_spans_than_a_person_can_see() {
        PieceMap map = PieceMap.of(1_000_003, 1_000_000, piece -> piece % 2 == 0);

        assertThat(map.have()).hasSize(PieceMap.MOST_SPANS);
        assertThat(map.have().stream().mapToInt(Integer::intValue).sum()).isEqualTo(500_002);
        assertThat(IntStream.range(0, 3).mapToObj(map.have()::get)).containsExactly(250, 250, 250);
        assertThat(PieceMap.of(3, 10, piece -> true).have()).containsExactly(1, 1, 1);
        assertThat(PieceMap.of(0, 10, piece -> true).have()).isEmpty();
    }

    /** Fetches no faster than this from the first byte on, as the peer is met behind the limit. */
    private Transfer slowly(Swarm fetcher, Swarm seeder, long rate) throws InterruptedException {
        Transfer fetching = fetcher.fetch(torrent, bench.path("copies/soil"), FetchPlan.everything());
        fetching.limit(Optional.empty(), Optional.of(rate));
        fetching.connect(SwarmBench.address(seeder));
        return fetching;
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + SwarmBench.PATIENCE.toNanos();
        CountDownLatch never = new CountDownLatch(1);
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            never.await(50, TimeUnit.MILLISECONDS);
        }
    }
}
