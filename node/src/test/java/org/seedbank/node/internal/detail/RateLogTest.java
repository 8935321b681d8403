package org.seedbank.node.internal.detail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.seedbank.integrity.threads.LongLivedThreads;
import org.seedbank.node.FakeView;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.detail.RateSamples;
import org.seedbank.swarm.SwarmKey;

/** What was moved in the last hour is kept for the node and for those datasets that moved anything. */
class RateLogTest {

    private static final long STEP = RateSamples.STEP.toNanos();

    private final Map<String, DatasetView> views = new LinkedHashMap<>();
    private final ScheduledExecutorService clock = new LongLivedThreads().clock("test");
    private long now = 7;
    private RateLog log = log();

    @AfterEach
    void close() {
        log.close();
    }

    private RateLog log() {
        return new RateLog(() -> List.copyOf(views.values()), () -> now, clock);
    }

    private void moved(String name, long down, long up) {
        views.put(
                name,
                FakeView.named(name)
                        .traffic(new DatasetView.Moves(0, 0, down, up, 0, 0, 0, 0))
                        .view());
    }

    private SwarmKey key(String name) {
        return views.get(name).key();
    }

    private void sample() {
        now += STEP;
        log.sample();
    }

    @Test
    void each_sample_is_what_was_moved_in_it_by_one_and_by_all() {
        moved("soil", 0, 0);
        moved("peat", 0, 0);
        sample();
        moved("soil", 1_000, 50);
        moved("peat", 0, 20);
        sample();
        sample();

        assertThat(log.rates(key("soil")).download()).containsExactly(0L, 100L, 0L);
        assertThat(log.rates(key("soil")).upload()).containsExactly(0L, 5L, 0L);
        assertThat(log.rates(key("peat")).upload()).containsExactly(0L, 2L, 0L);
        assertThat(log.rates().upload()).containsExactly(0L, 7L, 0L);
        assertThat(log.rates().download()).containsExactly(0L, 100L, 0L);
    }

    @Test
    void what_was_moved_before_the_node_began_to_run_is_none_of_it() {
        moved("soil", 5_000, 5_000);
        log = log();
        sample();

        assertThat(log.rates(key("soil")).download()).containsExactly(0L);
        assertThat(log.size()).isZero();
    }

    @Test
    void an_hour_is_kept_and_what_is_older_takes_no_memory() {
        moved("soil", 1_000, 0);
        sample();
        for (int i = 1; i < RateSamples.MOST; i++) {
            sample();
        }
        assertThat(log.rates(key("soil")).download()).hasSize(RateSamples.MOST).startsWith(100L, 0L);
        sample();

        assertThat(log.rates(key("soil")).download()).isEqualTo(Collections.nCopies(RateSamples.MOST, 0L));
        assertThat(log.rates().download()).isEqualTo(Collections.nCopies(RateSamples.MOST, 0L));
        assertThat(log.size()).isZero();
    }

    /** As after the machine was busy, or the node's thread had no turn. */
    @Test
    void a_sample_that_comes_late_counts_for_all_that_were_due() {
        sample();
        moved("soil", 1_200, 0);
        now += 3 * STEP;
        log.sample();

        assertThat(log.rates(key("soil")).download()).containsExactly(0L, 40L, 40L, 40L);
    }

    @Test
    void one_that_was_forgotten_and_taken_in_again_counts_anew() {
        moved("soil", 1_000, 0);
        sample();
        SwarmKey soil = key("soil");
        views.clear();
        sample();
        assertThat(log.size()).isZero();
        moved("soil", 10, 0);
        sample();

        assertThat(log.rates(soil).download()).containsExactly(0L, 0L, 1L);
    }

    @Test
    void of_many_that_move_those_that_moved_last_are_kept() {
        for (int i = 0; i <= RateLog.MOST_MOVING; i++) {
            moved("dataset-" + i, 10, 0);
        }
        moved("dataset-0", 10, 0);
        sample();
        List<Long> last = new ArrayList<>();
        for (int i = 0; i <= RateLog.MOST_MOVING; i++) {
            last.addAll(log.rates(key("dataset-" + i)).download());
        }

        assertThat(log.size()).isEqualTo(RateLog.MOST_MOVING);
        assertThat(Collections.frequency(last, 1L)).isEqualTo(RateLog.MOST_MOVING);
        assertThat(log.rates().download()).containsExactly((long) RateLog.MOST_MOVING + 1);
    }
}
