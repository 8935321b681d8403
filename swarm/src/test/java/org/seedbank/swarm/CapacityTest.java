package org.seedbank.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A session takes a share of the machine. */
class CapacityTest {

    @Test
    void a_large_machine_is_used_up_to_a_bound() {
        assertThat(Capacity.of(1_048_576, 8)).isEqualTo(new Capacity(1_000, 500, 48));
    }

    @Test
    void few_open_files_leave_half_of_them_to_others() {
        assertThat(Capacity.of(256, 8)).isEqualTo(new Capacity(64, 64, 48));
        assertThat(Capacity.of(0, 1)).isEqualTo(new Capacity(2, 2, 2));
    }

    @Test
    void the_limit_is_the_soft_one() {
        List<String> limits = List.of(
                "Limit                     Soft Limit           Hard Limit           Units     ",
                "Max open files            1024                 1048576              files     ");

        assertThat(Capacity.softLimit(limits)).isEqualTo(1024);
    }

    @Test
    void a_system_without_a_limit_or_without_a_word_is_no_trouble() {
        assertThat(Capacity.softLimit(List.of("Max open files            unlimited            unlimited   files")))
                .isEqualTo(Integer.MAX_VALUE);
        assertThat(Capacity.softLimit(List.of())).isEqualTo(1024);
    }
}
