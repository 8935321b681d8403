package org.seedbank.swarm.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.seedbank.integrity.threads.Fault;

/** Whether libtorrent still answers, by a clock that the test drives and a libtorrent that need not. */
class NativeWatchTest {

    private final AtomicLong nanos = new AtomicLong(-17);
    private final AtomicInteger questions = new AtomicInteger();
    private boolean hangs;
    private final NativeWatch watch = new NativeWatch(this::question, nanos::get);

    private void question() {
        questions.incrementAndGet();
        if (!hangs) {
            watch.answered();
        }
    }

    @Test
    void asks_at_once_and_then_every_five_seconds() {
        for (int second = 0; second <= 60; second++) {
            watch.look();
            pass(Duration.ofSeconds(1));
        }

        assertThat(questions).hasValue(13);
        assertThat(watch.fault()).isEmpty();
    }

    @Test
    void one_that_hangs_is_a_fault_that_a_new_process_would_not_have() {
        hangs = true;
        for (int second = 0; second < 30; second++) {
            watch.look();
            pass(Duration.ofSeconds(1));
        }
        assertThat(watch.fault()).isEmpty();

        pass(Duration.ofSeconds(1));
        assertThat(watch.fault()).contains(new Fault("libtorrent has not answered for 31 s", true));
        assertThat(questions)
                .as("it is not asked again, which would only fill its queue")
                .hasValue(1);
    }

    @Test
    void one_that_answers_after_all_is_well_again_and_is_asked_again() {
        hangs = true;
        watch.look();
        pass(Duration.ofMinutes(2));
        assertThat(watch.fault()).isPresent();

        hangs = false;
        watch.answered();
        assertThat(watch.fault()).isEmpty();
        watch.look();
        assertThat(questions).hasValue(2);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
