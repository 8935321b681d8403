package org.seedbank.downloading.fetch;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.seedbank.downloading.DownloadingException;
import org.seedbank.downloading.SmallTorrent;
import org.seedbank.swarm.Traffic;
import org.seedbank.swarm.TransferState;
import org.seedbank.swarm.TransferStatus;

class WastedBytesTest {

    private static final long PIECE = 1 << 30;

    private long nanos = -3;
    private final WastedBytes wasted =
            new WastedBytes(SmallTorrent.ofOneFile(100 * PIECE), Duration.ofSeconds(60), () -> nanos);

    @Test
    void bytes_that_come_for_longer_than_patience_lasts_without_a_good_one_are_waste() {
        wasted.check(fetching(5, 10));
        passes(61);

        assertThatThrownBy(() -> wasted.check(fetching(5, 11 + 3 * PIECE)))
                .isInstanceOf(DownloadingException.OnlyDamage.class)
                .hasMessage("the peers of 'huge' send bytes that are not what was published");
    }

    @Test
    void a_piece_that_is_on_its_way_is_none() {
        wasted.check(fetching(5, 10));
        passes(61);

        assertThatCode(() -> wasted.check(fetching(5, 10 + 3 * PIECE))).doesNotThrowAnyException();
    }

    @Test
    void much_in_a_short_time_is_none() {
        wasted.check(fetching(5, 10));
        passes(60);

        assertThatCode(() -> wasted.check(fetching(5, 50 * PIECE))).doesNotThrowAnyException();
    }

    @Test
    void each_good_byte_gives_patience_anew() {
        wasted.check(fetching(5, 10));
        passes(59);
        wasted.check(fetching(6, 50 * PIECE));
        passes(59);

        assertThatCode(() -> wasted.check(fetching(6, 99 * PIECE))).doesNotThrowAnyException();
    }

    @Test
    void a_byte_that_is_lost_and_comes_again_is_no_good_one() {
        wasted.check(fetching(5, 10));
        passes(59);
        wasted.check(fetching(4, 50 * PIECE));
        wasted.check(fetching(5, 60 * PIECE));
        passes(2);

        assertThatThrownBy(() -> wasted.check(fetching(5, 99 * PIECE)))
                .isInstanceOf(DownloadingException.OnlyDamage.class);
    }

    private static TransferStatus fetching(long done, long downloaded) {
        Traffic traffic = new Traffic(0, 0, downloaded, 0, 0, 0);
        return new TransferStatus(TransferState.FETCHING, done, 100 * PIECE, traffic, 1, 1, Optional.empty());
    }

    private void passes(long seconds) {
        nanos += Duration.ofSeconds(seconds).toNanos();
    }
}
