package org.seedbank.swarm.internal.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.seedbank.swarm.PeerAddresses;
import org.seedbank.swarm.Source;

/** Peers are counted once, and this node not at all. */
class PeerBookTest {

    private static final Instant NOW = Instant.parse("2024-05-01T12:00:00Z");

    private Instant now = NOW;
    private final PeerBook book = new PeerBook(() -> now, () -> 40_000);

    private static InetSocketAddress at(String text) {
        return PeerAddresses.inDigits(text).orElseThrow();
    }

    private int known(String... addresses) {
        for (String each : addresses) {
            book.tried(at(each));
        }
        return book.known(addresses.length);
    }

    @Test
    void this_session_is_no_peer_of_itself_at_any_of_its_addresses() {
        assertThat(known("127.0.0.1:40000", "[::1]:40000")).isZero();
    }

    @Test
    void nor_where_a_router_leads_back_to_it() {
        book.tried(at("198.51.100.7:6881"));
        book.isSelf(at("198.51.100.7:6881"));

        assertThat(book.known(1)).isZero();
        book.ended(at("198.51.100.7:6881"), Optional.empty(), "closed", false);
        assertThat(book.known(1)).isZero();
    }

    @Test
    void one_machine_with_three_addresses_is_one_peer() {
        assertThat(known("192.168.7.2:41234", "[fe80::2]:41234", "[fd00::2]:41234"))
                .isEqualTo(1);
    }

    @Test
    void machines_at_a_port_that_many_choose_are_several() {
        assertThat(known("192.168.7.2:6881", "192.168.7.3:6881", "[fd00::2]:6881", "[fd00::3]:6881"))
                .isEqualTo(2);
    }

    @Test
    void addresses_under_which_the_same_peer_answers_are_one() {
        book.tried(at("192.168.7.2:6881"));
        book.tried(at("10.0.0.2:6882"));
        book.connected(List.of(
                new ConnectedPeer(at("192.168.7.2:6881"), "aa", true, false),
                new ConnectedPeer(at("10.0.0.2:6882"), "aa", true, false)));

        assertThat(book.known(2)).isEqualTo(1);
    }

    @Test
    void connections_to_both_addresses_of_a_peer_are_one_too_many() {
        book.connected(to("192.168.7.2:6881", "[fd00::2]:6881"));
        assertThat(book.doubled()).isEqualTo(1);
        book.connected(to("192.168.7.2:41234", "[fe80::2]:41234", "[fd00::2]:41234"));
        assertThat(book.doubled()).isEqualTo(2);

        book.connected(to("192.168.7.2:6881", "192.168.7.3:6881"));
        assertThat(book.doubled()).isZero();
        book.connected(to("[fd00::2]:6881", "[fd00::3]:6881"));
        assertThat(book.doubled()).isZero();
        book.connected(to("192.168.7.2:6881", "192.168.7.3:6882"));
        assertThat(book.doubled()).isZero();
        book.connected(List.of());
        assertThat(book.doubled()).isZero();
    }

    /** As two that connect to each other at the same moment do. */
    @Test
    void connections_in_which_a_session_says_the_same_name_are_one_peer_wherever_they_come_from() {
        String session = "2d5342303130302d" + "6162636465666768";
        book.connected(List.of(
                new ConnectedPeer(at("192.168.7.2:50001"), session + "31313131", false, false),
                new ConnectedPeer(at("192.168.7.2:6881"), session + "32323232", true, false),
                new ConnectedPeer(at("[fd00::2]:6881"), session + "33333333", true, false)));
        assertThat(book.doubled()).isEqualTo(2);

        book.connected(List.of(
                new ConnectedPeer(at("192.168.7.2:6881"), session + "31313131", true, false),
                new ConnectedPeer(
                        at("192.168.7.2:50001"), "2d5342303130302d" + "7a7a7a7a7a7a7a7a" + "31313131", false, false)));
        assertThat(book.doubled()).isZero();
    }

    private static List<ConnectedPeer> to(String... addresses) {
        return Arrays.stream(addresses)
                .map(each -> new ConnectedPeer(at(each), each, true, false))
                .toList();
    }

    @Test
    void a_web_seed_is_no_peer() {
        book.connected(List.of(new ConnectedPeer(at("203.0.113.5:80"), "00", true, true)));

        assertThat(known("203.0.113.5:80", "192.0.2.9:6881")).isEqualTo(1);
    }

    @Test
    void addresses_that_were_not_tried_yet_count_as_they_are() {
        assertThat(book.known(7)).isEqualTo(7);
    }

    @Test
    void a_peer_that_was_named_tells_what_became_of_it() {
        book.name(at("192.0.2.9:6881"));
        assertThat(book.sources())
                .containsExactly(Source.of(Source.Kind.PEER, "192.0.2.9:6881", Source.State.WAITING, Optional.empty()));

        book.tried(at("192.0.2.9:6881"));
        book.ended(at("192.0.2.9:6881"), Optional.empty(), "Connection refused", false);
        assertThat(book.sources())
                .containsExactly(Source.of(
                        Source.Kind.PEER, "192.0.2.9:6881", Source.State.FAILING, Optional.of("Connection refused")));

        book.connected(List.of(new ConnectedPeer(at("192.0.2.9:6881"), "aa", true, false)));
        Source connected = book.sources().get(0);
        assertThat(connected.state()).isEqualTo(Source.State.WORKING);
        assertThat(connected.answered()).contains(NOW);
        assertThat(connected.word()).isEmpty();
    }

    @Test
    void one_that_left_in_peace_works_and_one_that_sent_nonsense_does_not() {
        book.name(at("192.0.2.9:6881"));
        book.tried(at("192.0.2.9:6881"));
        book.ended(at("192.0.2.9:6881"), Optional.of("aa"), "torrent finished", false);
        assertThat(book.sources().get(0).state()).isEqualTo(Source.State.WORKING);

        book.ended(at("192.0.2.9:6881"), Optional.of("aa"), "invalid message", true);
        assertThat(book.sources().get(0).state()).isEqualTo(Source.State.FAILING);
    }

    @Test
    void a_peer_has_answered_when_it_shook_hands_and_when_its_last_byte_came() {
        book.name(at("192.0.2.9:6881"));
        book.connected(List.of(sent(0)));
        now = NOW.plusSeconds(5);
        book.connected(List.of(sent(0)));
        assertThat(book.sources().get(0).answered()).contains(NOW);

        book.connected(List.of(sent(16_384)));
        now = NOW.plusSeconds(90);
        book.connected(List.of(sent(16_384)));
        book.ended(at("192.0.2.9:6881"), Optional.of("aa"), "timed out", false);
        assertThat(book.sources().get(0).answered()).contains(NOW.plusSeconds(5));
    }

    @Test
    void a_peer_that_shakes_hands_anew_has_answered_then() {
        book.name(at("192.0.2.9:6881"));
        book.connected(List.of(sent(16_384)));
        now = NOW.plusSeconds(90);
        book.connected(List.of());
        book.ended(at("192.0.2.9:6881"), Optional.of("aa"), "torrent finished", false);
        assertThat(book.sources().get(0).answered()).contains(NOW.plusSeconds(90));
    }

    private static ConnectedPeer sent(long bytes) {
        return new ConnectedPeer(at("192.0.2.9:6881"), "aa", true, false, bytes, true, true);
    }

    @Test
    void one_that_sent_wrong_bytes_is_told_though_nobody_named_it() {
        book.tried(at("192.0.2.8:6881"));
        book.tried(at("192.0.2.9:6881"));

        book.banned(at("192.0.2.9:6881"));

        assertThat(book.sources()).singleElement().satisfies(source -> {
            assertThat(source.address()).isEqualTo("192.0.2.9:6881");
            assertThat(source.fault()).contains(Source.Fault.WRONG_BYTES);
        });
    }

    @Test
    void one_that_sent_wrong_bytes_is_left_out_for_good() {
        book.name(at("192.0.2.9:6881"));
        book.connected(List.of(new ConnectedPeer(at("192.0.2.9:6881"), "aa", true, false)));

        book.banned(at("192.0.2.9:6881"));
        book.ended(at("192.0.2.9:6881"), Optional.of("aa"), "banned", false);
        book.declined(at("192.0.2.9:6881"));
        book.connected(List.of(new ConnectedPeer(at("192.0.2.9:6881"), "aa", true, false)));

        assertThat(book.sources()).singleElement().satisfies(source -> {
            assertThat(source.state()).isEqualTo(Source.State.FAILING);
            assertThat(source.fault()).contains(Source.Fault.WRONG_BYTES);
        });
        assertThat(book.callable()).isEmpty();
        assertThat(book.declining()).isZero();
    }

    @Test
    void a_peer_declines_while_the_address_at_which_it_was_heard_last_does() {
        known("192.168.7.2:41234", "[fd00::2]:41234");
        book.declined(at("192.168.7.2:41234"));
        book.declined(at("[fd00::2]:41234"));
        assertThat(book.declining()).isEqualTo(1);

        book.ended(at("192.168.7.2:41234"), Optional.empty(), "Connection refused", false);
        assertThat(book.declining()).isZero();

        book.tried(at("[fd00::2]:41234"));
        assertThat(book.declining()).isZero();

        book.declined(at("[fd00::2]:41234"));
        assertThat(book.declining()).isEqualTo(1);
    }

    @Test
    void a_machine_with_two_kinds_of_addresses_declines_once() {
        known("192.168.7.2:6881", "[fd00::2]:6881");
        book.declined(at("192.168.7.2:6881"));
        book.declined(at("[fd00::2]:6881"));

        assertThat(book.declining()).isEqualTo(1);
    }

    @Test
    void one_that_has_nothing_of_what_is_missing_has_answered_and_declines() {
        book.name(at("192.0.2.9:6881"));
        book.tried(at("192.0.2.9:6881"));
        book.hasNothing(at("192.0.2.9:6881"), "aa");

        assertThat(book.declining()).isEqualTo(1);
        assertThat(book.sources().get(0).state()).isEqualTo(Source.State.WORKING);

        book.ended(at("192.0.2.9:6881"), Optional.empty(), "Connection refused", false);
        assertThat(book.declining()).isZero();
    }

    @Test
    void one_that_sent_wrong_bytes_stays_left_out_though_it_has_nothing_more() {
        book.tried(at("192.0.2.9:6881"));
        book.banned(at("192.0.2.9:6881"));
        book.hasNothing(at("192.0.2.9:6881"), "aa");

        assertThat(book.declining()).isZero();
        assertThat(book.callable()).isEmpty();
    }

    @Test
    void what_strangers_send_does_not_grow_without_bound() {
        for (int port = 1; port < 3_000; port++) {
            book.tried(at("192.0.2.9:" + port));
            book.name(at("192.0.2.9:" + port));
        }
        assertThat(book.sources()).hasSize(100);
        assertThat(book.known(3_000)).isEqualTo(3_000);
    }
}
