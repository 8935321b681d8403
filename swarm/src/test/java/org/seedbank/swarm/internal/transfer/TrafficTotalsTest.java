package org.seedbank.swarm.internal.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.seedbank.swarm.Traffic;
import org.seedbank.swarm.TransferState;
import org.seedbank.swarm.TransferStatus;

class TrafficTotalsTest {

    private long nanos = 3;
    private final TrafficTotals totals = new TrafficTotals(() -> nanos);

    @Test
    void the_rate_is_that_of_the_last_five_seconds() {
        totals.add(counted(0), 0);
        passes(1);
        assertThat(totals.add(counted(5_000), 0).downloadRate()).isEqualTo(5_000);

        passes(3);
        assertThat(totals.add(counted(5_000), 0).downloadRate()).isEqualTo(1_250);
        passes(2);
        assertThat(totals.add(counted(5_000), 0).downloadRate()).isZero();
    }

    @Test
    void totals_go_on_where_libtorrent_begins_anew() {
        totals.add(counted(5_000), 0);
        passes(1);
        assertThat(totals.add(counted(10), 0).downloaded()).isEqualTo(5_010);
    }

    @Test
    void what_is_thrown_away_is_of_no_use_also_when_libtorrent_begins_anew() {
        totals.add(counted(5_000), 2_000);
        assertThat(totals.useful()).isEqualTo(3_000);

        totals.add(counted(10), 10);
        assertThat(totals.useful()).isEqualTo(3_000);
    }

    @Test
    void who_talks_to_nobody_has_no_peers_and_no_rate() {
        Traffic traffic = new Traffic(7, 8, 100, 200, 1, 1);
        TransferStatus fetching = new TransferStatus(TransferState.FETCHING, 1, 2, traffic, 3, 2, Optional.empty());

        TransferStatus paused = fetching.in(TransferState.PAUSED);

        assertThat(paused)
                .isEqualTo(new TransferStatus(
                        TransferState.PAUSED, 1, 2, new Traffic(0, 0, 100, 200, 1, 1), 0, 0, Optional.empty()));
        assertThat(fetching.in(TransferState.SEEDING).peers()).isEqualTo(3);
    }

    private static Traffic counted(long downloaded) {
        return new Traffic(0, 0, downloaded, 0, 0, 0);
    }

    private void passes(int seconds) {
        nanos += TimeUnit.SECONDS.toNanos(seconds);
    }
}
