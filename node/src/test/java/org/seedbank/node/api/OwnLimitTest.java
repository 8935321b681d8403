package org.seedbank.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnLimitTest {

    private static final Limits DEAF = new Limits(Optional.of(1L), Optional.of(0L), Optional.empty());
    private static final Limits MUTE = new Limits(Optional.of(0L), Optional.of(1L), Optional.empty());

    @Test
    void nothing_is_received_by_the_limit_of_a_dataset_of_all_or_of_the_schedule() {
        assertThat(OwnLimit.ofReceiving(DEAF, Limits.NONE, false)).contains(OwnLimit.DATASET);
        assertThat(OwnLimit.ofReceiving(Limits.NONE, DEAF, false)).contains(OwnLimit.ALL);
        assertThat(OwnLimit.ofReceiving(Limits.NONE, DEAF, true)).contains(OwnLimit.SCHEDULE);
        assertThat(OwnLimit.ofReceiving(MUTE, MUTE, true)).isEmpty();
        assertThat(OwnLimit.ofReceiving(Limits.NONE, Limits.NONE, true)).isEmpty();
    }

    @Test
    void what_may_be_received_may_still_not_be_sent() {
        assertThat(OwnLimit.ofSending(Limits.NONE, MUTE, false)).contains(OwnLimit.ALL);
        assertThat(OwnLimit.ofSending(DEAF, DEAF, false)).isEmpty();
    }
}
