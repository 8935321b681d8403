package org.seedbank.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.seedbank.node.FakeView;
import org.seedbank.node.api.DatasetState;

/** What counts as something that has happened to a dataset. */
class DatasetHooksTest {

    private static final FakeView FETCHING = FakeView.named("soil");
    private static final FakeView THERE = FETCHING.seeding().verified(Instant.EPOCH, Instant.EPOCH);

    @Test
    void a_fetch_is_finished_once() {
        assertThat(DatasetHooks.events(Optional.of(FETCHING.view()), THERE.view()))
                .containsExactly(Hook.Event.FINISHED);
        assertThat(DatasetHooks.events(Optional.of(THERE.view()), THERE.view())).isEmpty();
        assertThat(DatasetHooks.events(
                        Optional.of(THERE.state(DatasetState.CHECKING).view()), THERE.view()))
                .as("read again after a start")
                .isEmpty();
        assertThat(DatasetHooks.events(Optional.empty(), THERE.published().view()))
                .as("nothing was fetched")
                .isEmpty();
    }

    @Test
    void damage_and_a_full_disk_are_told_when_they_begin() {
        FakeView damaged = THERE.damaged("a");
        FakeView full = FETCHING.state(DatasetState.NO_ROOM);

        assertThat(DatasetHooks.events(Optional.of(THERE.view()), damaged.view()))
                .containsExactly(Hook.Event.DAMAGED);
        assertThat(DatasetHooks.events(Optional.of(damaged.view()), damaged.view()))
                .isEmpty();
        assertThat(DatasetHooks.events(Optional.of(FETCHING.view()), full.view()))
                .containsExactly(Hook.Event.NO_ROOM);
        assertThat(DatasetHooks.events(Optional.of(full.view()), full.view())).isEmpty();
    }
}
