package org.seedbank.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;

/** A connection that is cut without a word in the middle of a fetch. */
class CutConnectionTest {

    /** Less than the dataset, and more than it takes to say who has what. */
    private static final long LET_THROUGH = 300_000;

    @TempDir
    Path temp;

    private final ExecutorService pumps = Executors.newCachedThreadPool();
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private final AtomicLong left = new AtomicLong(LET_THROUGH);
    private SwarmBench bench;
    private ServerSocket relay;

    @BeforeEach
    void open() throws Exception {
        bench = new SwarmBench(temp);
        relay = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
        relay.close();
        for (Socket each : open) {
            each.close();
        }
        pumps.shutdownNow();
    }

    @Test
    void is_told_though_the_peer_is_connected_as_far_as_anybody_knows() throws Exception {
        bench.write("soil/depth.csv", SwarmBench.bytes(1_000_000));
        Metainfo torrent = bench.torrent(bench.path("soil"), TorrentFormat.HYBRID);
        Swarm seeder = bench.seeding("seeder", torrent, bench.path("soil"));
        pumps.execute(() -> relayTo(SwarmBench.address(seeder)));

        Transfer transfer = bench.swarm("fetcher")
                .fetch(
                        torrent,
                        bench.path("copies/soil"),
                        FetchPlan.everything()
                                .from(List.of(new InetSocketAddress(
                                        InetAddress.getLoopbackAddress(), relay.getLocalPort()))));

        SwarmBench.await(() -> transfer.availability().silentSince().isPresent());
        assertThat(transfer.availability().peers()).isEqualTo(1);
        assertThat(transfer.availability().seedSeen()).isPresent();
        assertThat(transfer.status().bytesDone()).isLessThan(LET_THROUGH);
    }

    /** Lets so many bytes of the seed through, and then none and no end. */
    private void relayTo(InetSocketAddress seed) {
        try {
            while (true) {
                Socket fetcher = relay.accept();
                Socket seeder = new Socket(seed.getAddress(), seed.getPort());
                open.add(fetcher);
                open.add(seeder);
                pumps.execute(() -> pump(fetcher, seeder, new AtomicLong(Long.MAX_VALUE)));
                pumps.execute(() -> pump(seeder, fetcher, left));
            }
        } catch (IOException e) {
            assertThat(relay.isClosed()).isTrue();
        }
    }

    private static void pump(Socket from, Socket to, AtomicLong left) {
        byte[] some = new byte[4096];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(some); n >= 0; n = in.read(some)) {
                if (left.addAndGet(-n) >= 0) {
                    out.write(some, 0, n);
                }
            }
        } catch (IOException e) {
            assertThat(e).isNotNull(); // The test is over, and its sockets are closed.
        }
    }
}
