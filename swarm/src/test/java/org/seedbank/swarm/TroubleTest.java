package org.seedbank.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;
import org.seedbank.swarm.libtorrent.LibtorrentSwarm;
import org.seedbank.swarm.network.ListenPlace;
import org.seedbank.swarm.network.NetworkSettings;

/** What goes wrong is told, and what waits ends. */
class TroubleTest {

    @TempDir
    private Path temp;

    @AutoClose
    private SwarmBench bench;

    @BeforeEach
    void open() {
        bench = new SwarmBench(temp);
    }

    private static final Duration SHORT = Duration.ofMillis(300);

    @Test
    void a_disk_error_names_the_file_and_the_reason() throws Exception {
        Metainfo torrent = soil();
        Path inTheWay = bench.write("copies/soil/deep", new byte[1]);
        Swarm seeder = bench.seeding("seeder", torrent, bench.path("soil"));
        BlockingQueue<TransferEvent> failures = new ArrayBlockingQueue<>(10);

        Transfer transfer = bench.swarm("fetcher").fetch(torrent, bench.path("copies/soil"), SwarmBench.from(seeder));
        transfer.addListener(event -> {
            if (event instanceof TransferEvent.Failed) {
                failures.add(event);
            }
        });

        assertThatThrownBy(() -> SwarmBench.finish(transfer))
                .isInstanceOf(SwarmException.DiskFailed.class)
                .hasMessage("cannot store '%s': deep/depth.csv: Not a directory".formatted(inTheWay.getParent()));
        assertThat(failures.poll(10, TimeUnit.SECONDS))
                .isEqualTo(new TransferEvent.Failed(Optional.of(new DatasetPath("deep/depth.csv")), "Not a directory"));
        assertThat(transfer.status().state()).isEqualTo(TransferState.FAILED);
    }

    @Test
    void a_failed_fetch_goes_on_when_the_cause_is_gone() throws Exception {
        Metainfo torrent = soil();
        Path inTheWay = bench.write("copies/soil/deep", new byte[1]);
        Swarm seeder = bench.seeding("seeder", torrent, bench.path("soil"));
        Transfer transfer = bench.swarm("fetcher").fetch(torrent, bench.path("copies/soil"), SwarmBench.from(seeder));
        assertThatThrownBy(() -> SwarmBench.finish(transfer)).isInstanceOf(SwarmException.DiskFailed.class);

        Files.delete(inTheWay);
        transfer.resume();
        SwarmBench.land(transfer);

        assertThat(transfer.status().problem()).isEmpty();
        assertThat(SwarmBench.content(bench.path("copies/soil"))).isEqualTo(SwarmBench.content(bench.path("soil")));
    }

    @Test
    void a_folder_in_the_place_of_a_file_is_refused_at_once() throws Exception {
        Metainfo torrent = soil();
        Path folder = Files.createDirectories(bench.path("copies/soil/ph.csv"));
        Swarm swarm = bench.swarm("fetcher");

        assertThatThrownBy(() -> swarm.fetch(torrent, bench.path("copies/soil"), FetchPlan.everything()))
                .isInstanceOf(SwarmException.DiskFailed.class)
                .hasMessage("cannot store '%s': there is something else than a file".formatted(folder));
    }

    @Test
    void a_fetch_that_nobody_serves_stalls_but_does_not_fail() throws Exception {
        Transfer transfer = bench.swarm("fetcher").fetch(soil(), bench.path("copies/soil"), FetchPlan.everything());
        SwarmBench.await(() -> transfer.status().state() == TransferState.FETCHING);

        assertThatThrownBy(() -> transfer.awaitFinished(SHORT, status -> {}))
                .isInstanceOf(SwarmException.Stalled.class)
                .hasMessage("nobody sent a byte of 'soil' for 1 second");
        assertThat(transfer.status().state()).isEqualTo(TransferState.FETCHING);
        assertThat(transfer.availability())
                .isEqualTo(new Availability(0, 0, 0, Optional.empty(), OptionalDouble.empty(), Optional.empty()));
    }

    @Test
    void waiting_ends_when_the_transfer_is_closed() throws Exception {
        Transfer transfer = bench.swarm("fetcher").fetch(soil(), bench.path("copies/soil"), FetchPlan.everything());
        CompletableFuture<Throwable> outcome = waitInAnotherThread(transfer).outcome();

        transfer.close();

        assertThat(outcome.get(10, TimeUnit.SECONDS)).isInstanceOf(SwarmException.Closed.class);
    }

    @Test
    void waiting_ends_when_the_thread_is_interrupted() throws Exception {
        Transfer transfer = bench.swarm("fetcher").fetch(soil(), bench.path("copies/soil"), FetchPlan.everything());
        Waiter waiter = waitInAnotherThread(transfer);

        waiter.thread().interrupt();

        assertThat(waiter.outcome().get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    }

    @Test
    void closing_again_does_nothing_and_a_closed_session_says_so() throws Exception {
        Swarm swarm = bench.swarm("fetcher");
        Metainfo torrent = soil();
        Transfer transfer = swarm.fetch(torrent, bench.path("copies/soil"), FetchPlan.everything());

        swarm.close();
        swarm.close();
        transfer.close();

        assertThat(transfer.status().state()).isEqualTo(TransferState.CLOSED);
        assertThatThrownBy(() -> swarm.fetch(torrent, bench.path("copies/soil"), FetchPlan.everything()))
                .isInstanceOf(SwarmException.Closed.class)
                .hasMessage("the swarm session is closed");
    }

    @Test
    void what_is_said_of_a_closed_transfer_is_not_taken_for_its_successor() throws Exception {
        Metainfo torrent = soil();
        Swarm swarm = bench.swarm("fetcher");
        for (int i = 0; i < 100; i++) {
            swarm.fetch(torrent, bench.path("copies/soil"), FetchPlan.everything())
                    .close();
            try (Transfer again = swarm.seed(torrent, bench.path("soil"))) {
                again.awaitSeeding(SwarmBench.PATIENCE);
            }
        }
    }

    @Test
    void a_session_has_a_torrent_once_but_again_after_it_was_closed() throws Exception {
        Metainfo torrent = soil();
        Swarm swarm = bench.swarm("fetcher");
        try (Transfer first = swarm.fetch(torrent, bench.path("copies/soil"), FetchPlan.everything())) {
            assertThatThrownBy(() -> swarm.fetch(torrent, bench.path("copies/other"), FetchPlan.everything()))
                    .isInstanceOf(SwarmException.TorrentRefused.class)
                    .hasMessage("libtorrent refuses the torrent of 'soil': this session has it already");
            assertThat(first.status().state()).isNotEqualTo(TransferState.CLOSED);
        }

        Transfer again = swarm.seed(torrent, bench.path("soil"));
        again.awaitSeeding(SwarmBench.PATIENCE);
    }

    @Test
    void an_address_that_is_not_ours_cannot_be_listened_on() throws Exception {
        SwarmSettings elsewhere = bench.settings("fetcher")
                .withListen(new InetSocketAddress(InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1}), 6881));

        assertThatThrownBy(() -> bench.open(elsewhere))
                .isInstanceOf(SwarmException.CannotListen.class)
                .hasMessage("cannot listen for peers on '192.0.2.1:6881': Cannot assign requested address");
    }

    @Test
    void a_session_that_a_person_bound_to_a_place_that_is_not_there_now_opens_and_says_so() throws Exception {
        SwarmSettings local = bench.settings("fetcher");
        SwarmSettings elsewhere = new SwarmSettings(
                        Network.PRIVATE,
                        local.listen(),
                        local.folders(),
                        local.limits(),
                        local.clientVersion(),
                        true,
                        NetworkSettings.USUAL,
                        Optional.empty())
                .withNetworking(NetworkSettings.USUAL.withListen(Optional.of(ListenPlace.parse("192.0.2.1:6881"))));

        Swarm swarm = bench.open(elsewhere);

        assertThat(swarm.port()).isZero();
        assertThat(swarm.view().sources())
                .filteredOn(each -> each.kind() == Source.Kind.LISTENING)
                .containsExactly(Source.of(
                        Source.Kind.LISTENING,
                        "192.0.2.1",
                        Source.State.FAILING,
                        Optional.of("this machine has no such address or interface now")));
    }

    @Test
    void sessions_that_are_opened_at_the_same_moment_at_the_same_port_all_listen() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        CyclicBarrier start = new CyclicBarrier(8);
        List<CompletableFuture<Swarm>> opened = IntStream.range(0, start.getParties())
                .mapToObj(number ->
                        opened(start, bench.settings("machine-" + number).withPort(port)))
                .toList();

        Set<Integer> ports = new HashSet<>();
        for (CompletableFuture<Swarm> each : opened) {
            try (Swarm swarm = each.get(30, TimeUnit.SECONDS)) {
                ports.add(swarm.port());
            }
        }
        assertThat(ports).doesNotContain(0);
    }

    private static CompletableFuture<Swarm> opened(CyclicBarrier start, SwarmSettings settings) {
        CompletableFuture<Swarm> opened = new CompletableFuture<>();
        new Thread(() -> {
                    try {
                        start.await(30, TimeUnit.SECONDS);
                        opened.complete(LibtorrentSwarm.open(settings));
                    } catch (Exception e) { // Whatever it is, the test is to see it.
                        opened.completeExceptionally(e);
                    }
                })
                .start();
        return opened;
    }

    private record Waiter(Thread thread, CompletableFuture<Throwable> outcome) {}

    private static Waiter waitInAnotherThread(Transfer transfer) throws InterruptedException {
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        CompletableFuture<Void> waiting = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                transfer.awaitFinished(SwarmBench.PATIENCE, status -> waiting.complete(null));
            } catch (InterruptedException | SwarmException e) {
                outcome.complete(e);
            }
        });
        thread.start();
        waiting.join();
        return new Waiter(thread, outcome);
    }

    private Metainfo soil() throws Exception {
        bench.write("soil/deep/depth.csv", SwarmBench.bytes(100_000));
        bench.write("soil/ph.csv", SwarmBench.bytes(50_000));
        return bench.torrent(bench.path("soil"), TorrentFormat.HYBRID);
    }
}
