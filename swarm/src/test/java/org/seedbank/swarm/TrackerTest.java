package org.seedbank.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seedbank.swarm.Source.Kind.TRACKER;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.HostPort;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;
import org.seedbank.swarm.internal.session.NativeTracker;
import org.seedbank.swarm.internal.transfer.TrackerHealth;

/** Trackers introduce peers, their refusals are told, and those elsewhere are left alone by a local session. */
class TrackerTest {

    @TempDir
    private Path temp;

    @AutoClose
    private SwarmBench bench;

    @BeforeEach
    void open() {
        bench = new SwarmBench(temp);
    }

    @Test
    void a_tracker_introduces_peers() throws Exception {
        try (TestTracker tracker = TestTracker.start()) {
            Metainfo torrent = soil(tracker.url());
            bench.seeding("seeder", torrent, bench.path("soil"));

            Transfer transfer =
                    bench.swarm("fetcher").fetch(torrent, bench.path("copies/soil"), FetchPlan.everything());
            SwarmBench.land(transfer);

            assertThat(SwarmBench.content(bench.path("copies/soil"))).isEqualTo(SwarmBench.content(bench.path("soil")));
        }
    }

    @Test
    void the_refusal_of_a_tracker_is_told_and_the_fetch_goes_on() throws Exception {
        try (TestTracker tracker = TestTracker.start().refusing("soil is not welcome here")) {
            Metainfo torrent = soil(tracker.url());
            CompletableFuture<TransferEvent> warned = new CompletableFuture<>();

            Transfer transfer =
                    bench.swarm("fetcher").fetch(torrent, bench.path("copies/soil"), FetchPlan.everything());
            transfer.addListener(event -> {
                if (event instanceof TransferEvent.TrackerWarned) {
                    warned.complete(event);
                }
            });

            assertThat(warned.get(1, TimeUnit.MINUTES))
                    .isEqualTo(new TransferEvent.TrackerWarned(tracker.url(), "soil is not welcome here"));
            assertThat(transfer.availability().trackerProblem())
                    .contains("tracker: " + tracker.url() + ": soil is not welcome here");
            // It is asked for both infohashes of a hybrid, one after the other.
            await(transfer, tracker.url(), source -> source.state() == Source.State.FAILING);
            assertThat(transfer.sources()).singleElement().satisfies(source -> {
                assertThat(source.kind()).isEqualTo(TRACKER);
                assertThat(source.word()).contains("soil is not welcome here");
                assertThat(source.next()).isPresent();
            });
            assertThat(transfer.status().state()).isEqualTo(TransferState.FETCHING);
        }
    }

    @Test
    void a_tracker_that_has_refused_is_asked_again_when_it_may_know_more() throws Exception {
        try (UdpTracker tracker = UdpTracker.start("soil is not listed yet")) {
            Metainfo torrent = soil(tracker.url());
            Swarm swarm = bench.swarm("seeder");
            Transfer seeder = swarm.seed(torrent, bench.path("soil"));
            await(seeder, tracker.url(), source -> source.state() == Source.State.FAILING);

            tracker.welcome();
            long welcomed = System.nanoTime();
            swarm.announceAgain(SwarmKey.of(torrent));
            await(seeder, tracker.url(), source -> source.state() == Source.State.WORKING);

            // libtorrent itself waits for 15 seconds and more.
            assertThat(Duration.ofNanos(System.nanoTime() - welcomed)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void a_tracker_over_udp_is_shown_like_one_over_http() throws Exception {
        try (UdpTracker works = UdpTracker.start("");
                UdpTracker refuses = UdpTracker.start("soil is not welcome here")) {
            Metainfo torrent = soil(works.url(), refuses.url());
            Transfer seeder = bench.swarm("seeder").seed(torrent, bench.path("soil"));

            Source good = await(seeder, works.url(), source -> source.seeders().isPresent());
            Source bad = await(
                    seeder, refuses.url(), source -> source.word().equals(Optional.of("soil is not welcome here")));

            assertThat(good.state()).isEqualTo(Source.State.WORKING);
            assertThat(good.seeders()).hasValue(4);
            assertThat(good.leechers()).hasValue(3);
            assertThat(good.answered()).isPresent();
            assertThat(good.next().orElseThrow()).isAfter(Instant.now().plusSeconds(1000));
            // libtorrent loses these words.
            assertThat(bad.state()).isEqualTo(Source.State.FAILING);
            assertThat(bad.fault()).contains(Source.Fault.REFUSED);
            assertThat(good.fault()).isEmpty();
        }
    }

    @Test
    void a_tracker_over_udp_that_says_nothing_is_silent() throws Exception {
        int closed;
        try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            closed = free.getLocalPort();
        }
        String silent = "udp://127.0.0.1:%d/announce".formatted(closed);
        Transfer seeder = bench.swarm("seeder").seed(soil(silent), bench.path("soil"));

        Source source = await(seeder, silent, each -> each.state() == Source.State.FAILING);

        assertThat(source.fault()).contains(Source.Fault.SILENT);
    }

    @Test
    void a_tracker_over_http_that_refuses_and_one_where_nobody_listens_have_other_faults() throws Exception {
        int closed;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = free.getLocalPort();
        }
        String dead = "http://127.0.0.1:%d/announce".formatted(closed);
        try (TestTracker refuses = TestTracker.start().refusing("soil is not welcome here")) {
            Transfer seeder = bench.swarm("seeder").seed(soil(dead, refuses.url()), bench.path("soil"));

            assertThat(await(seeder, dead, each -> each.state() == Source.State.FAILING)
                            .fault())
                    .contains(Source.Fault.UNREACHABLE);
            assertThat(await(seeder, refuses.url(), each -> each.state() == Source.State.FAILING)
                            .fault())
                    .contains(Source.Fault.REFUSED);
        }
    }

    private static Source await(Transfer transfer, String address, Predicate<Source> wanted)
            throws InterruptedException {
        long deadline = System.nanoTime() + SwarmBench.PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<Source> source = transfer.sources().stream()
                    .filter(each -> each.address().equals(address) && wanted.test(each))
                    .findFirst();
            if (source.isPresent()) {
                return source.get();
            }
            synchronized (transfer) {
                TimeUnit.MILLISECONDS.timedWait(transfer, 50);
            }
        }
        throw new AssertionError("never: " + transfer.sources());
    }

    @Test
    void a_local_session_asks_no_tracker_elsewhere() throws Exception {
        try (TestTracker near = TestTracker.start().refusing("asked")) {
            Metainfo torrent = soil("http://tracker.invalid/announce", "http://192.0.2.1/announce", near.url());
            CompletableFuture<TransferEvent> warned = new CompletableFuture<>();

            Transfer transfer =
                    bench.swarm("fetcher").fetch(torrent, bench.path("copies/soil"), FetchPlan.everything());
            transfer.addListener(event -> {
                if (event instanceof TransferEvent.TrackerWarned) {
                    warned.complete(event);
                }
            });

            assertThat(warned.get(1, TimeUnit.MINUTES)).isEqualTo(new TransferEvent.TrackerWarned(near.url(), "asked"));
            assertThat(transfer.sources())
                    .contains(
                            Source.notAsked(TRACKER, "http://tracker.invalid/announce", NotAsked.BEYOND_REACH),
                            Source.notAsked(TRACKER, "http://192.0.2.1/announce", NotAsked.BEYOND_REACH));
        }
    }

    @Test
    void a_tracker_that_is_put_in_the_place_of_another_is_asked_while_the_transfer_goes_on() throws Exception {
        try (TestTracker old = TestTracker.start().refusing("moved");
                TestTracker moved = TestTracker.start()) {
            Metainfo before = soil(old.url());
            Metainfo edited = before.withUrls(List.of(List.of(moved.url())), before.webSeeds());
            bench.seeding("seeder", edited, bench.path("soil"));
            Transfer transfer = bench.swarm("fetcher").fetch(before, bench.path("copies/soil"), FetchPlan.everything());

            transfer.replaceUrls(edited);
            SwarmBench.land(transfer);

            assertThat(SwarmBench.content(bench.path("copies/soil"))).isEqualTo(SwarmBench.content(bench.path("soil")));
        }
    }

    @Test
    void a_tracker_beyond_reach_is_not_asked_either_when_it_comes_later() throws Exception {
        Metainfo torrent = soil();
        Transfer transfer = bench.swarm("fetcher").fetch(torrent, bench.path("copies/soil"), FetchPlan.everything());

        transfer.replaceUrls(
                torrent.withUrls(List.of(List.of("http://192.0.2.1/announce")), List.of("http://192.0.2.1/soil/")));

        assertThat(transfer.sources())
                .contains(
                        Source.notAsked(TRACKER, "http://192.0.2.1/announce", NotAsked.BEYOND_REACH),
                        Source.notAsked(Source.Kind.WEB_SEED, "http://192.0.2.1/soil/", NotAsked.BEYOND_REACH));
    }

    @Test
    void peers_that_an_entry_names_need_no_tracker() throws Exception {
        Metainfo torrent = soil();
        Swarm seeder = bench.swarm("seeder");
        seeder.seed(torrent, bench.path("soil"));
        Transfer transfer = bench.swarm("fetcher").fetch(torrent, bench.path("copies/soil"), FetchPlan.everything());

        transfer.introduce(List.of(
                HostPort.parse("192.0.2.1:6881"),
                new HostPort("localhost", seeder.port()),
                new HostPort("127.0.0.1", seeder.port())));
        SwarmBench.land(transfer);

        assertThat(transfer.sources())
                .contains(Source.notAsked(Source.Kind.PEER, "192.0.2.1:6881", NotAsked.BEYOND_REACH));
    }

    @Test
    void one_tracker_that_works_is_enough() {
        TrackerHealth trackers = new TrackerHealth();
        assertThat(trackers.problem()).isEmpty();

        trackers.failed(TRACKER, "a", "refused");
        assertThat(trackers.problem()).contains("tracker: a: refused");
        trackers.answered("b");
        assertThat(trackers.problem()).isEmpty();
        trackers.failed(TRACKER, "b", "gone");
        assertThat(trackers.problem()).contains("tracker: b: gone");
    }

    /** libtorrent tells of each infohash by itself, in any order. */
    @Test
    void a_tracker_over_udp_that_takes_one_infohash_of_a_hybrid_works() {
        TrackerHealth trackers = new TrackerHealth();
        trackers.answered("udp://a");
        trackers.failed(TRACKER, "udp://a", "not registered");
        trackers.counted(new NativeTracker(
                "udp://a", OptionalInt.of(3), OptionalInt.of(1), Optional.empty(), NativeTracker.Takes.ONE_OF_TWO));

        assertThat(trackers.sources()).singleElement().satisfies(source -> {
            assertThat(source.state()).isEqualTo(Source.State.WORKING);
            assertThat(source.word()).contains("it takes one of the two infohashes, and not the other: not registered");
        });
        assertThat(trackers.isFailing()).isFalse();
    }

    private Metainfo soil(String... trackers) throws Exception {
        bench.write("soil/depth.csv", SwarmBench.bytes(100_000));
        return bench.torrent(bench.path("soil"), TorrentFormat.HYBRID, trackers);
    }
}
