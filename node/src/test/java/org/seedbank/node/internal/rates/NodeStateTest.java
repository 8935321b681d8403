package org.seedbank.node.internal.rates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.node.api.Limits;
import org.seedbank.node.api.ScheduleRule;

class NodeStateTest {

    private static final NodeState NOTHING = new NodeState(Limits.NONE, List.of());

    @TempDir
    Path folder;

    @Property(tries = 50)
    void reads_what_it_wrote(@ForAll("states") NodeState state) throws IOException {
        Path file = Files.createTempFile("seedbank-state", ".json");
        try {
            state.write(file);

            assertThat(NodeState.read(file)).isEqualTo(state);
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void limits_that_cannot_be_are_no_limits() throws Exception {
        Path file = folder.resolve("settings.json");
        Files.writeString(file, "{\"schema\":1,\"limits\":{\"up\":-1},\"schedule\":[]}");

        assertThat(NodeState.read(file)).isEqualTo(NOTHING);
        assertThat(folder.resolve("settings.json.unreadable")).exists();
    }

    @Test
    void limits_that_were_lost_are_told_until_others_are_set() throws Exception {
        Path file = folder.resolve("settings.json");
        assertThat(NodeState.warning(file)).isEmpty();

        Files.writeString(file, "{\"schema\":1,");
        NodeState.read(file);
        assertThat(NodeState.warning(file))
                .contains("'%s' could not be understood: no limits and no schedule hold until they are set again"
                        .formatted(file));

        NOTHING.write(file);
        assertThat(NodeState.warning(file)).isEmpty();
    }

    @Test
    void without_a_file_there_are_no_limits() {
        assertThat(NodeState.read(folder.resolve("settings.json"))).isEqualTo(NOTHING);
    }

    @Provide
    Arbitrary<NodeState> states() {
        Arbitrary<Optional<Long>> rates = Arbitraries.longs().greaterOrEqual(0).optional();
        Arbitrary<Limits> limits = Combinators.combine(
                        rates, rates, Arbitraries.doubles().between(0, 1000).optional())
                .as(Limits::new);
        Arbitrary<LocalTime> times =
                Arbitraries.integers().between(0, 24 * 60 - 1).map(minute -> LocalTime.MIDNIGHT.plusMinutes(minute));
        Arbitrary<ScheduleRule> rules = Combinators.combine(
                        times, times, Arbitraries.of(DayOfWeek.class).set().ofMinSize(1), rates, rates)
                .as(ScheduleRule::new);
        return Combinators.combine(limits, rules.list().ofMaxSize(4)).as(NodeState::new);
    }
}
