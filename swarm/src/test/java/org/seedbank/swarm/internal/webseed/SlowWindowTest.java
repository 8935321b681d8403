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

    @Test
    void nothing_for_ten_seconds_is_quiet_until_something_comes() {
        window.begin();
        seconds = 5;
        window.took(1);
        seconds = 14;
        assertThat(window.isQuiet()).isFalse();
        seconds = 15;
        assertThat(window.isQuiet()).isTrue();

        window.took(1);
        assertThat(window.isQuiet()).isFalse();
        window.pause();
        seconds = 60;
        assertThat(window.isQuiet()).isFalse();
        window.goOn(TimeUnit.SECONDS.toNanos(45));
        assertThat(window.isQuiet()).isFalse();
        seconds = 70;
        assertThat(window.isQuiet()).isTrue();
        window.end();
        assertThat(window.isQuiet()).isFalse();
    }

    private boolean slowAfter(int time, int bytesASecond) {
        seconds += time;
        window.took(time * bytesASecond);
        return window.isTooSlow();
    }
}
