package org.seedbank.node.internal.rates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seedbank.node.api.Limits;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.ScheduleRule;
import org.seedbank.node.internal.store.NodeDatabase;
import org.seedbank.node.internal.store.SampleState;
import org.seedbank.node.internal.store.Sql;

class NodeStateTest {

    private static final NodeState NOTHING = new NodeState(Limits.NONE, List.of());

    private static NodeDatabase database;

    @TempDir
    static Path folder;

    @BeforeAll
    static void open() throws InterruptedException {
        database = SampleState.database(folder);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void forget() {
        database.write(connection -> Sql.change(connection, "DELETE FROM setting"));
    }

    @Test
    void reads_what_it_wrote() {
        states().list().ofSize(50).sample().forEach(state -> {
            state.write(database);

            assertThat(NodeState.read(database)).isEqualTo(state);
        });
    }

    @Test
    void where_nothing_is_set_there_are_no_limits() {
        assertThat(NodeState.read(database)).isEqualTo(NOTHING);
    }

    @Test
    void takes_over_what_an_earlier_version_kept_in_a_file_unless_something_is_set_since() throws Exception {
        Path file = Files.writeString(folder.resolve("settings.json"), """
                {"schema":1,"limits":{"up":5,"ratio":1.5},
                 "schedule":[{"down":7,"from":"08:00","to":"18:00","days":["MONDAY"]}]}
                """);
        NodeState earlier = new NodeState(
                new Limits(Optional.of(5L), Optional.empty(), Optional.of(1.5)),
                List.of(new ScheduleRule(
                        LocalTime.of(8, 0),
                        LocalTime.of(18, 0),
                        Set.of(DayOfWeek.MONDAY),
                        Optional.empty(),
                        Optional.of(7L))));

        NodeState.takeOver(file, database);
        assertThat(NodeState.read(database)).isEqualTo(earlier);

        NodeState other = new NodeState(Limits.NONE, earlier.schedule());
        other.write(database);
        NodeState.takeOver(file, database);
        assertThat(NodeState.read(database)).isEqualTo(other);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"schema\":1,\"limits\":{\"up\":-1},\"schedule\":[]}", "{\"schema\":1,", "[]", ""})
    void an_earlier_file_that_cannot_be_understood_is_told_and_sets_nothing(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("settings.json"), text);

        assertThatThrownBy(() -> NodeState.takeOver(file, database)).isInstanceOf(NodeException.StateUnusable.class);
        assertThat(NodeState.read(database)).isEqualTo(NOTHING);
    }

    @Test
    void a_file_of_a_later_version_is_refused() throws Exception {
        Path file = Files.writeString(folder.resolve("settings.json"), "{\"schema\":2}");

        assertThatThrownBy(() -> NodeState.takeOver(file, database)).isInstanceOf(NodeException.NewerState.class);
    }

    private static Arbitrary<NodeState> states() {
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
