package org.seedbank.swarm.libtorrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;
import org.seedbank.swarm.FetchPlan;
import org.seedbank.swarm.Swarm;
import org.seedbank.swarm.SwarmBench;
import org.seedbank.swarm.Transfer;
import org.seedbank.swarm.TransferState;
import org.seedbank.swarm.TransferStatus;
import org.seedbank.swarm.internal.transfer.Renewal;

/** What is wrong is thrown away, and what is right is taken from somebody else. */
class RenewalIT {

    private static final int LENGTH = 300_000;

    @TempDir
    private Path temp;

    @AutoClose
    private SwarmBench bench;

    @BeforeEach
    void open() {
        bench = new SwarmBench(temp);
    }

    /** libtorrent loses a piece in one of some ten runs on a busy machine. */
    @RepeatedTest(5)
    void a_fetch_ends_with_what_is_right_also_when_garbage_came_first() throws Exception {
        Metainfo torrent = soil(TorrentFormat.HYBRID);
        bench.write("garbage/raw.bin", new byte[LENGTH]);
        Swarm liar = bench.swarm("liar");
        liar.seedVerified(torrent, bench.path("garbage")).awaitSeeding(SwarmBench.PATIENCE);
        Transfer fetching = bench.swarm("fetcher").fetch(torrent, bench.path("copies/soil"), SwarmBench.from(liar));
        awaitBan(fetching);
        liar.close();

        fetching.connect(SwarmBench.address(bench.seeding("honest", torrent, bench.path("soil"))));
        SwarmBench.land(fetching);

        assertThat(bench.path("copies/soil/raw.bin")).hasSameBinaryContentAs(bench.path("soil/raw.bin"));
    }

    @ParameterizedTest
    @EnumSource(TorrentFormat.class)
    void what_is_there_already_is_kept_when_it_is_taken_up_anew(TorrentFormat format) throws Exception {
        Metainfo torrent = soil(format);
        Swarm seeder = bench.seeding("seeder", torrent, bench.path("soil"));
        Transfer fetching = bench.swarm("fetcher").fetch(torrent, bench.path("copies/soil"), FetchPlan.everything());
        fetching.limit(Optional.empty(), Optional.of(25L << 10));
        fetching.connect(SwarmBench.address(seeder));
        await(fetching, status -> status.bytesDone() > LENGTH / 6);

        renewal(fetching).request();
        SwarmBench.await(() -> renewal(fetching).times() > 0);
        fetching.limit(Optional.empty(), Optional.empty());
        SwarmBench.land(fetching);

        assertThat(bench.path("copies/soil/raw.bin")).hasSameBinaryContentAs(bench.path("soil/raw.bin"));
        assertThat(renewal(fetching).times()).isOne();
        assertThat(fetching.status().traffic().downloaded()).isBetween((long) LENGTH, LENGTH * 3L / 2);
    }

    @Test
    void a_pause_outlasts_it() throws Exception {
        Metainfo torrent = soil(TorrentFormat.HYBRID);
        Transfer fetching = bench.swarm("fetcher").fetch(torrent, bench.path("copies/soil"), FetchPlan.everything());
        await(fetching, status -> status.state() == TransferState.FETCHING);

        renewal(fetching).request();
        fetching.pause();
        await(fetching, status -> status.state() == TransferState.PAUSED);
        fetching.connect(SwarmBench.address(bench.seeding("seeder", torrent, bench.path("soil"))));
        fetching.resume();

        SwarmBench.finish(fetching);
    }

    @RepeatedTest(3)
    void it_can_be_closed_meanwhile() throws Exception {
        Swarm swarm = bench.swarm("fetcher");
        Transfer fetching = swarm.fetch(soil(TorrentFormat.HYBRID), bench.path("copies/soil"), FetchPlan.everything());
        await(fetching, status -> status.state() == TransferState.FETCHING);

        renewal(fetching).request();
        long start = System.nanoTime();
        fetching.close();

        assertThat(fetching.status().state()).isEqualTo(TransferState.CLOSED);
        assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(20));
    }

    private static Renewal renewal(Transfer transfer) {
        return ((LibtorrentTransfer) transfer).renewal();
    }

    private static void awaitBan(Transfer transfer) throws Exception {
        await(transfer, status -> status.traffic().banned() > 0);
    }

    private static void await(Transfer transfer, Predicate<TransferStatus> reached) throws Exception {
        CompletableFuture<TransferStatus> seen = new CompletableFuture<>();
        transfer.addListener(event -> {
            if (reached.test(transfer.status())) {
                seen.complete(transfer.status());
            }
        });
        if (!reached.test(transfer.status())) {
            seen.get(1, TimeUnit.MINUTES);
        }
    }

    private Metainfo soil(TorrentFormat format) throws Exception {
        bench.write("soil/raw.bin", SwarmBench.bytes(LENGTH));
        return bench.torrent(bench.path("soil"), format);
    }
}
