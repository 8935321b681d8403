package org.seedbank.node.internal.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.seedbank.swarm.Availability;
import org.seedbank.swarm.Network;

class ObstacleTest {

    private static Availability known(int peers, int declining) {
        return new Availability(
                0,
                0,
                OptionalInt.empty(),
                peers,
                declining,
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void one_peer_is_told_of_as_one() {
        assertThat(Obstacle.silence(known(1, 0), 0, Network.PUBLIC))
                .isEqualTo("the one peer that is known does not answer");
        assertThat(Obstacle.silence(known(1, 1), 0, Network.PUBLIC))
                .isEqualTo("the one peer that is known answers, and does not offer what is missing");
        assertThat(Obstacle.silence(known(3, 0), 0, Network.PUBLIC)).isEqualTo("none of the 3 known peers answers");
    }

    @Test
    void how_far_the_node_reaches_is_said_where_that_may_be_why_nobody_answers() {
        assertThat(Obstacle.silence(known(2, 1), 0, Network.PRIVATE))
                .isEqualTo(
                        "of the 2 known peers, 1 answered and did not offer what is missing, and the others do not answer;"
                                + " the node reaches this network only");
        assertThat(Obstacle.silence(known(2, 2), 0, Network.PRIVATE))
                .isEqualTo("none of the 2 known peers offers what is missing, though they answer");
    }

    private static Availability connected(int peers, int seeds, int offering) {
        return new Availability(
                peers,
                seeds,
                OptionalInt.of(offering),
                peers,
                0,
                Optional.empty(),
                seeds > 0 ? OptionalDouble.empty() : OptionalDouble.of(0.5),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void a_seed_that_shows_nothing_of_what_it_has_is_not_said_to_lack_it() {
        assertThat(Obstacle.silence(connected(1, 0, 0), 0, Network.PRIVATE))
                .isEqualTo("connected to 1 that offers nothing of it just now");
        assertThat(Obstacle.silence(connected(2, 0, 1), 0, Network.PRIVATE))
                .isEqualTo("connected to 2 that have not all of it either; the node reaches this network only");
        assertThat(Obstacle.silence(connected(1, 1, 1), 0, Network.PRIVATE))
                .isEqualTo("connected to 1 that has it and sends nothing just now");
    }
}
