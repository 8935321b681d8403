package org.seedbank.swarm.internal.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LocalAnswerTest {

    @Test
    void who_announces_every_second_is_answered_every_30_s() {
        LocalAnswer answer = new LocalAnswer();
        List<Integer> answers = new ArrayList<>();
        for (int second = 0; second < 100; second++) {
            if (answer.isDue(Long.MAX_VALUE + TimeUnit.SECONDS.toNanos(second))) {
                answers.add(second);
            }
        }
        assertThat(answers).containsExactly(0, 30, 60, 90);
    }
}
