package org.seedbank.swarm.internal.webseed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SlowWindowTest {

    private long seconds;
    private final SlowWindow window = new SlowWindow(() -> TimeUnit.SECONDS.toNanos(seconds));

    @Test
    void a_byte_a_second_is_too_slow_after_twenty_seconds() {
        window.begin();

        assertThat(slowAfter(19, 1)).isFalse();
        assertThat(slowAfter(1, 1)).isTrue();
    }

    @Test
    void a_kibibyte_a_second_is_not() {
        window.begin();

        assertThat(slowAfter(20, 1 << 10)).isFalse();
    }

    @Test
    void a_burst_counts_for_its_own_twenty_seconds_alone() {
        window.begin();

        assertThat(slowAfter(20, 1 << 20)).isFalse();
        assertThat(slowAfter(20, 1)).isTrue();
    }

    @Test
    void time_in_which_nothing_may_come_is_not_counted() {
        window.begin();
        window.pause();
        assertThat(slowAfter(60, 0)).isFalse();
        window.goOn(TimeUnit.SECONDS.toNanos(60));

        assertThat(slowAfter(19, 1)).isFalse();
        assertThat(slowAfter(1, 1)).isTrue();
    }

    @Test
    void nothing_is_slow_while_nothing_is_read() {
        assertThat(slowAfter(60, 0)).isFalse();
        window.begin();
        window.end();

        assertThat(slowAfter(60, 0)).isFalse();
    }

    private boolean slowAfter(int time, int bytesASecond) {
        seconds += time;
        window.took(time * bytesASecond);
        return window.isTooSlow();
    }
}
