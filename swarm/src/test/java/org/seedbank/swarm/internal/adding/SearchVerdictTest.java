package org.seedbank.swarm.internal.adding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.seedbank.swarm.Availability;
import org.seedbank.swarm.NotAsked;
import org.seedbank.swarm.SessionView;
import org.seedbank.swarm.Source;
import org.seedbank.swarm.TorrentSearch;

/** Why nobody has given a torrent is said in a few words, worst first. */
class SearchVerdictTest {

    private static final String FIRST = "udp://tracker.example.org:6969";
    private static final String SECOND = "http://other.example.org/announce";

    @Test
    void nothing_is_said_where_nothing_is_known() {
        assertThat(verdict(0, 3)).isEmpty();
        assertThat(verdict(0, 3, source(Source.Kind.TRACKER, FIRST, Source.State.WAITING, "")))
                .isEmpty();
    }

    @Test
    void a_silent_tracker_a_silent_peer_and_an_empty_dht_are_named() {
        assertThat(verdict(
                        0,
                        0,
                        source(Source.Kind.TRACKER, FIRST, Source.State.FAILING, "timed out"),
                        source(Source.Kind.PEER, "192.0.2.1:6881", Source.State.FAILING, "connection refused")))
                .contains(
                        "its tracker does not help (udp://tracker.example.org:6969: timed out), the peer that was named"
                                + " does not answer (192.0.2.1:6881: connection refused), and no node of the DHT is known");
    }

    @Test
    void several_that_are_silent_are_counted() {
        assertThat(verdict(
                        0,
                        3,
                        source(Source.Kind.TRACKER, FIRST, Source.State.FAILING, "timed out"),
                        source(Source.Kind.TRACKER, SECOND, Source.State.FAILING, "404"),
                        Source.notAsked(Source.Kind.TRACKER, "wss://x", NotAsked.WEBSOCKET)))
                .contains("none of its 2 trackers helps (udp://tracker.example.org:6969: timed out)");
    }

    @Test
    void trackers_that_are_not_asked_are_no_silent_ones() {
        assertThat(verdict(0, 3, Source.notAsked(Source.Kind.TRACKER, FIRST, NotAsked.PRIVATE)))
                .contains("its tracker is not asked, as it leads to this machine or a private network");
    }

    @Test
    void one_tracker_that_answers_is_enough_for_the_others() {
        assertThat(verdict(
                        0,
                        3,
                        source(Source.Kind.TRACKER, FIRST, Source.State.FAILING, "timed out"),
                        source(Source.Kind.TRACKER, SECOND, Source.State.WORKING, "")))
                .contains("its trackers know nobody who gives it");
    }

    @Test
    void peers_that_are_there_and_do_not_give_it_come_first() {
        assertThat(verdict(2, 0))
                .contains("2 peers are connected and none has sent it, and no node of the DHT is known");
    }

    private static Optional<String> verdict(int peers, int dhtNodes, Source... sources) {
        Availability availability =
                new Availability(peers, 0, peers, Optional.empty(), OptionalDouble.empty(), Optional.empty());
        Source dht = Source.of(Source.Kind.DHT, "", Source.State.WAITING, Optional.empty());
        SessionView session = new SessionView(List.of(dht), Instant.EPOCH, Optional.empty(), dhtNodes, 0, 0);
        return SearchVerdict.of(new TorrentSearch(List.of(sources), availability), session);
    }

    private static Source source(Source.Kind kind, String address, Source.State state, String word) {
        return Source.of(kind, address, state, Optional.of(word).filter(each -> !each.isEmpty()));
    }
}
