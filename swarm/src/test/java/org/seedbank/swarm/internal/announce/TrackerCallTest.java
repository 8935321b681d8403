package org.seedbank.swarm.internal.announce;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.swarm.internal.announce.TrackerOutcome.Kind;
import org.seedbank.web.WebAddress;

/** Trackers that answer as none should: each is told in few words, and costs bounded time and memory. */
class TrackerCallTest {

    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private ServerSocket server;
    private Answer answer;

    @FunctionalInterface
    private interface Answer {
        void to(String request, OutputStream out) throws IOException;
    }

    @BeforeEach
    void start() throws Exception {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "a tracker");
        thread.setDaemon(true);
        thread.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                String request = head(socket.getInputStream());
                requests.add(request);
                answer.to(request, socket.getOutputStream());
            } catch (IOException e) {
                // The one that asked has left, or the test has ended.
            }
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int next = in.read(); next >= 0 && head.indexOf("\r\n\r\n") < 0; next = in.read()) {
            head.append((char) next);
            if (head.indexOf("\r\n\r\n") >= 0) {
                break;
            }
        }
        return head.toString();
    }

    @Test
    void a_good_answer_is_one_also_when_it_is_compressed_without_being_said_to() throws Exception {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(bytes("d8:completei3e10:incompletei1e8:intervali900ee"));
        }
        serve(200, "", zipped.toByteArray());

        TrackerOutcome outcome = ask();

        assertThat(outcome.kind()).isEqualTo(Kind.ANSWERED);
        assertThat(outcome.answer().orElseThrow().seeders()).hasValue(3);
        assertThat(requests.get(0)).contains("User-Agent: seedbank/0.1.0\r\n");
    }

    @Test
    void a_tracker_that_does_not_count_is_asked_for_its_counts() throws Exception {
        answer = (request, out) -> out.write(bytes(
                request.startsWith("GET /scrape?")
                        ? http(200, "", "d5:filesd20:" + "\u00aa".repeat(20) + "d8:completei5e10:incompletei6eeee")
                        : http(200, "", "d8:intervali900ee")));

        TrackerOutcome outcome = ask();

        assertThat(outcome.answer().orElseThrow().seeders()).hasValue(5);
        assertThat(outcome.answer().orElseThrow().leechers()).hasValue(6);
    }

    @Test
    void a_user_in_the_address_is_told_to_the_tracker() throws Exception {
        serve(200, "", bytes("d8:completei1e8:intervali900ee"));

        ask(url("announce").replace("127.0.0.1", "anna:geheim@127.0.0.1"));

        assertThat(requests.get(0))
                .contains("Authorization: Basic " + Base64.getEncoder().encodeToString(bytes("anna:geheim")))
                .doesNotContain("anna:geheim@");
    }

    @Test
    void a_refusal_is_told_verbatim_whatever_the_status() throws Exception {
        serve(403, "", bytes("d14:failure reason15:\u001b[31mnot for yoe"));
        assertRefused("\u001b[31mnot for yo");
        serve(200, "", bytes("d14:failure reason4:gonee"));
        assertRefused("gone");
    }

    @Test
    void a_status_that_is_no_success_is_told_with_plain_words_that_come_along() throws Exception {
        serve(403, "Content-Type: text/html\r\n", bytes("<html>long</html>"));
        assertRefused("it answers HTTP 403");
        serve(429, "Content-Type: text/plain; charset=utf-8\r\n", bytes("slow down\n"));
        assertRefused("it answers HTTP 429: slow down");
        serve(500, "", bytes("d8:intervali900ee"));
        assertRefused("it answers HTTP 500");
    }

    @Test
    void garbage_is_told_as_such() throws Exception {
        serve(200, "", bytes("<html>"));
        assertThat(ask().word()).startsWith("it answers something else than a tracker does: ");
        serve(200, "", new byte[0]);
        assertThat(ask().word()).startsWith("it answers something else than a tracker does: ");
        serve(200, "", new byte[] {0x1f, (byte) 0x8b, 8, 0, 1});
        assertRefused("it answers something unreadable: it cannot be uncompressed");
    }

    @Test
    void no_more_than_two_mebibytes_are_read() throws Exception {
        serve(200, "", new byte[10 << 20]);
        assertRefused("it answers more than 2097152 bytes");
    }

    @Test
    void ten_thousand_peers_are_no_trouble() throws Exception {
        serve(
                200,
                "",
                bytes("d8:intervali900e5:peers60000:" + "\u0008\u0008\u0008\u0008\u0001\u0001".repeat(10_000) + "e"));
        assertThat(ask().answer().orElseThrow().peers()).hasSize(1);
    }

    @Test
    void an_answer_without_a_header_is_no_http() throws Exception {
        answer = (request, out) -> out.write(bytes("d8:intervali900ee\r\n\r\n"));
        TrackerOutcome outcome = ask();
        assertThat(outcome.kind()).isIn(Kind.REFUSED, Kind.SILENT);
        assertThat(outcome.word()).isNotEmpty();
    }

    @Test
    void one_that_hangs_up_is_silent_and_one_that_does_not_listen_cannot_be_reached() throws Exception {
        answer = (request, out) -> {};
        assertThat(ask().kind()).isEqualTo(Kind.SILENT);
        String url = url("announce");
        server.close();
        TrackerOutcome outcome = ask(url);
        assertThat(outcome.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(outcome.word()).isEqualTo("nobody answers at that address");
    }

    @Test
    void redirects_are_followed_with_a_bound() throws Exception {
        answer = (request, out) -> out.write(bytes(
                request.startsWith("GET /announce?")
                        ? http(
                                302,
                                "Location: /elsewhere" + request.substring(13, request.indexOf(' ', 5)) + "\r\n",
                                "")
                        : http(200, "", "d8:completei1e8:intervali900ee")));
        assertThat(ask().kind()).isEqualTo(Kind.ANSWERED);
        requests.clear();

        serve(302, "Location: " + url("announce") + "\r\n", new byte[0]);
        assertRefused("it redirects to '%s', in a circle (HTTP 302)".formatted(url("announce")));
        assertThat(requests).hasSize(6);
    }

    @Test
    void redirects_of_a_session_of_this_machine_lead_nowhere_else() throws Exception {
        serve(302, "Location: http://192.0.2.1/announce\r\n", new byte[0]);
        TrackerOutcome outcome = new TrackerCall("x").ask(request(url("announce"), AnnounceEvent.STARTED, true, true));
        assertThat(outcome.word())
                .isEqualTo("it redirects to 'http://192.0.2.1/announce', which is beyond what is reached (HTTP 302)");
    }

    @Test
    void a_strangers_tracker_does_not_lead_to_this_machine() throws Exception {
        serve(200, "", bytes("d8:intervali900ee"));
        for (String host : List.of("127.0.0.1", "localhost")) {
            String url = url("announce").replace("127.0.0.1", host);
            TrackerOutcome outcome = new TrackerCall("x").ask(request(url, AnnounceEvent.STARTED, false, false));
            assertThat(outcome.kind()).isEqualTo(Kind.FORBIDDEN);
        }
        assertThat(requests).isEmpty();
    }

    @Test
    void a_host_that_nobody_knows_is_like_no_network() throws Exception {
        TrackerOutcome outcome = ask("http://tracker.invalid/announce");
        assertThat(outcome.kind()).isEqualTo(Kind.OFF_LINE);
        assertThat(outcome.word()).isEqualTo("there is no such host, or no network");
    }

    @Test
    void a_farewell_waits_for_seconds_only() throws Exception {
        CountDownLatch left = new CountDownLatch(1);
        answer = (request, out) -> {
            try {
                left.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        TrackerOutcome outcome = new TrackerCall("x").ask(request(url("announce"), AnnounceEvent.STOPPED, false, true));
        left.countDown();
        assertThat(outcome.kind()).isEqualTo(Kind.SILENT);
        assertThat(outcome.word()).isEqualTo("no answer came within 5 s");
    }

    private void assertRefused(String word) throws InterruptedException {
        TrackerOutcome outcome = ask();
        assertThat(outcome.kind()).isEqualTo(Kind.REFUSED);
        assertThat(outcome.word()).isEqualTo(word);
    }

    private void serve(int status, String headers, byte[] body) {
        answer = (request, out) -> {
            out.write(bytes("HTTP/1.1 %d X\r\n%sContent-Length: %d\r\nConnection: close\r\n\r\n"
                    .formatted(status, headers, body.length)));
            out.write(body);
        };
    }

    private static String http(int status, String headers, String body) {
        return "HTTP/1.1 %d X\r\n%sContent-Length: %d\r\nConnection: close\r\n\r\n%s"
                .formatted(status, headers, body.length(), body);
    }

    private TrackerOutcome ask() throws InterruptedException {
        return ask(url("announce"));
    }

    private static TrackerOutcome ask(String url) throws InterruptedException {
        return new TrackerCall("seedbank/0.1.0").ask(request(url, AnnounceEvent.STARTED, false, true));
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getLocalPort() + "/" + path;
    }

    private static AnnounceRequest request(String url, AnnounceEvent event, boolean confined, boolean allowPrivate) {
        return new AnnounceRequest(
                WebAddress.parse(url).orElseThrow(),
                new InfoHash("a".repeat(40)),
                PeerIdentity.of("-SB0100-"),
                6881,
                new AnnouncedTorrent.Standing(true, 0, 0, 5, false),
                event,
                Optional.empty(),
                confined,
                allowPrivate);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
