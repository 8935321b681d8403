package org.seedbank.node.internal.rates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class UploadShareTest {

    private static final long LIMIT = 1_000_000;

    private final UploadShare share = new UploadShare();

    /** Both want all, and have what they get. */
    private long[] settled(long otherWants, long sessionWants) {
        long other = 0;
        long session = 0;
        for (int second = 0; second < 30; second++) {
            share.look(LIMIT, otherWants > 0, other, session);
            other = Math.min(otherWants, share.ofOther());
            session = Math.min(sessionWants, share.ofSession().orElse(LIMIT));
            assertThat(share.ofOther() + share.ofSession().orElse(LIMIT)).isBetween(0L, LIMIT + LIMIT / 20);
        }
        return new long[] {other, session};
    }

    @Test
    void two_that_want_all_have_half_each() {
        assertThat(settled(LIMIT, LIMIT)).containsExactly(LIMIT / 2, LIMIT / 2);
    }

    @Test
    void what_one_does_not_use_the_other_has() {
        assertThat(settled(LIMIT, 0)[0]).isGreaterThanOrEqualTo(LIMIT * 9 / 10);
        assertThat(settled(0, LIMIT)[1]).isEqualTo(LIMIT);
        long[] slow = settled(100_000, LIMIT);
        assertThat(slow[0]).isEqualTo(100_000);
        assertThat(slow[1]).isGreaterThanOrEqualTo(800_000);
    }

    @Test
    void of_nothing_there_are_no_parts() {
        share.look(0, true, 0, 0);

        assertThat(share.ofOther()).isZero();
        assertThat(share.ofSession()).isEqualTo(OptionalLong.empty());
    }
}
