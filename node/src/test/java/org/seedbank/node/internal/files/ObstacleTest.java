package org.seedbank.node.internal.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.seedbank.swarm.Availability;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.NotAsked;
import org.seedbank.swarm.Source;

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

    @Test
    void there_is_nothing_to_wait_for_where_nobody_is_connected_and_all_that_was_asked_has_failed() {
        Source tracker = source(Source.Kind.TRACKER, Source.State.FAILING);
        Source wrong = source(Source.Kind.WEB_SEED, Source.State.WORKING).with(Optional.of(Source.Fault.WRONG_BYTES));
        Source unasked = Source.notAsked(Source.Kind.WEB_SEED, "http://10.0.0.7/", NotAsked.PRIVATE);
        Source discovery = source(Source.Kind.LOCAL, Source.State.WORKING);

        assertThat(Obstacle.isCertain(known(0, 0), List.of(tracker, wrong, unasked, discovery)))
                .isTrue();
        assertThat(Obstacle.isCertain(connected(1, 0, 0), List.of(tracker))).isFalse();
        assertThat(Obstacle.isCertain(known(0, 0), List.of(unasked, discovery))).isFalse();
        assertThat(Obstacle.isCertain(
                        known(0, 0), List.of(tracker, source(Source.Kind.WEB_SEED, Source.State.WORKING))))
                .isFalse();
        assertThat(Obstacle.isCertain(known(0, 0), List.of(tracker, source(Source.Kind.PEER, Source.State.WAITING))))
                .isFalse();
    }

    private static Source source(Source.Kind kind, Source.State state) {
        return Source.of(kind, "one", state, Optional.empty());
    }
}
