package org.seedbank.node.internal.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AllowanceTest {

    private final AtomicLong now = new AtomicLong();
    private final Allowance allowance = new Allowance(now::get);

    /** What is sent in so many seconds by one who asks as soon as he is told to. */
    private long sent(int seconds) {
        long end = now.get() + TimeUnit.SECONDS.toNanos(seconds);
        long sent = 0;
        while (now.get() < end) {
            int offered = allowance.offer(65_536);
            if (offered == 0) {
                now.addAndGet(allowance.waitNanos());
            } else {
                allowance.take(offered);
                sent += offered;
            }
        }
        return sent;
    }

    @Test
    void what_is_sent_is_the_rate_whatever_it_is() {
        for (long rate : new long[] {1_000, 50_000, 1_000_000, 500_000_000}) {
            allowance.rate(rate);
            sent(1);

            assertThat((double) sent(20)).isBetween(20 * rate * 0.97, 20 * rate * 1.03 + 65_536);
        }
    }

    @Test
    void after_a_rest_no_more_than_a_quarter_of_a_second_is_sent_at_once() {
        allowance.rate(1_000_000);
        now.addAndGet(TimeUnit.HOURS.toNanos(1));

        int most = 0;
        for (int offered = allowance.offer(65_536); offered > 0; offered = allowance.offer(65_536)) {
            allowance.take(offered);
            most += offered;
        }
        assertThat(most).isBetween(240_000, 260_000);
    }

    @Test
    void without_a_limit_all_is_offered_and_of_none_nothing() {
        assertThat(allowance.offer(65_536)).isEqualTo(65_536);
        allowance.rate(0);
        now.addAndGet(TimeUnit.HOURS.toNanos(1));
        assertThat(allowance.offer(65_536)).isZero();
        assertThat(allowance.isNothing()).isTrue();
        assertThat(allowance.waitNanos()).isPositive();
    }
}
