package org.seedbank.node.internal.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.node.FakeView;

class EventsTest {

    @TempDir
    Path folder;

    private Bench bench;
    private final List<Socket> sockets = new ArrayList<>();

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(folder);
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private Socket listen(String headers) throws IOException {
        Socket socket = bench.http.connect();
        sockets.add(socket);
        socket.getOutputStream().write(RawHttp.bytes(bench.http.head("GET /v1/events") + headers + "\n"));
        return socket;
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private static String lineWith(BufferedReader in, String start) throws IOException {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith(start)) {
                return line;
            }
        }
        throw new AssertionError("the stream has ended without '%s'".formatted(start));
    }

    @Test
    void sends_what_changes_as_it_changes() throws Exception {
        bench.node.put(FakeView.named("soil").view());
        BufferedReader in = reader(listen(""));
        assertThat(lineWith(in, "Content-Type:")).isEqualTo("Content-Type: text/event-stream");
        assertThat(lineWith(in, "id:")).isEqualTo("id: 1");
        assertThat(in.readLine()).isEqualTo("event: changes");
        assertThat(in.readLine()).startsWith("data: {\"number\":1,").contains("\"name\":\"soil\"");

        bench.node.put(FakeView.named("peat").view());
        assertThat(lineWith(in, "id:")).isEqualTo("id: 2");
        assertThat(lineWith(in, "data:")).contains("\"name\":\"peat\"").doesNotContain("\"name\":\"soil\"");
    }

    @Test
    void the_first_says_that_there_is_nothing() throws Exception {
        BufferedReader in = reader(listen(""));
        assertThat(lineWith(in, "id:")).isEqualTo("id: 0");
        assertThat(lineWith(in, "data:")).isEqualTo("data: {\"number\":0,\"datasets\":[],\"gone\":[]}");

        bench.node.put(FakeView.named("soil").view());
        assertThat(lineWith(in, "data:")).contains("\"name\":\"soil\"");
    }

    @Test
    void goes_on_where_a_listener_was() throws Exception {
        bench.node.put(FakeView.named("soil").view());
        bench.node.put(FakeView.named("peat").view());
        BufferedReader in = reader(listen("Last-Event-ID: 1\n"));
        assertThat(lineWith(in, "data:")).contains("\"name\":\"peat\"").doesNotContain("\"name\":\"soil\"");
    }

    @Test
    void its_heart_beats_while_nothing_changes() throws Exception {
        BufferedReader in = reader(listen(""));
        assertThat(lineWith(in, ":")).isEqualTo(": seedbank");
        assertThat(lineWith(in, ":")).isEqualTo(": seedbank");
        assertThat(lineWith(in, ":")).isEqualTo(": seedbank");
    }

    @Test
    void who_takes_gzip_gets_each_event_by_it_as_it_happens() throws Exception {
        bench.node.put(FakeView.named("soil").view());
        HttpResponse<InputStream> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        URI.create("http://127.0.0.1:%d/v1/events".formatted(bench.server.port())))
                                .header("Authorization", "Bearer " + bench.token)
                                .header("Accept-Encoding", "deflate, gzip;q=0.5")
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(unpacked(answer.body()), StandardCharsets.UTF_8))) {
            assertThat(lineWith(in, ":")).isEqualTo(": seedbank");
            assertThat(lineWith(in, "data:")).contains("\"name\":\"soil\"");

            bench.node.put(FakeView.named("peat").view());
            assertThat(lineWith(in, "data:")).contains("\"name\":\"peat\"");
            assertThat(lineWith(in, ":")).as("a heartbeat alone").isEqualTo(": seedbank");

            bench.close();
            assertThat(in.lines())
                    .as("what comes before the end")
                    .allMatch(line -> line.isEmpty() || line.startsWith(":"));
        }
    }

    /** A stream of gzip says that there is more even where it would have to wait for that, and a reader would wait then. */
    private static InputStream unpacked(InputStream gzip) throws IOException {
        return new FilterInputStream(new GZIPInputStream(gzip)) {
            @Override
            public int available() {
                return 0;
            }
        };
    }

    @Test
    void who_refuses_gzip_gets_events_as_they_are() throws Exception {
        BufferedReader in = reader(listen("Accept-Encoding: gzip;q=0, identity\n"));
        assertThat(lineWith(in, "data:")).isEqualTo("data: {\"number\":0,\"datasets\":[],\"gone\":[]}");
    }

    @Test
    void only_so_many_may_listen() throws Exception {
        for (int i = 0; i < ChangeRoutes.MOST_LISTENERS; i++) {
            assertThat(lineWith(reader(listen("")), ":")).isEqualTo(": seedbank");
        }
        String refused = RawHttp.rest(listen(""));
        assertThat(RawHttp.status(refused)).isEqualTo(503);
        assertThat(RawHttp.code(refused)).isEqualTo("busy");
        assertThat(RawHttp.status(bench.http.get("/v1"))).isEqualTo(200);
    }

    @Test
    void who_goes_away_makes_room() throws Exception {
        Socket gone = listen("");
        lineWith(reader(gone), ":");
        gone.close();
        Bench.until(() -> bench.server.feed().size() == 0);
    }

    @Tag("thorough")
    @Test
    void who_never_reads_is_dropped_and_holds_nobody_up() throws Exception {
        Socket deaf = listen("");
        Bench.until(() -> bench.server.feed().size() == 1);
        BufferedReader other = reader(listen(""));
        lineWith(other, ":");
        CompletableFuture<String> last = CompletableFuture.supplyAsync(() -> dataWith(other, "\"name\":\"last\""));
        Bench.until(() -> {
            // All is different again each time, so that in the end it is more than a socket's buffers hold.
            for (int i = 0; i < 1000; i++) {
                bench.node.put(FakeView.named("soil-%d-".formatted(i) + "x".repeat(500))
                        .view());
            }
            return bench.server.feed().size() == 1;
        });
        bench.node.put(FakeView.named("last").view());
        assertThat(last.get(60, TimeUnit.SECONDS)).contains("\"name\":\"last\"");
        assertThat(deaf.isClosed()).isFalse();
    }

    private static String dataWith(BufferedReader in, String text) {
        try {
            String line = lineWith(in, "data:");
            while (!line.contains(text)) {
                line = lineWith(in, "data:");
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everybody_is_let_go_when_the_node_ends() throws Exception {
        Socket listening = listen("");
        Socket polling = bench.http.connect();
        sockets.add(polling);
        polling.getOutputStream().write(RawHttp.bytes(bench.http.head("GET /v1/changes?wait=PT1M") + "\n"));
        Bench.until(() -> bench.server.feed().size() == 2);
        bench.close();
        assertThat(RawHttp.rest(listening)).contains("text/event-stream");
        assertThat(RawHttp.status(RawHttp.rest(polling))).isEqualTo(204);
        Bench.until(() -> Bench.threads() == 0);
    }
}
