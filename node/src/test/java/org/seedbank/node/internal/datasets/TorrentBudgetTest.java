package org.seedbank.node.internal.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.seedbank.swarm.SwarmKey;

/** Room for torrents in memory, by a clock that the test drives. */
class TorrentBudgetTest {

    private static final SwarmKey SOIL = new SwarmKey("a".repeat(40));
    private static final SwarmKey ICE = new SwarmKey("b".repeat(40));
    private static final SwarmKey RAIN = new SwarmKey("c".repeat(40));

    private final AtomicLong nanos = new AtomicLong(-5);
    private final TorrentBudget budget = new TorrentBudget(100, nanos::get);

    @Test
    void what_has_no_room_waits_until_there_is() {
        assertThat(budget.take(SOIL, 60)).isTrue();
        assertThat(budget.take(ICE, 41)).isFalse();
        assertThat(budget.take(SOIL, 60)).as("it has its room already").isTrue();
        assertThat(budget.take(RAIN, 40)).as("there is room for a small one").isTrue();

        budget.release(SOIL);
        assertThat(budget.take(ICE, 41)).isTrue();
    }

    @Test
    void one_that_needs_more_than_there_is_is_alone() {
        assertThat(budget.take(SOIL, 1000)).isTrue();
        assertThat(budget.take(ICE, 1)).isFalse();

        budget.release(SOIL);
        assertThat(budget.take(ICE, 1)).isTrue();
        assertThat(budget.take(SOIL, 1000)).isFalse();
    }

    @Test
    void nobody_has_to_yield_while_nobody_waits_nor_before_its_time() {
        budget.take(SOIL, 100);
        pass();
        assertThat(budget.mustYield(SOIL)).isFalse();

        budget.release(SOIL);
        budget.take(SOIL, 100);
        budget.take(ICE, 100);
        assertThat(budget.mustYield(SOIL)).isFalse();
        pass();
        assertThat(budget.mustYield(SOIL)).isTrue();
    }

    @Test
    void one_that_has_waited_long_is_not_passed_by_small_ones_any_more() {
        budget.take(SOIL, 50);
        assertThat(budget.take(ICE, 80)).isFalse();
        pass();
        assertThat(budget.take(RAIN, 10)).isFalse();

        budget.release(SOIL);
        assertThat(budget.take(RAIN, 10)).isFalse();
        assertThat(budget.take(ICE, 80)).isTrue();
        assertThat(budget.take(RAIN, 10)).isTrue();
    }

    @Test
    void one_that_is_gone_waits_no_more() {
        budget.take(SOIL, 100);
        budget.take(ICE, 100);
        budget.release(ICE);
        pass();

        assertThat(budget.mustYield(SOIL)).isFalse();
    }

    private void pass() {
        nanos.addAndGet(TorrentBudget.TURN.toNanos());
    }
}
