package org.seedbank.swarm.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.seedbank.swarm.PeerAddresses;

/** Who comes in by himself proves that the port is open, and who was asked to does not. */
class IncomingTest {

    private static final Instant NOW = Instant.parse("2024-05-01T12:00:00Z");
    private static final InetSocketAddress PEER =
            PeerAddresses.inDigits("192.0.2.9:50001").orElseThrow();

    private final Incoming incoming = new Incoming();

    private static String id(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void a_peer_that_came_and_left_has_come_in() {
        incoming.connected(PEER, NOW);
        incoming.ended(PEER, Optional.of(id("-SB0100-abcdefghijkl")));

        assertThat(incoming.last(NOW)).contains(NOW);
    }

    @Test
    void one_that_was_asked_to_connect_back_has_not() {
        incoming.connected(PEER, NOW);
        incoming.ended(PEER, Optional.of(id("-SB0000-connectback-")));

        assertThat(incoming.last(NOW.plusSeconds(60))).isEmpty();
    }

    @Test
    void nor_one_that_ended_before_it_said_its_name() {
        incoming.connected(PEER, NOW);
        incoming.ended(PEER, Optional.empty());

        assertThat(incoming.last(NOW.plusSeconds(60))).isEmpty();
    }

    @Test
    void one_that_stays_has_come_in() {
        incoming.connected(PEER, NOW);

        assertThat(incoming.last(NOW.plusSeconds(9))).isEmpty();
        assertThat(incoming.last(NOW.plusSeconds(10))).contains(NOW);
    }

    @Test
    void the_end_of_a_connection_that_this_session_has_opened_is_nothing() {
        incoming.ended(PEER, Optional.of(id("-SB0100-abcdefghijkl")));

        assertThat(incoming.last(NOW.plusSeconds(60))).isEmpty();
    }

    @Test
    void many_at_once_do_not_grow_without_bound_and_count() {
        for (int port = 1; port <= 101; port++) {
            incoming.connected(new InetSocketAddress(PEER.getAddress(), port), NOW);
        }
        assertThat(incoming.last(NOW)).contains(NOW);
    }
}
