package org.seedbank.node.internal.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.seedbank.node.internal.store.SeedSeen;
import org.seedbank.swarm.Availability;

/** When somebody with everything was last seen, and how many copies there were, outlives transfers and nodes. */
class SeedMemoryTest {

    private static final Instant NOON = Instant.parse("2024-05-17T12:00:00Z");

    private final List<SeedSeen> kept = new ArrayList<>();

    private SeedMemory memory() {
        return new SeedMemory(new SeedMemory.Store() {
            @Override
            public SeedSeen find() {
                return kept.isEmpty() ? SeedSeen.NOBODY : kept.get(kept.size() - 1);
            }

            @Override
            public void keep(SeedSeen seen) {
                kept.add(seen);
            }
        });
    }

    @Test
    void what_was_seen_is_known_after_a_restart_when_nobody_is_there() {
        SeedMemory before = memory();
        before.note(found(1, 1, Optional.of(NOON), OptionalDouble.empty()), NOON);
        before.note(found(2, 0, Optional.of(NOON), OptionalDouble.of(0.75)), NOON.plusSeconds(5));

        Availability after = memory().with(found(0, 0, Optional.empty(), OptionalDouble.empty()));

        assertThat(after.seedSeen()).contains(NOON);
        assertThat(after.copies()).hasValue(0.75);
    }

    @Test
    void who_gave_bytes_is_known_after_a_restart() {
        Availability gave = new Availability(
                1,
                0,
                OptionalInt.empty(),
                1,
                0,
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.of(NOON),
                Optional.empty());
        memory().note(gave, NOON);

        assertThat(memory().with(found(0, 0, Optional.empty(), OptionalDouble.empty()))
                        .given())
                .contains(NOON);
    }

    @Test
    void who_is_there_now_counts_more() {
        memory().note(found(2, 0, Optional.of(NOON), OptionalDouble.of(0.75)), NOON);
        Instant later = NOON.plusSeconds(900);

        Availability now = memory().with(found(1, 1, Optional.of(later), OptionalDouble.empty()));

        assertThat(now.seedSeen()).contains(later);
        assertThat(now.copies()).isEmpty();
    }

    @Test
    void what_is_seen_all_the_time_is_written_down_once_a_minute() {
        SeedMemory memory = memory();
        for (int second = 0; second <= 120; second++) {
            Instant now = NOON.plusSeconds(second);
            memory.note(found(1, 1, Optional.of(now), OptionalDouble.empty()), now);
        }
        memory.note(found(0, 0, Optional.of(NOON.plusSeconds(120)), OptionalDouble.empty()), NOON.plusSeconds(500));

        assertThat(kept).hasSize(3);
    }

    @Test
    void nothing_is_written_where_nobody_was_seen() {
        memory().note(found(0, 0, Optional.empty(), OptionalDouble.empty()), NOON);

        assertThat(kept).isEmpty();
    }

    private static Availability found(int peers, int seeds, Optional<Instant> seen, OptionalDouble copies) {
        return new Availability(peers, seeds, peers, seen, copies, Optional.empty());
    }
}
