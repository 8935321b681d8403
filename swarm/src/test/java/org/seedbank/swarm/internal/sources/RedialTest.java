package org.seedbank.swarm.internal.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RedialTest {

    private final Redial redial = new Redial();

    @Test
    void who_is_alone_calls_after_15_s_then_30_s_and_then_each_minute() {
        assertThat(calls(0, 300, true)).containsExactly(15, 45, 105, 165, 225, 285);
    }

    @Test
    void the_first_call_comes_soon_again_after_somebody_was_there() {
        assertThat(calls(0, 60, true)).containsExactly(15, 45);
        assertThat(calls(60, 70, false)).isEmpty();
        assertThat(calls(70, 120, true)).containsExactly(85, 115);
    }

    private List<Integer> calls(int from, int to, boolean alone) {
        List<Integer> calls = new ArrayList<>();
        for (int second = from; second < to; second++) {
            if (redial.isDue(alone, Long.MAX_VALUE + TimeUnit.SECONDS.toNanos(second))) {
                calls.add(second);
            }
        }
        return calls;
    }
}
