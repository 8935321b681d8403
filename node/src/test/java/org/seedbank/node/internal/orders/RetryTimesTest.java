package org.seedbank.node.internal.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RetryTimesTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final OrderTimings pace =
            new OrderTimings(Duration.ZERO, Duration.ZERO, Duration.ZERO, Clock.systemUTC(), nanos::get);
    private final RetryTimes attempts = new RetryTimes(pace, Duration.ofMinutes(1));

    @Test
    void pauses_for_longer_and_longer_and_an_hour_at_most() {
        List<Integer> minutes = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            attempts.failed("soil", "");
            int waited = 0;
            while (!attempts.isDue("soil", "")) {
                nanos.addAndGet(Duration.ofMinutes(1).toNanos());
                waited++;
            }
            minutes.add(waited);
        }

        assertThat(minutes).containsExactly(1, 2, 4, 8, 16, 32, 60, 60, 60);
    }

    @Test
    void what_is_costly_and_in_vain_waits_for_hours_and_a_day_at_most() {
        List<Long> hours = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            attempts.failedInVain("soil", "");
            hours.add(attempts.pause("soil").toHours());
        }

        assertThat(hours).containsExactly(1L, 2L, 4L, 8L, 16L, 24L, 24L);
    }

    @Test
    void tries_at_once_what_looks_different() {
        attempts.failed("soil", "1 byte");
        attempts.failed("soil", "1 byte");

        assertThat(attempts.isDue("soil", "1 byte")).isFalse();
        assertThat(attempts.isDue("soil", "2 bytes")).isTrue();
        assertThat(attempts.failed("soil", "2 bytes")).isEqualTo(1);
    }

    @Test
    void forgets_what_succeeded_or_is_gone() {
        attempts.failed("soil", "");
        attempts.failed("rain", "");
        attempts.succeeded("soil");
        attempts.keep(List.of());

        assertThat(attempts.isDue("soil", "")).isTrue();
        assertThat(attempts.isDue("rain", "")).isTrue();
    }
}
