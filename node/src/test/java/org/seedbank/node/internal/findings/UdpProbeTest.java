package org.seedbank.node.internal.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seedbank.swarm.Source.Fault.REFUSED;
import static org.seedbank.swarm.Source.Fault.SILENT;
import static org.seedbank.swarm.Source.Fault.UNREACHABLE;
import static org.seedbank.swarm.Source.Kind.TRACKER;
import static org.seedbank.swarm.Source.State.FAILING;
import static org.seedbank.swarm.Source.State.WORKING;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.seedbank.node.FakeView;
import org.seedbank.node.examination.Finding;
import org.seedbank.node.examination.Finding.Kind;
import org.seedbank.swarm.SessionView;
import org.seedbank.swarm.Source;

/** UDP is blocked where nobody answers over it, and others do over TCP. */
class UdpProbeTest {

    private static final Source OVER_HTTP =
            Source.of(TRACKER, "http://h.example.org/announce", WORKING, Optional.empty());

    private static Optional<Finding> found(boolean dht, long sent, long received, Source... trackers) {
        SessionView view = new SessionView(List.of(), Instant.EPOCH, Optional.empty(), 0, sent, received);
        FakeView ice = FakeView.named("ice", "1".repeat(64), "1".repeat(40)).sources(trackers);
        return new UdpProbe(view, dht, false, List.of(ice.view())).finding();
    }

    private static Source udp(String host, Source.State state, Source.Fault fault) {
        return Source.of(TRACKER, "udp://" + host + ":80/announce", state, Optional.of("a word"))
                .with(Optional.ofNullable(fault));
    }

    @Test
    void nodes_of_the_dht_and_any_tracker_that_says_something_show_that_it_gets_through() {
        assertThat(found(true, 50, 40)).contains(Finding.of(Kind.UDP_WELL, "nodes of the DHT have answered"));
        assertThat(found(true, 50, 0, udp("a", WORKING, null)))
                .contains(Finding.of(Kind.UDP_WELL, "udp://a:80 answers"));
        assertThat(found(false, 0, 0, udp("a", FAILING, REFUSED)))
                .contains(Finding.of(Kind.UDP_WELL, "udp://a:80 answers"));
    }

    @Test
    void silence_of_all_while_tcp_works_is_a_block_and_names_who_was_asked() {
        assertThat(found(true, 50, 0, OVER_HTTP, udp("a", FAILING, SILENT)))
                .contains(Finding.of(
                        Kind.UDP_BLOCKED, "nodes of the DHT to 50 packets and udp://a:80", "http://h.example.org"));
        assertThat(found(false, 0, 0, OVER_HTTP, udp("a", FAILING, SILENT), udp("b", FAILING, SILENT)))
                .contains(Finding.of(Kind.UDP_BLOCKED, "udp://a:80, udp://b:80", "http://h.example.org"));
    }

    @Test
    void silence_of_all_and_nothing_over_tcp_is_no_network() {
        assertThat(found(true, UdpProbe.PACKETS, 0))
                .contains(Finding.of(Kind.NETWORK_SILENT, "nodes of the DHT to 10 packets"));
    }

    @Test
    void nodes_that_were_asked_a_moment_ago_may_still_answer() {
        SessionView view = new SessionView(List.of(), Instant.EPOCH, Optional.empty(), 0, 50, 0);

        assertThat(new UdpProbe(view, true, true, List.of()).finding()).isEmpty();
    }

    @Test
    void one_tracker_that_is_gone_and_a_name_that_is_none_say_nothing_of_the_network() {
        assertThat(found(false, 0, 0, OVER_HTTP, udp("a", FAILING, SILENT))).isEmpty();
        assertThat(found(false, 0, 0, OVER_HTTP, udp("a", FAILING, UNREACHABLE), udp("b", FAILING, UNREACHABLE)))
                .isEmpty();
        assertThat(found(true, UdpProbe.PACKETS - 1, 0, OVER_HTTP)).isEmpty();
    }
}
