package org.seedbank.node.internal.holdings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.seedbank.node.internal.store.DatasetRecord;
import org.seedbank.swarm.Traffic;
import org.seedbank.swarm.TransferState;
import org.seedbank.swarm.TransferStatus;

class TallyTest {

    private final Tally tally = new Tally(new DatasetRecord.Totals(0, 1000, 500, 1, 1));

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
    void counts_what_was_rejected_and_who_was_banned() {
        tally.follow(status(0, 0, 0));
        tally.add(new TransferStatus(
                TransferState.FETCHING, 0, 100, new Traffic(0, 0, 0, 0, 5, 2), 0, 0, Optional.empty()));

        assertThat(tally.totals()).isEqualTo(new DatasetRecord.Totals(0, 1000, 500, 6, 3));
    }

    @Test
    void the_ratio_is_of_all_that_was_ever_moved() {
        assertThat(tally.ratio()).isEqualTo(0.5);
        assertThat(new Tally(DatasetRecord.Totals.NONE).ratio()).isZero();
    }

    private static TransferStatus status(long done, long downloaded, long uploaded) {
        Traffic traffic = new Traffic(0, 0, downloaded, uploaded, 0, 0);
        return new TransferStatus(TransferState.FETCHING, done, 100, traffic, 0, 0, Optional.empty());
    }
}
