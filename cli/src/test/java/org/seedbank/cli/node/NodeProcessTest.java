package org.seedbank.cli.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.seedbank.cli.frame.NodeStart;
import org.seedbank.swarm.network.ListenPlace;

/** The settings of a node that goes on another way. */
class NodeProcessTest {

    private static final NodeStart START = new NodeStart(OptionalInt.of(7000), OptionalInt.of(8080));

    private static Optional<ListenPlace> place(String text) {
        return Optional.of(ListenPlace.parse(text));
    }

    @Test
    void a_port_that_is_set_while_it_runs_counts_more_than_that_of_its_start() {
        NodeStart free = new NodeStart(OptionalInt.empty(), OptionalInt.of(8080));

        assertThat(NodeProcess.heeding(START, Optional.empty(), place("127.0.0.1:7001")))
                .isEqualTo(free);
        assertThat(NodeProcess.heeding(START, place("127.0.0.1:7001"), place("127.0.0.1:7002")))
                .isEqualTo(free);
    }

    @Test
    void the_port_of_its_start_stays_where_none_was_set_since() {
        assertThat(NodeProcess.heeding(START, Optional.empty(), Optional.empty()))
                .isEqualTo(START);
        assertThat(NodeProcess.heeding(START, Optional.empty(), place("eth0"))).isEqualTo(START);
        assertThat(NodeProcess.heeding(START, place("127.0.0.1:7001"), place("127.0.0.1:7001")))
                .isEqualTo(START);
        assertThat(NodeProcess.heeding(START, place("127.0.0.1:7001"), Optional.empty()))
                .isEqualTo(START);
    }
}
