package org.seedbank.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecentRateTest {

    private final RecentRate rate = new RecentRate(Duration.ofSeconds(5));

    @Test
    void of_what_comes_evenly_it_is_what_comes_in_a_second() {
        for (int second = 0; second <= 20; second++) {
            rate.count(1000L * second, at(second));
        }

        assertThat(rate.perSecond(at(20))).isEqualTo(1000);
    }

    @Test
    void of_what_has_stopped_it_falls_to_nothing_within_the_window() {
        rate.count(0, at(0));
        rate.count(50_000_000, at(1));
        rate.count(50_000_000, at(4));

        assertThat(rate.perSecond(at(4))).isEqualTo(12_500_000);
        rate.count(50_000_000, at(6));
        assertThat(rate.perSecond(at(6))).isZero();
    }

    @Test
    void of_what_nobody_counted_any_more_it_is_nothing() {
        rate.count(0, at(0));
        rate.count(50_000_000, at(1));

        assertThat(rate.perSecond(at(600))).isZero();
    }

    @Test
    void what_came_after_a_silence_is_not_spread_over_it() {
        rate.count(0, at(0));
        rate.count(0, at(1));
        rate.count(10_000, at(601));

        assertThat(rate.perSecond(at(601))).isEqualTo(2000);
    }

    @Test
    void before_anything_was_counted_and_for_a_total_that_begins_anew_it_is_nothing() {
        assertThat(rate.perSecond(at(1))).isZero();

        rate.count(1000, at(1));
        rate.count(10, at(2));
        assertThat(rate.perSecond(at(2))).isZero();
    }

    @Test
    void a_thousand_counts_in_a_second_are_as_good_as_one() {
        for (int i = 0; i <= 10_000; i++) {
            rate.count(i, Duration.ofMillis(i).toNanos());
        }

        assertThat(rate.perSecond(at(10))).isBetween(980L, 1020L);
    }

    private static long at(int second) {
        return Duration.ofSeconds(second).toNanos();
    }
}
