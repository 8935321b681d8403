package org.seedbank.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;

/** Limits hold from the moment they are given, for peers on this machine too. */
class LimitsIT {

    private static final Optional<Long> NONE = Optional.empty();
    private static final Optional<Long> OFF = Optional.of(0L);
    private static final Optional<Long> SLOW = Optional.of(200_000L);

    /** At half of it the bytes of the test take another eight seconds: no stall of a busy machine lasts that long. */
    private static final Optional<Long> RATE = Optional.of(2_000_000L);

    private static final int LENGTH = 2_000_000;

    /** Long enough for a peer to ask, and for a choker to make its rounds at the start of a session. */
    private static final Duration WHILE = Duration.ofMillis(1_500);

    @TempDir
    private Path temp;

    @AutoClose
    private SwarmBench bench;

    private Metainfo torrent;
    private Swarm seeder;
    private Transfer seeding;
    private Swarm fetcher;
    private Transfer fetching;

    @BeforeEach
    void open() throws Exception {
        bench = new SwarmBench(temp);
        bench.write("soil/depth.csv", SwarmBench.bytes(LENGTH));
        torrent = bench.torrent(bench.path("soil"), TorrentFormat.HYBRID);
        seeder = bench.swarm("seeder");
        seeding = seeder.seed(torrent, bench.path("soil"));
        seeding.awaitSeeding(SwarmBench.PATIENCE);
        fetcher = bench.swarm("fetcher");
        fetching = fetcher.fetch(torrent, bench.path("copies/soil"), FetchPlan.everything());
    }

    @Test
    void with_uploading_off_nothing_is_sent_until_it_is_on_again() throws Exception {
        seeder.limit(SwarmLimits.rates(OFF, NONE));
        takenUp(seeding);
        fetching.connect(SwarmBench.address(seeder));
        await(fetching, status -> status.peers() == 1);

        assertNothingComesFor(WHILE);

        seeder.limit(SwarmLimits.NONE);
        SwarmBench.finish(fetching);
    }

    @Test
    void uploading_can_be_turned_off_in_the_middle() throws Exception {
        seeder.limit(SwarmLimits.rates(SLOW, NONE));
        takenUp(seeding);
        fetching.connect(SwarmBench.address(seeder));
        await(fetching, status -> status.bytesDone() > LENGTH / 10);

        seeder.limit(SwarmLimits.rates(OFF, NONE));
        await(fetching, status -> status.traffic().downloadRate() < 5_000 && status.peers() == 1);

        assertNothingComesFor(WHILE);
        assertThat(fetching.status().bytesDone()).isLessThan(LENGTH);
        assertThat(seeder.limits().uploadRate()).isEqualTo(OFF);
    }

    @Test
    void with_downloading_off_nothing_is_asked_for_until_it_is_on_again() throws Exception {
        fetcher.limit(SwarmLimits.rates(NONE, OFF));
        fetching.connect(SwarmBench.address(seeder));
        await(fetching, status -> status.state() == TransferState.FETCHING);

        assertNothingComesFor(WHILE);
        assertThat(fetching.status().state()).isEqualTo(TransferState.FETCHING);

        fetcher.limit(SwarmLimits.NONE);
        SwarmBench.finish(fetching);
    }

    @Test
    void a_fetch_added_with_downloading_off_asks_for_nothing() throws Exception {
        fetching.close();
        fetcher.limit(SwarmLimits.rates(NONE, OFF));
        fetching = fetcher.fetch(torrent, bench.path("copies/soil"), SwarmBench.from(seeder));
        await(fetching, status -> status.state() == TransferState.FETCHING);

        assertNothingComesFor(WHILE);
    }

    @Test
    void a_rate_holds_between_peers_of_one_machine() throws Exception {
        seeder.limit(SwarmLimits.rates(SLOW, NONE));
        takenUp(seeding);
        long start = System.nanoTime();
        fetching.connect(SwarmBench.address(seeder));

        await(fetching, status -> status.bytesDone() >= LENGTH / 2);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(3));
    }

    /** From the first request to the last byte; a busy machine may fall short of it, never go beyond. */
    @ParameterizedTest
    @EnumSource(Limited.class)
    void a_rate_is_kept_within_five_percent(Limited limited) throws Exception {
        bench.write("large/depth.csv", SwarmBench.bytes(8 * LENGTH));
        Metainfo large = bench.torrent(bench.path("large"), TorrentFormat.HYBRID, 128 << 10);
        Transfer sent = seeder.seed(large, bench.path("large"));
        sent.awaitSeeding(SwarmBench.PATIENCE);
        Transfer received = fetcher.fetch(large, bench.path("copies/large"), FetchPlan.everything());
        switch (limited) {
            case SESSION_UP -> seeder.limit(SwarmLimits.rates(RATE, NONE));
            case SESSION_DOWN -> fetcher.limit(SwarmLimits.rates(NONE, RATE));
            case TRANSFER_UP -> sent.limit(RATE, NONE);
            case TRANSFER_DOWN -> received.limit(NONE, RATE);
        }
        takenUp(sent);
        long start = System.nanoTime();
        received.connect(SwarmBench.address(seeder));
        SwarmBench.finish(received);
        double rate = 8 * LENGTH / ((System.nanoTime() - start) / 1e9);

        assertThat(rate / RATE.orElseThrow()).isBetween(0.5, 1.05);
    }

    private enum Limited {
        SESSION_UP,
        SESSION_DOWN,
        TRANSFER_UP,
        TRANSFER_DOWN
    }

    @Test
    void a_transfer_has_limits_of_its_own() throws Exception {
        fetching.limit(NONE, OFF);
        fetching.connect(SwarmBench.address(seeder));

        assertNothingComesFor(WHILE);

        fetching.limit(NONE, Optional.of(Long.MAX_VALUE));
        SwarmBench.finish(fetching);
    }

    @Test
    void a_seeding_transfer_that_may_send_nothing_has_no_peers() throws Exception {
        seeding.limit(OFF, NONE);
        takenUp(seeding);
        fetching.connect(SwarmBench.address(seeder));

        assertNothingComesFor(WHILE);
        assertThat(seeding.status()).returns(TransferState.SEEDING, TransferStatus::state);
        assertThat(seeding.status()).returns(0, TransferStatus::peers);

        seeding.limit(NONE, NONE);
        fetching.connect(SwarmBench.address(seeder));
        SwarmBench.finish(fetching);
    }

    @Test
    void a_fetch_that_may_send_nothing_still_completes() throws Exception {
        fetching.limit(OFF, NONE);
        fetching.connect(SwarmBench.address(seeder));

        SwarmBench.finish(fetching);

        await(fetching, status -> status.peers() == 0);
        assertThat(fetching.status().state()).isEqualTo(TransferState.SEEDING);
    }

    @Test
    void a_negative_rate_is_refused() {
        assertThatThrownBy(() -> seeding.limit(Optional.of(-1L), NONE)).isInstanceOf(IllegalArgumentException.class);
    }

    /**
     * A limit is taken up a moment after it is set, and a peer that comes before that is sent to: what is asked afterwards is answered
     * behind it.
     */
    private static void takenUp(Transfer limited) throws InterruptedException {
        limited.peers();
    }

    /** Fails as soon as a byte comes after this begins. */
    private void assertNothingComesFor(Duration time) throws Exception {
        long before = fetching.status().traffic().downloaded();
        CompletableFuture<Long> more = new CompletableFuture<>();
        TransferListener listener = event -> {
            if (event instanceof TransferEvent.Progressed progressed
                    && progressed.status().traffic().downloaded() > before) {
                more.complete(progressed.status().traffic().downloaded());
            }
        };
        fetching.addListener(listener);
        long sent = more.completeOnTimeout(before, time.toMillis(), TimeUnit.MILLISECONDS)
                .get(1, TimeUnit.MINUTES);
        fetching.removeListener(listener);
        assertThat(sent).isEqualTo(before);
    }

    private static void await(Transfer transfer, Predicate<TransferStatus> reached) throws Exception {
        CompletableFuture<TransferStatus> seen = new CompletableFuture<>();
        TransferListener listener = event -> {
            if (event instanceof TransferEvent.Progressed progressed && reached.test(progressed.status())) {
                seen.complete(progressed.status());
            }
        };
        transfer.addListener(listener);
        if (!reached.test(transfer.status())) {
            seen.get(1, TimeUnit.MINUTES);
        }
        transfer.removeListener(listener);
    }
}
