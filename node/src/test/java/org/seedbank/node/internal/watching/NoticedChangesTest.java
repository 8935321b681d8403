package org.seedbank.node.internal.watching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class NoticedChangesTest {

    private final NoticedChanges<String> changes = new NoticedChanges<>();

    @Test
    void a_change_is_looked_at_once_it_is_quiet() {
        changes.noticed("soil", at(0));
        changes.noticed("soil", at(1));
        assertThat(changes.due(at(2))).isEmpty();

        assertThat(changes.due(at(3))).containsExactly("soil");
        assertThat(changes.due(at(60))).isEmpty();
    }

    @Test
    void what_does_not_become_quiet_is_looked_at_after_ten_seconds_all_the_same() {
        for (int second = 0; second < 10; second++) {
            changes.noticed("soil", at(second));
            assertThat(changes.due(at(second))).isEmpty();
        }

        changes.noticed("soil", at(10));
        assertThat(changes.due(at(10))).containsExactly("soil");
    }

    @Test
    void a_file_that_is_written_for_an_hour_costs_few_looks() {
        int looks = 0;
        for (int second = 0; second < 3600; second++) {
            changes.noticed("soil", at(second));
            looks += changes.due(at(second)).size();
        }

        assertThat(looks).isBetween(5, 15);
    }

    @Test
    void after_a_calm_time_a_change_is_looked_at_as_soon_as_the_first() {
        changes.noticed("soil", at(0));
        assertThat(changes.due(at(2))).containsExactly("soil");

        changes.noticed("soil", at(60));
        assertThat(changes.due(at(62))).containsExactly("soil");
    }

    @Test
    void each_has_its_own_time_and_what_is_forgotten_has_none() {
        changes.noticed("soil", at(0));
        changes.noticed("ice", at(1));
        changes.noticed("sea", at(0));
        changes.forget("sea");

        assertThat(changes.due(at(2))).containsExactly("soil");
        assertThat(changes.due(at(3))).containsExactly("ice");
    }

    private static long at(int second) {
        return TimeUnit.SECONDS.toNanos(second);
    }
}
