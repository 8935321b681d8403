package org.seedbank.node.internal.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.seedbank.node.internal.store.DatasetRecord;
import org.seedbank.swarm.Traffic;
import org.seedbank.swarm.TransferState;
import org.seedbank.swarm.TransferStatus;

class TransferCountersTest {

    private final TransferCounters tally = new TransferCounters(new DatasetRecord.Totals(0, 1000, 500, 1, 1));
    private long nanos = 7;

    @Test
    void goes_on_from_what_was_moved_before() {
        tally.follow(status(0, 0, 0));
        tally.add(status(10, 200, 100));
        tally.add(status(20, 300, 250));

        assertThat(tally.totals()).isEqualTo(new DatasetRecord.Totals(20, 1300, 750, 1, 1));
    }

    @Test
    void each_transfer_counts_from_its_own_beginning() {
        tally.follow(status(0, 0, 0));
        tally.add(status(10, 200, 100));
        tally.unfollow();
        tally.follow(status(10, 0, 0));
        tally.add(status(10, 0, 50));

        assertThat(tally.totals()).isEqualTo(new DatasetRecord.Totals(10, 1200, 650, 1, 1));
    }

    @Test
    void what_a_transfer_moved_before_the_first_look_at_it_counts() {
        tally.follow(status(20, 300, 40));
        tally.add(status(20, 300, 250));

        assertThat(tally.totals()).isEqualTo(new DatasetRecord.Totals(20, 1300, 750, 1, 1));
    }

    @Test
    void counts_what_was_rejected_and_who_was_banned() {
        tally.follow(status(0, 0, 0));
        tally.add(new TransferStatus(
                TransferState.FETCHING, 0, 100, new Traffic(0, 0, 0, 0, 5, 2), 0, 0, Optional.empty()));

        assertThat(tally.totals()).isEqualTo(new DatasetRecord.Totals(0, 1000, 500, 6, 3));
    }

    @Test
    void the_ratio_is_of_all_that_was_ever_moved() {
        assertThat(tally.ratio()).isEqualTo(0.5);
        assertThat(new TransferCounters(DatasetRecord.Totals.NONE).ratio()).isZero();
    }

    @Test
    void rates_are_those_of_the_last_seconds_and_fall_to_nothing_when_nothing_comes() {
        TransferCounters timed = new TransferCounters(DatasetRecord.Totals.NONE, () -> nanos);
        timed.follow(status(0, 0, 0));
        passes(1);
        timed.add(status(10, 50_000_000, 1000));
        assertThat(timed.downloadRate()).isEqualTo(50_000_000);
        assertThat(timed.uploadRate()).isEqualTo(1000);

        passes(6);
        timed.add(status(10, 50_000_000, 1000));

        assertThat(timed.downloadRate()).isZero();
        assertThat(timed.uploadRate()).isZero();
    }

    @Test
    void a_status_that_nobody_renews_says_nothing_of_now() {
        TransferCounters timed = new TransferCounters(DatasetRecord.Totals.NONE, () -> nanos);
        timed.follow(status(0, 0, 0));
        passes(1);
        timed.add(status(10, 50_000_000, 0));

        passes(60);

        assertThat(timed.downloadRate()).isZero();
    }

    @Test
    void a_transfer_that_has_ended_has_no_rate_and_the_next_one_its_own() {
        TransferCounters timed = new TransferCounters(DatasetRecord.Totals.NONE, () -> nanos);
        timed.follow(status(0, 0, 0));
        passes(1);
        timed.add(status(10, 50_000_000, 0));
        timed.unfollow();
        assertThat(timed.downloadRate()).isZero();

        timed.follow(status(10, 0, 0));
        passes(1);
        timed.add(status(11, 10, 0));
        assertThat(timed.downloadRate()).isEqualTo(10);
    }

    @Test
    void nothing_for_ten_seconds_is_a_silence_and_for_half_a_minute_a_long_one() {
        TransferCounters timed = new TransferCounters(DatasetRecord.Totals.NONE, () -> nanos);
        timed.follow(status(0, 0, 0));
        passes(10);
        assertThat(timed.isSilent()).isFalse();

        passes(1);
        assertThat(timed.isSilent()).isTrue();
        passes(19);
        assertThat(timed.isSilentForLong()).isFalse();

        passes(1);
        assertThat(timed.isSilentForLong()).isTrue();
    }

    private void passes(int seconds) {
        nanos += TimeUnit.SECONDS.toNanos(seconds);
    }

    private static TransferStatus status(long done, long downloaded, long uploaded) {
        Traffic traffic = new Traffic(0, 0, downloaded, uploaded, 0, 0);
        return new TransferStatus(TransferState.FETCHING, done, 100, traffic, 0, 0, Optional.empty());
    }
}
