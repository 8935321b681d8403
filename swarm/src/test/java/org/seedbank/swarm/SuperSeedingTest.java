package org.seedbank.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;

/** An original is sent about once until others have it, where that helps; and whole to whoever wants it otherwise. */
@Tag("thorough")
class SuperSeedingTest {

    private static final int LENGTH = 12_000_000;

    @TempDir
    private Path temp;

    @AutoClose
    private SwarmBench bench;

    private Metainfo torrent;
    private Swarm publisher;
    private Transfer original;

    @BeforeEach
    void open() throws Exception {
        bench = new SwarmBench(temp);
        bench.write("soil/depth.csv", SwarmBench.bytes(LENGTH));
        bench.write("soil/few.csv", SwarmBench.bytes(20_000));
        torrent = bench.torrent(bench.path("soil"), TorrentFormat.HYBRID, 64 << 10);
        publisher = bench.swarm("publisher");
        original = publisher.seedOriginal(torrent, bench.path("soil"), true);
        original.awaitSeeding(SwarmBench.PATIENCE);
    }

    @Test
    void several_that_a_limit_holds_up_get_different_pieces_and_share_them() throws Exception {
        publisher.limit(SwarmLimits.rates(Optional.of(2_000_000L), Optional.empty()));
        List<Transfer> fetches = fetch(5);

        for (Transfer fetch : fetches) {
            SwarmBench.finish(fetch);
        }

        assertThat(original.status().traffic().uploaded()).isLessThan((long) (1.15 * LENGTH));
    }

    @Test
    void without_a_limit_nobody_waits_for_the_next_offer() throws Exception {
        for (Transfer fetch : fetch(2)) {
            SwarmBench.finish(fetch);
        }

        SwarmBench.await(() -> original.status().traffic().uploaded() > 0);
    }

    @Test
    void who_is_given_pieces_knows_when_though_nobody_says_that_it_has_all() throws Exception {
        publisher.limit(SwarmLimits.rates(Optional.of(200_000L), Optional.empty()));
        Transfer fetch = fetch(1).get(0);

        SwarmBench.await(() -> fetch.availability().given().isPresent());

        assertThat(fetch.availability().seedSeen()).isEmpty();
    }

    /** It shows a piece or two to each peer before anybody asks for one. */
    @Test
    void one_that_may_send_nothing_offers_nothing_whatever_it_shows() throws Exception {
        publisher.limit(SwarmLimits.rates(Optional.of(0L), Optional.empty()));
        original.peers(); // This is answered behind the limit.
        Transfer fetch = fetch(1).get(0);

        SwarmBench.await(() -> fetch.availability().copies().orElse(0) > 0);

        assertThat(fetch.availability().offering()).hasValue(0);
        assertThat(fetch.availability().supply()).isEqualTo(Availability.Supply.NOTHING_OFFERED);
    }

    /** Of 185 pieces it wants one; those that it is offered are mostly others. */
    @Test
    void one_that_wants_some_files_alone_gets_them_soon() throws Exception {
        publisher.limit(SwarmLimits.rates(Optional.of(2_000_000L), Optional.empty()));
        Transfer few = bench.swarm("few")
                .fetch(
                        torrent,
                        bench.path("few/soil"),
                        SwarmBench.from(publisher).only(Set.of(1)));

        SwarmBench.finish(few);
    }

    /** An upload-only peer that offers the only piece counts as of no use, before it was asked for it. */
    @Test
    void one_piece_is_offered_to_everybody_at_once() throws Exception {
        bench.write("small/a", SwarmBench.bytes(47));
        Metainfo small = bench.torrent(bench.path("small"), TorrentFormat.HYBRID);
        publisher.seedOriginal(small, bench.path("small"), true).awaitSeeding(SwarmBench.PATIENCE);

        SwarmBench.finish(bench.swarm("fetcher").fetch(small, bench.path("copy/small"), SwarmBench.from(publisher)));
    }

    private List<Transfer> fetch(int count) throws Exception {
        List<InetSocketAddress> known = new ArrayList<>(List.of(SwarmBench.address(publisher)));
        List<Transfer> fetches = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Swarm swarm = bench.swarm("fetcher" + i);
            fetches.add(swarm.fetch(
                    torrent,
                    bench.path("copies" + i + "/soil"),
                    FetchPlan.everything().from(List.copyOf(known))));
            known.add(SwarmBench.address(swarm));
        }
        return fetches;
    }
}
