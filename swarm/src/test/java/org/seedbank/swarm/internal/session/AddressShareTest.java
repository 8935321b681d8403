package org.seedbank.swarm.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Peers of one address are many or one; either way others get places too. */
class AddressShareTest {

    private static final String CAMPUS = "203.0.113.7";

    private Instant now = Instant.EPOCH;
    private final AddressShare share = new AddressShare(() -> 100, "127.0.0.1"::equals, () -> now);

    @Test
    void one_address_may_have_all_places_but_those_that_are_kept_for_others() {
        for (int i = 1; i < 90; i++) {
            assertThat(share.connects(CAMPUS)).isEmpty();
        }

        assertThat(share.connects(CAMPUS)).contains("it has 90 of 100 places for peers");
        assertThat(share.blocked()).containsExactly(CAMPUS);
        assertThat(share.connects(CAMPUS)).as("it was said").isEmpty();
    }

    @Test
    void when_places_run_out_an_address_with_half_of_them_keeps_these() {
        for (int i = 0; i < 50; i++) {
            assertThat(share.connects(CAMPUS)).isEmpty();
            assertThat(share.connects("198.51.100." + i)).isEmpty();
        }

        assertThat(share.blocked()).isEmpty();
        assertThat(share.connects(CAMPUS)).contains("it has 51 of 100 places for peers");
    }

    @Test
    void places_that_are_given_up_count_no_more() {
        for (int i = 0; i < 1000; i++) {
            share.connects(CAMPUS);
            share.ends(CAMPUS);
            share.ends(CAMPUS);
        }
        for (int i = 1; i < 90; i++) {
            share.connects(CAMPUS);
        }

        assertThat(share.blocked()).isEmpty();
    }

    @Test
    void after_a_minute_the_address_is_let_in_again() {
        for (int i = 0; i < 90; i++) {
            share.connects(CAMPUS);
        }
        now = now.plus(Duration.ofSeconds(59));
        assertThat(share.lapses()).isFalse();
        now = now.plus(Duration.ofSeconds(1));

        assertThat(share.lapses()).isTrue();
        assertThat(share.blocked()).isEmpty();
    }

    @Test
    void an_address_whose_peers_were_banned_three_times_in_an_hour_is_left_alone_for_an_hour() {
        assertThat(share.banned(CAMPUS)).isEmpty();
        now = now.plus(Duration.ofMinutes(61));
        assertThat(share.banned(CAMPUS)).isEmpty();
        assertThat(share.banned(CAMPUS)).isEmpty();
        assertThat(share.banned(CAMPUS)).contains("3 of its peers sent wrong pieces");
        assertThat(share.blocked()).containsExactly(CAMPUS);

        now = now.plus(Duration.ofMinutes(60));
        assertThat(share.lapses()).isTrue();
        assertThat(share.blocked()).isEmpty();
    }

    @Test
    void programs_of_this_machine_may_take_them_all() {
        for (int i = 0; i < 100; i++) {
            assertThat(share.connects("127.0.0.1")).isEmpty();
            assertThat(share.banned("127.0.0.1")).isEmpty();
        }
        assertThat(share.blocked()).isEmpty();
    }

    @Test
    void nothing_is_remembered_without_bound() {
        for (int i = 0; i < 20_000; i++) {
            for (int ban = 0; ban < 3; ban++) {
                share.banned("10.%d.%d.1".formatted(i / 250, i % 250));
            }
        }

        assertThat(share.blocked()).hasSize(10_000);
    }
}
