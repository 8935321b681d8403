package org.seedbank.node.internal.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seedbank.swarm.Source.State.FAILING;
import static org.seedbank.swarm.Source.State.NOT_ASKED;
import static org.seedbank.swarm.Source.State.WAITING;
import static org.seedbank.swarm.Source.State.WORKING;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.seedbank.integrity.threads.Fault;
import org.seedbank.node.examination.Finding;
import org.seedbank.node.examination.Finding.Kind;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.NotAsked;
import org.seedbank.swarm.SessionView;
import org.seedbank.swarm.Source;

/** What a session tells becomes what a person should know. */
class SessionProbesTest {

    private static final Instant OPENED = Instant.parse("2024-05-01T12:00:00Z");
    private static final Instant LATER = OPENED.plus(Duration.ofMinutes(5));
    private static final Source DHT = Source.of(Source.Kind.DHT, "", WAITING, Optional.of("0 nodes"));

    private static List<Finding> found(SessionView view, Network network, Fault... faults) {
        return new SessionProbes(view, List.of(), network, 40_000, List.of(faults), LATER).findings();
    }

    private static SessionView view(Source... sources) {
        return new SessionView(List.of(sources), OPENED, Optional.empty(), 0, 0, 0);
    }

    private static SessionView udp(long nodes, long sent, long received) {
        return new SessionView(List.of(DHT), OPENED, Optional.empty(), nodes, sent, received);
    }

    @Test
    void a_thread_that_hangs_is_told_and_one_that_answers_too() {
        assertThat(found(view(), Network.LOCAL)).contains(Finding.of(Kind.NODE_WELL, "2024-05-01T12:00:00Z"));
        assertThat(found(view(), Network.LOCAL, new Fault("libtorrent has not answered for 40 s", true)))
                .contains(Finding.of(Kind.THREAD_STUCK, "libtorrent has not answered for 40 s"))
                .noneMatch(each -> each.kind() == Kind.NODE_WELL);
    }

    @Test
    void how_far_it_reaches_is_told() {
        assertThat(found(view(), Network.LOCAL)).contains(Finding.of(Kind.REACH_MACHINE));
        assertThat(found(view(), Network.PRIVATE)).contains(Finding.of(Kind.REACH_NETWORK));
        assertThat(found(view(), Network.PUBLIC)).contains(Finding.of(Kind.REACH_PUBLIC));
    }

    @Test
    void a_port_is_open_once_somebody_else_has_come_in() {
        SessionView open = new SessionView(List.of(), OPENED, Optional.of(LATER), 0, 0, 0);

        assertThat(found(open, Network.PRIVATE)).contains(Finding.of(Kind.PORT_OPEN, "40000", "2024-05-01T12:05:00Z"));
        assertThat(found(view(), Network.PRIVATE))
                .contains(Finding.of(Kind.PORT_UNPROVEN, "40000", "2024-05-01T12:00:00Z"));
        assertThat(found(view(), Network.LOCAL))
                .noneMatch(each -> each.subject().equals("port"));
    }

    @Test
    void addresses_that_it_listens_on_and_those_that_it_could_not() {
        assertThat(found(
                        view(
                                Source.of(Source.Kind.LISTENING, "10.0.0.1:40000 TCP", WORKING, Optional.empty()),
                                Source.of(Source.Kind.LISTENING, "10.0.0.1:40000 UDP", FAILING, Optional.of("in use"))),
                        Network.PRIVATE))
                .contains(
                        Finding.of(Kind.LISTENS, "10.0.0.1:40000 TCP"),
                        Finding.of(Kind.CANNOT_LISTEN, "10.0.0.1:40000 UDP", "in use"));
    }

    @Test
    void a_router_that_opens_a_port_one_that_refuses_and_one_that_is_not_asked() {
        assertThat(found(
                        view(
                                Source.of(Source.Kind.PORT_MAPPING, "UPnP TCP", WORKING, Optional.of("port 9")),
                                Source.of(Source.Kind.PORT_MAPPING, "NAT-PMP", FAILING, Optional.of("no"))),
                        Network.PUBLIC))
                .contains(Finding.of(Kind.MAPPING_WELL, "UPnP TCP, port 9"));
        assertThat(found(
                        view(Source.of(Source.Kind.PORT_MAPPING, "UPnP", FAILING, Optional.of("no router found"))),
                        Network.PUBLIC))
                .contains(Finding.of(Kind.MAPPING_FAILED, "UPnP", "no router found"));
        assertThat(found(view(Source.notAsked(Source.Kind.PORT_MAPPING, "UPnP", NotAsked.OFF)), Network.PUBLIC))
                .noneMatch(each -> each.subject().equals("router"));
    }

    @Test
    void a_dht_with_nodes_and_one_without() {
        assertThat(found(udp(3, 50, 40), Network.PUBLIC))
                .contains(Finding.of(Kind.UDP_WELL, "nodes of the DHT answer"), Finding.of(Kind.DHT_WELL, "3"));
        assertThat(found(udp(0, 50, 40), Network.PUBLIC))
                .contains(
                        Finding.of(Kind.UDP_WELL, "nodes of the DHT have answered"),
                        Finding.of(Kind.DHT_EMPTY, "2024-05-01T12:00:00Z"));
    }

    @Test
    void where_no_udp_gets_through_that_is_said_once() {
        assertThat(found(udp(0, 50, 0), Network.PUBLIC))
                .contains(Finding.of(Kind.NETWORK_SILENT, "nodes of the DHT to 50 packets"))
                .noneMatch(each -> each.subject().equals("DHT"));
    }

    @Test
    void a_dht_that_has_just_begun_is_said_to_be_looking_and_not_called_empty_nor_cut_off() {
        SessionProbes young =
                new SessionProbes(udp(0, 50, 0), List.of(), Network.PUBLIC, 40_000, List.of(), OPENED.plusSeconds(119));

        assertThat(young.findings())
                .contains(Finding.of(Kind.DHT_BEGINS, "2024-05-01T12:00:00Z"))
                .noneMatch(
                        each -> each.subject().equals("UDP") || each.subject().equals("network"));
    }

    @Test
    void a_private_dataset_is_not_looked_for_in_the_dht() {
        assertThat(SessionProbes.sources(view(DHT), true))
                .containsExactly(Source.notAsked(Source.Kind.DHT, "", NotAsked.PRIVATE_TORRENT));
        assertThat(SessionProbes.sources(view(DHT), false)).containsExactly(DHT);
        assertThat(SessionProbes.sources(view(DHT), true).get(0).state()).isEqualTo(NOT_ASKED);
    }
}
