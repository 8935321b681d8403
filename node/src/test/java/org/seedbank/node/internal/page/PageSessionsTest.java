package org.seedbank.node.internal.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PageSessionsTest {

    private final AtomicLong nanos = new AtomicLong();
    private final PageSessions sessions = new PageSessions(nanos::get);

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private PageSessions.Secrets open() {
        return sessions.open(sessions.newKey()).orElseThrow();
    }

    private boolean isOpen(PageSessions.Secrets secrets) {
        return sessions.isOpen(secrets.cookie(), secrets.proof());
    }

    @Test
    void a_key_is_good_for_five_minutes() {
        String soon = sessions.newKey();
        String late = sessions.newKey();
        pass(Duration.ofMinutes(5));
        assertThat(sessions.open(soon)).isPresent();
        pass(Duration.ofSeconds(1));
        assertThat(sessions.open(late)).isEmpty();
    }

    @Test
    void of_too_many_keys_the_oldest_opens_nothing() {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i <= PageSessions.MOST_KEYS; i++) {
            keys.add(sessions.newKey());
        }
        assertThat(sessions.open(keys.get(0))).isEmpty();
        assertThat(sessions.open(keys.get(1))).isPresent();
    }

    @Test
    void a_session_that_is_used_goes_on_for_a_week_and_one_that_is_not_for_half_a_day() {
        PageSessions.Secrets used = open();
        PageSessions.Secrets idle = open();
        for (int hour = 0; hour < 7 * 24; hour += 12) {
            assertThat(isOpen(used)).isTrue();
            pass(Duration.ofHours(12));
        }
        assertThat(isOpen(used)).isTrue();
        assertThat(isOpen(idle)).isFalse();
        pass(Duration.ofSeconds(1));
        assertThat(isOpen(used)).isFalse();
    }

    @Test
    void of_too_many_sessions_the_one_used_longest_ago_ends() {
        PageSessions.Secrets used = open();
        PageSessions.Secrets idle = open();
        for (int i = 2; i <= PageSessions.MOST_SESSIONS; i++) {
            assertThat(isOpen(used)).isTrue();
            open();
        }
        assertThat(isOpen(used)).isTrue();
        assertThat(isOpen(idle)).isFalse();
    }

    @Test
    void guesses_count_anew_with_the_next_key_once_none_is_left() {
        sessions.newKey();
        for (int i = 0; i < PageSessions.MOST_GUESSES; i++) {
            assertThat(sessions.open("guess")).isEmpty();
        }
        String key = sessions.newKey();
        assertThat(sessions.open("guess")).isEmpty();
        assertThat(sessions.open(key)).isPresent();
    }
}
