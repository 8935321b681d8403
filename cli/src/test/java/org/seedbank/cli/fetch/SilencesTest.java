package org.seedbank.cli.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.seedbank.node.FakeView;
import org.seedbank.node.api.DatasetView;

/** Times without a byte, of datasets that are waited for at once. */
class SilencesTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final AtomicLong now = new AtomicLong(-5);
    private final FakeView soil = FakeView.named("soil", "1".repeat(64), "2".repeat(40));
    private final FakeView rain = FakeView.named("rain", "3".repeat(64), "4".repeat(40));
    private final Silences silences = new Silences(List.of(soil.view(), rain.view()), LIMIT, now::get);

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void pass_for_all_at_the_same_time() {
        pass(Duration.ofSeconds(45));
        assertThat(silences.left(soil.view())).isEqualTo(Duration.ofSeconds(15));
        pass(Duration.ofSeconds(16));
        silences.note(rain.view());

        assertThat(silences.left(soil.view())).isZero();
        assertThat(silences.left(rain.view())).isZero();
    }

    @Test
    void begin_anew_for_the_one_that_has_moved() {
        pass(Duration.ofSeconds(45));
        DatasetView moved = soil.done(500).view();
        silences.note(moved);
        pass(Duration.ofSeconds(20));

        assertThat(silences.left(moved)).isEqualTo(Duration.ofSeconds(40));
        assertThat(silences.left(rain.view())).isZero();
    }
}
