package org.seedbank.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;

/** A tracker of others, over HTTP, which we ask, and over UDP, which libtorrent asks: both show alike what it says. */
class RealTrackersIT {

    @TempDir
    private Path temp;

    @AutoClose
    private SwarmBench bench;

    @BeforeEach
    void open() {
        bench = new SwarmBench(temp);
    }

    @Test
    void it_introduces_who_came_by_http_to_who_comes_by_udp_and_the_other_way_round() throws Exception {
        bench.write("soil/depth.csv", SwarmBench.bytes(300_000));
        Metainfo plain = bench.torrent(bench.path("soil"), TorrentFormat.HYBRID);
        try (Opentracker tracker = Opentracker.start(bench.path("tracker"), plain)) {
            Metainfo http = bench.torrent(bench.path("soil"), TorrentFormat.HYBRID, tracker.http());
            Metainfo udp = bench.torrent(bench.path("soil"), TorrentFormat.HYBRID, tracker.udp());
            Transfer seeder = bench.swarm("seeder").seed(http, bench.path("soil"));
            await(seeder, source -> source.seeders().orElse(0) == 1);

            Transfer fetch = bench.swarm("fetcher").fetch(udp, bench.path("copies/soil"), FetchPlan.everything());
            SwarmBench.finish(fetch);
            Transfer other = bench.swarm("other").fetch(http, bench.path("more/soil"), FetchPlan.everything());
            SwarmBench.finish(other);

            Source asUdp = await(fetch, source -> source.seeders().orElse(0) > 0);
            Source asHttp = await(other, source -> source.seeders().orElse(0) > 0);
            assertThat(List.of(asUdp.address(), asHttp.address())).containsExactly(tracker.udp(), tracker.http());
            for (Source each : List.of(asUdp, asHttp)) {
                assertThat(each.state()).isEqualTo(Source.State.WORKING);
                assertThat(each.word()).isEmpty();
                assertThat(each.answered().orElseThrow()).isBefore(Instant.now().plusSeconds(1));
                assertThat(each.next().orElseThrow())
                        .isBetween(
                                Instant.now().minus(SwarmBench.PATIENCE),
                                Instant.now().plus(Duration.ofHours(2)));
                assertThat(each.leechers()).isPresent();
            }
        }
    }

    @Test
    void who_publishes_is_told_that_it_refuses_in_its_own_words() throws Exception {
        bench.write("soil/depth.csv", SwarmBench.bytes(300_000));
        try (Opentracker tracker = Opentracker.start(bench.path("tracker"))) {
            Metainfo torrent = bench.torrent(bench.path("soil"), TorrentFormat.V1, tracker.http());
            Transfer seeder = bench.swarm("seeder").seed(torrent, bench.path("soil"));

            Source refusal = await(seeder, source -> source.state() == Source.State.FAILING);

            assertThat(refusal.word()).contains("Requested download is not authorized for use with this tracker.");
            assertThat(seeder.status().state()).isEqualTo(TransferState.SEEDING);
        }
    }

    private static Source await(Transfer transfer, Predicate<Source> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + SwarmBench.PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            Source source = transfer.sources().stream()
                    .filter(each -> each.kind() == Source.Kind.TRACKER)
                    .findFirst()
                    .orElseThrow();
            if (wanted.test(source)) {
                return source;
            }
            synchronized (transfer) {
                transfer.wait(50);
            }
        }
        throw new AssertionError("never: " + transfer.sources());
    }
}
