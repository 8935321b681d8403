package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.seedbank.integrity.torrent.Metainfo;

/** {@code seedbank trackers}: those that publications name by themselves, and whether trackers work. */
@ExtendWith(Benches.class)
class TrackersTest {

    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    @Test
    void a_list_is_kept_and_named_by_each_publication(Bench bench) throws Exception {
        assertThat(bench.run("trackers", "add", "udp://192.0.2.1:6969", "https://t.example.org/announce"))
                .isEqualTo(new Outcome(0, "udp://192.0.2.1:6969\nhttps://t.example.org/announce\n", ""));
        assertThat(bench.run("trackers", "add", "UDP://192.0.2.1:6969/").out())
                .isEqualTo("udp://192.0.2.1:6969\nhttps://t.example.org/announce\n");
        Soil.write(bench);

        bench.publish("BENCH/soil-2024", "--tracker", "udp://192.0.2.9:1").interrupt();

        Metainfo torrent = Metainfo.read(bench.path("home/data/catalog/" + Soil.DIGEST + ".torrent"));
        assertThat(torrent.trackers())
                .containsExactly("udp://192.0.2.9:1", "udp://192.0.2.1:6969", "https://t.example.org/announce");
        assertThat(bench.run("publish", "--dry-run", "--no-default-trackers", "BENCH/soil-2024")
                        .out())
                .doesNotContain("&tr=");
    }

    @Test
    void removing_what_is_not_there_names_what_there_is(Bench bench) throws Exception {
        bench.run("trackers", "add", "udp://192.0.2.1:6969");

        assertThat(bench.run("trackers", "remove", "udp://192.0.2.2:1")).isEqualTo(new Outcome(1, "", """
            seedbank: error: there is no default tracker 'udp://192.0.2.2:1' to remove
            seedbank: hint: name one that it has: 'udp://192.0.2.1:6969'
            """));
        assertThat(bench.run("trackers", "remove", "udp://192.0.2.1:6969").err())
                .startsWith("seedbank: publications name no tracker by themselves");
        assertThat(bench.run("trackers", "check").exitCode()).isZero();
    }

    @Test
    void a_list_that_cannot_be_understood_is_told_before_anything_is_hashed(Bench bench) throws Exception {
        bench.write("home/config/trackers.json", "{\"schema\":2,\"trackers\":[]}");
        Soil.write(bench);

        Outcome publish = bench.run("publish", "--dry-run", "BENCH/soil-2024");

        assertThat(publish.err())
                .startsWith("seedbank: error: the list of default trackers 'BENCH/home/config/trackers.json' cannot be"
                        + " used: it is of the schema 2");
        assertThat(publish.exitCode()).isEqualTo(1);
        assertThat(bench.run("publish", "--dry-run", "--no-default-trackers", "BENCH/soil-2024")
                        .exitCode())
                .isZero();
    }

    @Test
    void the_dead_are_named_with_the_reason(Bench bench) throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(HERE, 0), 0);
        answer(server, "/announce", 200, "d8:intervali60e5:peers0:e", asked);
        answer(server, "/closed/announce", 200, "d14:failure reason23:closed for the holidayse", asked);
        answer(server, "/page", 200, "<html>", asked);
        answer(server, "/gone", 404, "", asked);
        server.start();
        String base = "http://127.0.0.1:" + server.getAddress().getPort();
        int free;
        try (DatagramSocket socket = new DatagramSocket(0, HERE)) {
            free = socket.getLocalPort();
        }
        try {
            Outcome check = bench.run(
                    "trackers",
                    "check",
                    base + "/announce",
                    base + "/closed/announce",
                    base + "/page",
                    base + "/gone",
                    "udp://127.0.0.1:" + free + "/announce");

            assertThat(check.out().replace(base, "HERE").lines())
                    .satisfiesExactly(
                            line -> assertThat(line).isEqualTo("works    HERE/announce"),
                            line -> assertThat(line)
                                    .isEqualTo("refuses  HERE/closed/announce: closed for the holidays"),
                            line -> assertThat(line)
                                    .isEqualTo(
                                            "dead     HERE/page: it answers something else than a tracker does: a web"
                                                    + " page; its address for announces may be another one, with '/announce' at"
                                                    + " the end"),
                            line -> assertThat(line).isEqualTo("dead     HERE/gone: it answers HTTP 404"),
                            line -> assertThat(line)
                                    .isEqualTo("dead     udp://127.0.0.1:" + free + "/announce: nobody listens there"));
            assertThat(check.err()).isEqualTo("seedbank: 3 of 5 trackers are dead\n");
            assertThat(check.exitCode()).isEqualTo(1);
            assertThat(asked).allMatch(query -> query.contains("&event=stopped") && query.contains("&numwant=0"));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_tracker_over_udp_is_asked_as_bep_15_says(Bench bench) throws Exception {
        try (DatagramSocket tracker = new DatagramSocket(0, HERE)) {
            Thread thread = new Thread(() -> serve(tracker), "udp tracker of a test");
            thread.start();
            String url = "udp://127.0.0.1:" + tracker.getLocalPort();

            Outcome check = bench.run("trackers", "check", url + "/announce?key=a", url + "/refuse");

            assertThat(check)
                    .isEqualTo(new Outcome(
                            0, "works    %s/announce?key=…\nrefuses  %s/refuse: not today\n".formatted(url, url), ""));
            tracker.close();
            thread.join();
        }
    }

    /** Answers as a tracker does, and refuses who asks with the path {@code /refuse} (BEP 41). */
    private static void serve(DatagramSocket tracker) {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
                tracker.receive(packet);
                ByteBuffer request = ByteBuffer.wrap(packet.getData(), 0, packet.getLength());
                int action = request.getInt(8);
                String options = packet.getLength() <= 98
                        ? ""
                        : new String(packet.getData(), 100, packet.getLength() - 100, StandardCharsets.UTF_8);
                ByteBuffer answer = ByteBuffer.allocate(64);
                if (action == 0) {
                    assertThat(request.getLong(0)).isEqualTo(0x41727101980L);
                    answer.putInt(0).putInt(request.getInt(12)).putLong(77);
                } else if (options.equals("/refuse")) {
                    answer.putInt(3).putInt(request.getInt(12)).put("not today".getBytes(StandardCharsets.UTF_8));
                } else {
                    assertThat(request.getLong(0)).isEqualTo(77);
                    assertThat(request.getInt(80)).isEqualTo(3);
                    assertThat(options).isEqualTo("/announce?key=a");
                    answer.putInt(1)
                            .putInt(request.getInt(12))
                            .putInt(1800)
                            .putInt(0)
                            .putInt(0);
                }
                tracker.send(new DatagramPacket(answer.array(), answer.position(), packet.getSocketAddress()));
            }
        } catch (java.io.IOException e) {
            // The test has ended.
        }
    }

    private static void answer(HttpServer server, String path, int status, String body, List<String> asked) {
        server.createContext(path, exchange -> {
            asked.add(exchange.getRequestURI().getRawQuery());
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }
}
