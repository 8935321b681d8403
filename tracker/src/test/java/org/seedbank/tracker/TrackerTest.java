package org.seedbank.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seedbank.integrity.HostPort;
import org.seedbank.integrity.bencode.BBytes;
import org.seedbank.integrity.bencode.BDict;
import org.seedbank.integrity.bencode.BValue.BInteger;
import org.seedbank.integrity.bencode.BValue.BList;
import org.seedbank.tracker.api.TrackerAccess;
import org.seedbank.tracker.api.TrackerBounds;
import org.seedbank.tracker.api.TrackerException;
import org.seedbank.tracker.api.TrackerSettings;

/** A tracker over HTTP, as peers and other guests see it. */
class TrackerTest {

    private static final String SEED = "&port=6881&left=0&event=started";
    private static final String LEECH = "&port=6881&left=250&event=started";

    @TempDir
    Path folder;

    private Trackers trackers;

    @BeforeEach
    void prepare() {
        trackers = new Trackers(folder);
    }

    @AfterEach
    void end() {
        trackers.close();
    }

    private static String hex(BDict answer, String key) throws Exception {
        return HexFormat.of().formatHex(answer.require(key, BBytes.class).copy());
    }

    private static long number(BDict answer, String key) throws Exception {
        return answer.require(key, BInteger.class).value();
    }

    private static String failure(BDict answer) throws Exception {
        return answer.require("failure reason", BBytes.class).text();
    }

    private static BDict announce(HostPort at, String query, String client) throws Exception {
        return Peer.ask(at, "/announce?" + query, client);
    }

    @Test
    void two_peers_find_each_other() throws Exception {
        HostPort at = trackers.open(Trackers.PROXIED).addresses().get(0);
        BDict first = announce(at, Trackers.HASH + SEED, "198.51.100.1");
        BDict second = announce(at, Trackers.HASH + LEECH, "198.51.100.2");
        BDict again = announce(at, Trackers.HASH + SEED, "198.51.100.1");

        assertThat(hex(first, "peers")).isEmpty();
        assertThat(hex(second, "peers")).isEqualTo("c6336401" + "1ae1");
        assertThat(number(second, "complete")).isEqualTo(1);
        assertThat(number(second, "incomplete")).isEqualTo(1);
        assertThat(number(second, "interval")).isBetween(570L, 600L);
        assertThat(hex(second, "external ip")).isEqualTo("c6336402");
        assertThat(hex(again, "peers")).isEqualTo("c6336402" + "1ae1");
        assertThat(second.isSorted()).isTrue();
    }

    @Test
    void peers_of_both_families_are_told_with_keys_of_their_own() throws Exception {
        HostPort at = trackers.open(Trackers.PROXIED).addresses().get(0);
        announce(at, Trackers.HASH + SEED, "198.51.100.1");
        announce(at, Trackers.HASH + SEED, "2001:db8::1");

        BDict answer = announce(at, Trackers.HASH + LEECH, "198.51.100.2");

        assertThat(hex(answer, "peers")).isEqualTo("c6336401" + "1ae1");
        assertThat(hex(answer, "peers6")).isEqualTo("20010db8000000000000000000000001" + "1ae1");
    }

    @Test
    void who_wants_no_compact_peers_gets_them_one_by_one() throws Exception {
        HostPort at = trackers.open(Trackers.PROXIED).addresses().get(0);
        announce(at, Trackers.HASH + SEED, "198.51.100.1");
        announce(at, Trackers.HASH + SEED, "2001:db8::1");

        BList peers = announce(at, Trackers.HASH + LEECH + "&compact=0", "198.51.100.2")
                .require("peers", BList.class);

        BDict one = (BDict) peers.values().get(0);
        BDict other = (BDict) peers.values().get(1);
        assertThat(one.require("ip", BBytes.class).text()).isEqualTo("198.51.100.1");
        assertThat(number(one, "port")).isEqualTo(6_881);
        assertThat(other.require("ip", BBytes.class).text()).isEqualTo("2001:db8:0:0:0:0:0:1");
    }

    /** Whoever asks has nobody else connected to, and nothing but the port that was announced. */
    @Test
    void a_peer_that_is_announced_is_connected_back_to_where_it_asks_from() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        HostPort at = trackers.open(Trackers.PROXIED, (peer, hash) -> {
                    asked.add(peer.getAddress().getHostAddress() + ":" + peer.getPort() + " "
                            + HexFormat.of().formatHex(hash));
                    return "tcp=connected udp=timeout";
                })
                .addresses()
                .get(0);
        announce(at, Trackers.HASH + SEED, "198.51.100.1");

        assertThat(back(at, Trackers.HASH + "&port=6881", "198.51.100.1")).isEqualTo("tcp=connected udp=timeout\n");
        assertThat(asked).containsExactly("198.51.100.1:6881 " + Trackers.V1);

        String nobody = "refused=nobody is announced here from this address with this port\n";
        assertThat(back(at, Trackers.HASH + "&port=6881", "198.51.100.2")).isEqualTo(nobody);
        assertThat(back(at, Trackers.HASH + "&port=22", "198.51.100.1")).isEqualTo(nobody);
        assertThat(back(at, Trackers.HASH2 + "&port=6881", "198.51.100.1")).isEqualTo(nobody);
        assertThat(back(at, "port=6881", "198.51.100.1")).startsWith("refused=");
        assertThat(back(at, Trackers.HASH + "&port=no", "198.51.100.1")).startsWith("refused=");
        assertThat(asked).hasSize(1);
    }

    @Test
    void a_peer_that_has_left_is_not_connected_back_to() throws Exception {
        HostPort at = trackers.open(Trackers.PROXIED, (peer, hash) -> "tcp=connected udp=timeout")
                .addresses()
                .get(0);
        announce(at, Trackers.HASH + SEED, "198.51.100.1");
        announce(at, Trackers.HASH + "&port=6881&left=0&event=stopped", "198.51.100.1");

        assertThat(back(at, Trackers.HASH + "&port=6881", "198.51.100.1")).startsWith("refused=nobody");
    }

    @Test
    void a_tracker_that_was_not_told_to_connects_to_nobody() throws Exception {
        HostPort at = trackers.open(Trackers.PROXIED).addresses().get(0);
        announce(at, Trackers.HASH + SEED, "198.51.100.1");

        assertThat(Peer.get(at, "/connect-back?" + Trackers.HASH + "&port=6881", ""))
                .startsWith("HTTP/1.1 404 ");
    }

    private static String back(HostPort at, String query, String client) throws Exception {
        return Peer.body(Peer.get(at, "/connect-back?" + query, "X-Forwarded-For: " + client + "\r\n"));
    }

    @Test
    void listens_at_ipv6_too() throws Exception {
        Tracker tracker = trackers.open(TrackerAccess.USUAL, TrackerBounds.USUAL, "127.0.0.1", "::1");
        announce(tracker.addresses().get(0), Trackers.HASH + SEED, "");

        BDict answer = announce(tracker.addresses().get(1), Trackers.HASH + LEECH, "");

        assertThat(hex(answer, "peers")).isEqualTo("7f000001" + "1ae1");
        assertThat(hex(answer, "external ip")).isEqualTo("0".repeat(31) + "1");
    }

    @Test
    void the_address_that_a_peer_claims_counts_for_nothing() throws Exception {
        HostPort at = trackers.open(Trackers.PROXIED).addresses().get(0);
        announce(at, Trackers.HASH + SEED + "&ip=203.0.113.99&ipv4=203.0.113.98&ipv6=2001:db8::99", "198.51.100.1");

        assertThat(hex(announce(at, Trackers.HASH + LEECH, "198.51.100.2"), "peers"))
                .isEqualTo("c6336401" + "1ae1");
    }

    @ParameterizedTest
    @CsvSource({"0", "1"})
    void who_does_not_listen_is_told_of_others_and_others_are_not_told_of_it(int port) throws Exception {
        HostPort at = trackers.open(Trackers.PROXIED).addresses().get(0);
        announce(at, Trackers.HASH + SEED, "198.51.100.1");

        BDict answer = announce(at, Trackers.HASH + "&left=5&port=" + port, "198.51.100.2");

        assertThat(hex(answer, "peers")).isEqualTo("c6336401" + "1ae1");
        assertThat(number(answer, "incomplete")).isZero();
    }

    @Test
    void who_stops_is_gone_and_who_completes_is_counted_once() throws Exception {
        HostPort at = trackers.open(Trackers.PROXIED).addresses().get(0);
        announce(at, Trackers.HASH + LEECH, "198.51.100.1");
        announce(at, Trackers.HASH + "&port=6881&left=0&event=completed", "198.51.100.1");
        announce(at, Trackers.HASH + "&port=6881&left=0&event=completed", "198.51.100.1");
        announce(at, Trackers.HASH + "&port=6881&left=10&event=completed", "198.51.100.3");
        BDict before = scrape(at);
        announce(at, Trackers.HASH + "&port=6881&left=0&event=stopped", "198.51.100.1");
        BDict after = scrape(at);

        assertThat(number(before, "complete")).isEqualTo(1);
        assertThat(number(before, "downloaded")).isEqualTo(1);
        assertThat(number(before, "incomplete")).isEqualTo(1);
        assertThat(number(after, "complete")).isZero();
        assertThat(number(after, "downloaded")).isEqualTo(1);
    }

    private static BDict scrape(HostPort at) throws Exception {
        BDict files = Peer.ask(at, "/scrape?" + Trackers.HASH, "198.51.100.77").require("files", BDict.class);
        assertThat(files.keys()).hasSize(1);
        return (BDict) files.values().get(0);
    }

    @Test
    void a_scrape_names_what_is_allowed_of_what_it_is_asked_for() throws Exception {
        HostPort at = trackers.open(Trackers.PROXIED).addresses().get(0);

        BDict files = Peer.ask(
                        at,
                        "/scrape?" + Trackers.HASH + "&" + Trackers.HASH2 + "&info_hash=" + "a".repeat(20),
                        "198.51.100.1")
                .require("files", BDict.class);

        assertThat(files.keys()).hasSize(2);
        assertThat(files.isSorted()).isTrue();
        assertThat(failure(Peer.ask(at, "/scrape", "198.51.100.1"))).contains("stats.json");
    }

    @Test
    void only_datasets_may_be_announced_and_one_that_is_withdrawn_leaves_at_once() throws Exception {
        Tracker tracker = trackers.open(Trackers.PROXIED);
        HostPort at = tracker.addresses().get(0);
        announce(at, Trackers.HASH + SEED, "198.51.100.1");
        assertThat(failure(announce(at, "info_hash=" + "a".repeat(20) + SEED, "198.51.100.1")))
                .isEqualTo("this tracker does not have that infohash");

        tracker.allow(List.of());

        assertThat(failure(announce(at, Trackers.HASH + LEECH, "198.51.100.2")))
                .isEqualTo("this tracker does not have that infohash");
        tracker.allow(List.of(Trackers.SOIL));
        assertThat(hex(announce(at, Trackers.HASH + LEECH, "198.51.100.2"), "peers"))
                .as("nothing is left of before")
                .isEmpty();
    }

    @Test
    void an_open_tracker_takes_what_is_announced() throws Exception {
        HostPort at = trackers.open(new TrackerAccess(true, false, Optional.empty()))
                .addresses()
                .get(0);

        assertThat(number(announce(at, "info_hash=" + "a".repeat(20) + SEED, ""), "complete"))
                .isEqualTo(1);
    }

    @Test
    void what_was_completed_is_there_after_a_restart() throws Exception {
        Tracker tracker = trackers.open(Trackers.PROXIED);
        announce(tracker.addresses().get(0), Trackers.HASH + "&port=6881&left=0&event=completed", "198.51.100.1");
        trackers.close(tracker);

        BDict scraped = scrape(trackers.open(Trackers.PROXIED).addresses().get(0));

        assertThat(number(scraped, "downloaded")).isEqualTo(1);
        assertThat(number(scraped, "complete")).isZero();
    }

    @Test
    void a_folder_has_one_tracker() throws Exception {
        trackers.open(Trackers.PROXIED);

        assertThatThrownBy(() -> trackers.open(Trackers.PROXIED)).isInstanceOf(TrackerException.AlreadyRunning.class);
    }

    @Test
    void an_address_that_is_taken_is_named() throws Exception {
        HostPort at = trackers.open(Trackers.PROXIED).addresses().get(0);
        Trackers second = new Trackers(folder.resolve("second"));

        assertThatThrownBy(() -> Tracker.open(
                        new TrackerSettings(second.folder(), List.of(at), TrackerAccess.USUAL, TrackerBounds.USUAL)))
                .isInstanceOf(TrackerException.CannotListen.class)
                .hasMessageContaining("127.0.0.1:%d".formatted(at.port()));
    }

    @Test
    void members_need_a_key_that_has_not_expired_and_is_not_removed() throws Exception {
        try (MemberKeys keys = MemberKeys.open(trackers.folder())) {
            String valid = keys.add("ada", Duration.ofDays(1)).key();
            String expired = keys.add("bob", Duration.ofSeconds(-1)).key();
            HostPort at = trackers.open(new TrackerAccess(false, true, Optional.empty()))
                    .addresses()
                    .get(0);

            assertThat(number(Peer.ask(at, "/" + valid + "/announce?" + Trackers.HASH + SEED, ""), "complete"))
                    .isEqualTo(1);
            for (String path : List.of("/", "/" + expired + "/", "/guess/", "//")) {
                assertThat(failure(Peer.ask(at, path + "announce?" + Trackers.HASH + SEED, "")))
                        .contains("for members");
                assertThat(failure(Peer.ask(at, path + "scrape?" + Trackers.HASH, "")))
                        .contains("for members");
                assertThat(Peer.get(at, path + "stats.json", "")).startsWith("HTTP/1.1 403 ");
            }
            assertThat(Peer.get(at, "/" + valid + "/stats.json", "")).startsWith("HTTP/1.1 200 ");

            keys.remove("ada");
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (Peer.get(at, "/" + valid + "/stats.json", "").startsWith("HTTP/1.1 200 ")
                    && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            assertThat(Peer.get(at, "/" + valid + "/stats.json", "")).startsWith("HTTP/1.1 403 ");
        }
    }

    @Test
    void an_address_may_ask_so_often_and_be_in_so_many_swarms() throws Exception {
        TrackerBounds bounds = new TrackerBounds(100, 100, 5, 1, Duration.ofMinutes(10));
        HostPort at = trackers.open(Trackers.PROXIED, bounds).addresses().get(0);

        assertThat(number(announce(at, Trackers.HASH + SEED, "198.51.100.1"), "complete"))
                .isEqualTo(1);
        BDict second = announce(at, Trackers.HASH2 + SEED, "198.51.100.1");
        assertThat(failure(second)).isEqualTo("too many torrents from this address");
        assertThat(second.require("retry in", BBytes.class).text()).isEqualTo("30");
        for (int i = 0; i < 3; i++) {
            announce(at, Trackers.HASH + SEED, "198.51.100.1");
        }
        assertThat(failure(announce(at, Trackers.HASH + SEED, "198.51.100.1")))
                .isEqualTo("too many announces from this address");
        assertThat(number(announce(at, Trackers.HASH + SEED, "198.51.100.2"), "complete"))
                .isEqualTo(2);
    }

    @Test
    void beyond_the_most_peers_one_is_told_of_others_and_not_remembered() throws Exception {
        TrackerBounds bounds = new TrackerBounds(100, 2, 0, 0, Duration.ofMinutes(10));
        HostPort at = trackers.open(Trackers.PROXIED, bounds).addresses().get(0);
        announce(at, Trackers.HASH + SEED, "198.51.100.1");
        announce(at, Trackers.HASH + SEED, "198.51.100.2");

        BDict third = announce(at, Trackers.HASH + LEECH, "198.51.100.3");

        assertThat(hex(third, "peers")).hasSize(24);
        assertThat(number(third, "incomplete")).isZero();
        assertThat(Peer.page(at, "/metrics")).contains("seedbank_tracker_refused_total{reason=\"full\"} 1\n");
    }

    @Test
    void what_a_proxy_does_not_say_is_refused() throws Exception {
        HostPort at = trackers.open(Trackers.PROXIED).addresses().get(0);

        assertThat(failure(announce(at, Trackers.HASH + SEED, ""))).contains("does not say who asks");
    }

    @Test
    void several_requests_go_over_one_connection_also_when_they_come_at_once() throws Exception {
        HostPort at = trackers.open(TrackerAccess.USUAL).addresses().get(0);
        try (Socket socket = Peer.connect(at)) {
            String one = "GET /announce?" + Trackers.HASH + SEED + " HTTP/1.1\r\nHost: x\r\n\r\n";
            Peer.send(
                    socket, one + "GET /stats.json HTTP/1.1\r\n\r\n" + "HEAD / HTTP/1.1\r\nConnection: close\r\n\r\n");

            assertThat(Peer.next(socket.getInputStream())).contains("8:completei1e");
            assertThat(Peer.next(socket.getInputStream())).contains("\"seeders\":1");
            String last = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(last).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n");
        }
    }

    @Test
    void a_request_may_come_byte_by_byte() throws Exception {
        HostPort at = trackers.open(TrackerAccess.USUAL).addresses().get(0);
        try (Socket socket = Peer.connect(at)) {
            for (char c : ("GET /announce?" + Trackers.HASH + SEED + " HTTP/1.1\r\n\r\n").toCharArray()) {
                Peer.send(socket, String.valueOf(c));
            }

            assertThat(Peer.next(socket.getInputStream())).contains("8:completei1e");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST /announce HTTP/1.1 | 400",
                "GET /announce | 400",
                "GET announce HTTP/1.1 | 400",
                "GET /announce HTTP/2 | 400",
                "garbage | 400",
                "GET /nothing HTTP/1.1 | 404",
                "GET /../etc/passwd HTTP/1.1 | 404",
                "GET /a/stats HTTP/1.1 | 404"
            })
    void what_is_no_request_is_refused(String line, int status) throws Exception {
        HostPort at = trackers.open(TrackerAccess.USUAL).addresses().get(0);

        assertThat(Peer.raw(at, line.strip() + "\r\nConnection: close\r\n\r\n")).startsWith("HTTP/1.1 " + status);
    }

    @Test
    void a_query_of_ten_thousand_bytes_is_too_long_whether_it_ends_or_not() throws Exception {
        HostPort at = trackers.open(TrackerAccess.USUAL).addresses().get(0);
        String line = "GET /announce?" + Trackers.HASH + SEED + "&x=" + "y".repeat(10_000);

        assertThat(Peer.raw(at, line + " HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 431 ");
        assertThat(Peer.raw(at, line)).startsWith("HTTP/1.1 431 ");
        assertThat(Peer.page(at, "/metrics")).contains("refused_total{reason=\"too_long\"} 2\n");
    }

    @Test
    @Tag("thorough")
    void who_does_not_finish_a_request_is_left_and_others_are_served_meanwhile() throws Exception {
        HostPort at = trackers.open(TrackerAccess.USUAL).addresses().get(0);
        try (Socket slow = Peer.connect(at)) {
            Peer.send(slow, "GET /announce?");
            assertThat(number(announce(at, Trackers.HASH + SEED, ""), "complete"))
                    .isEqualTo(1);

            assertThat(slow.getInputStream().read())
                    .as("the end of the connection")
                    .isNegative();
        }
        assertThat(Peer.page(at, "/metrics")).contains("refused_total{reason=\"too_slow\"} 1\n");
    }
}
