package org.seedbank.node.internal.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.seedbank.swarm.Availability;
import org.seedbank.swarm.Network;

class ObstacleTest {

    private static Availability known(int peers, int declining) {
        return new Availability(
                0,
                0,
                peers,
                declining,
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void how_far_the_node_reaches_is_said_where_that_may_be_why_nobody_answers() {
        assertThat(Obstacle.silence(known(2, 1), 0, Network.PRIVATE))
                .isEqualTo("none of the 2 known peers answers; the node reaches this network only");
        assertThat(Obstacle.silence(known(2, 2), 0, Network.PRIVATE))
                .isEqualTo("none of the 2 known peers offers it, though they answer");
    }
}
