package org.seedbank.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;
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
            assertThat(transfer.availability().trackerProblem()).contains(tracker.url() + ": soil is not welcome here");
            assertThat(transfer.status().state()).isEqualTo(TransferState.FETCHING);
        }
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
        }
    }

    @Test
    void one_tracker_that_works_is_enough() {
        TrackerHealth trackers = new TrackerHealth();
        assertThat(trackers.problem()).isEmpty();

        trackers.failed("a", "refused");
        assertThat(trackers.problem()).contains("a: refused");
        trackers.answered("b");
        assertThat(trackers.problem()).isEmpty();
        trackers.failed("b", "gone");
        assertThat(trackers.problem()).contains("b: gone");
    }

    private Metainfo soil(String... trackers) throws Exception {
        bench.write("soil/depth.csv", SwarmBench.bytes(100_000));
        return bench.torrent(bench.path("soil"), TorrentFormat.HYBRID, trackers);
    }
}
