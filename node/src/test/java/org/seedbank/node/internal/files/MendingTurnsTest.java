package org.seedbank.node.internal.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.seedbank.node.api.MendingReport;

/** A node asks at once for what is damaged, then ever more rarely, and at some time not any more. */
class MendingTurnsTest {

    private long now;
    private final MendingTurns turns = new MendingTurns(() -> now);

    @Test
    void the_first_try_is_due_at_once_and_the_others_after_pauses_that_double() {
        List<Long> minutes = new ArrayList<>();
        for (int tries = 0; tries < 10; tries++) {
            assertThat(turns.isDue()).isTrue();
            turns.begun();
            minutes.add(pause());
        }
        assertThat(minutes).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, -1L);
    }

    @Test
    void after_ten_tries_a_person_is_waited_for() {
        for (int tries = 0; tries < 10; tries++) {
            pass(Duration.ofDays(1));
            turns.begun();
        }
        pass(Duration.ofDays(365));
        assertThat(turns.isDue()).isFalse();

        turns.ask();

        assertThat(turns.isDue()).isTrue();
        assertThat(turns.isAsked()).isTrue();
    }

    @Test
    void what_a_person_asks_for_is_asked_for_once() {
        turns.ask();
        turns.begun();
        assertThat(turns.isAsked()).isFalse();
        assertThat(turns.isDue()).isFalse();
        pass(Duration.ofMinutes(1));
        assertThat(turns.isDue()).isTrue();
    }

    @Test
    void what_begins_anew_is_due_at_once_and_pauses_from_the_start() {
        turns.begun();
        turns.begun();
        turns.anew();
        assertThat(turns.isDue()).isTrue();
        turns.begun();
        assertThat(pause()).isEqualTo(1);
    }

    @Test
    void the_report_is_of_all_tries_since_the_first() {
        turns.begun();
        turns.ended(fetched(10));
        turns.begun();
        turns.ended(fetched(5));
        assertThat(turns.report().bytesFetched()).isEqualTo(15);

        turns.anew();
        assertThat(turns.report().bytesFetched()).isEqualTo(15);
        turns.begun();
        turns.ended(fetched(1));
        assertThat(turns.report().bytesFetched()).isEqualTo(1);
        turns.ask();
        assertThat(turns.report()).isEqualTo(MendingReport.NOTHING);
    }

    private static MendingReport fetched(long bytes) {
        return new MendingReport(List.of(), 0, bytes, Optional.empty());
    }

    /** Whole minutes until it is due; -1 when it is not within a year. */
    private long pause() {
        for (long minutes = 0; minutes <= Duration.ofDays(365).toMinutes(); minutes++) {
            if (turns.isDue()) {
                return minutes;
            }
            pass(Duration.ofMinutes(1));
        }
        return -1;
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
