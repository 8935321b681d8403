package org.seedbank.node.internal.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.node.FakeView;

class HostileBodiesTest {

    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void what_is_no_json_of_the_right_form_is_a_bad_request() throws Exception {
        for (String body : List.of(
                "",
                "{",
                "nul",
                "[]",
                "{\"up\":-1}",
                "{\"up\":\"1\"}",
                "{\"upp\":1}",
                "{\"up\":1}{}",
                "[".repeat(9999))) {
            String answer = bench.http.send("PUT", "/v1/limits", body);
            assertThat(RawHttp.status(answer)).as(body).isEqualTo(400);
            assertThat(RawHttp.code(answer)).isEqualTo("bad-request");
        }
        assertThat(bench.http.send("PUT", "/v1/limits", "{\"up\":\"1\"}"))
                .endsWith("{\"error\":{\"code\":\"bad-request\",\"message\":\"'up' must be a whole number\","
                        + "\"remedy\":\"see the manual, or the API's description at /v1/openapi.json\"}}");
        assertThat(RawHttp.status(bench.http.send("PUT", "/v1/limits", "{\"up\":0,\"x\u00ff\":1}")))
                .isEqualTo(400);
    }

    @Test
    void wrong_parameters_are_bad_requests() throws Exception {
        for (String path : List.of(
                "/v1/changes?seen=x",
                "/v1/changes?seen=-1",
                "/v1/changes?wait=5",
                "/v1/changes?wait=PT1H",
                "/v1/changes?wait=PT-1S",
                "/v1/datasets/xyz",
                "/v1/datasets/%00",
                "/v1/events?seen=x")) {
            assertThat(RawHttp.status(bench.http.get(path))).as(path).isEqualTo(400);
        }
        String deleteData =
                bench.http.exchange(bench.http.head("DELETE /v1/datasets/" + "0".repeat(40) + "?deleteData=maybe"), "");
        assertThat(RawHttp.status(deleteData)).isEqualTo(400);
    }

    @Test
    void what_is_no_http_is_refused_without_a_page() throws Exception {
        for (String request : List.of("nonsense\n", "GET /v1 HTTP/9.9\n", "GET /\u0001 HTTP/1.1\n")) {
            String answer = bench.http.exchange(request, "");
            assertThat(RawHttp.status(answer)).as(request).isBetween(400, 505);
            assertThat(answer).doesNotContain("<").doesNotContain("Jetty");
        }
        String header = "X-Long: " + "x".repeat(9000) + "\n";
        assertThat(RawHttp.status(bench.http.exchange(bench.http.head("GET /v1") + header, "")))
                .isEqualTo(431);
    }

    @Test
    void a_body_that_says_it_is_huge_is_refused_before_it_is_sent() throws Exception {
        String head = bench.http.head("POST /v1/datasets") + "Content-Type: application/json\nContent-Length: %d\n";
        assertThat(RawHttp.status(bench.http.exchange(head.formatted(Long.MAX_VALUE), "")))
                .isEqualTo(413);
        assertThat(RawHttp.code(bench.http.exchange(head.formatted(Bodies.torrent() + 1), "")))
                .isEqualTo("too-large");
        String limits = head.replace("POST /v1/datasets", "PUT /v1/limits");
        assertThat(RawHttp.status(bench.http.exchange(limits.formatted(Bodies.SMALL + 1), "")))
                .isEqualTo(413);
    }

    @Test
    void a_body_without_an_end_is_refused_when_it_is_too_long() throws Exception {
        String head = bench.http.head("POST /v1/orders")
                + "Content-Type: application/json\nTransfer-Encoding: chunked\n\n1\n \n";
        try (Socket socket = bench.http.connect()) {
            socket.getOutputStream().write(RawHttp.bytes(head));
            writeUntilRefused(socket.getOutputStream(), RawHttp.bytes("400\n" + " ".repeat(1024) + "\n"));
        }
        assertThat(RawHttp.status(bench.http.get("/v1"))).isEqualTo(200);
    }

    private static void writeUntilRefused(OutputStream out, byte[] chunk) {
        try {
            for (int sent = 0; sent < 1 << 30; sent += chunk.length) {
                out.write(chunk);
            }
        } catch (IOException e) {
            return;
        }
        throw new AssertionError("a gigabyte was taken");
    }

    @Test
    void who_sends_a_head_drop_by_drop_is_sent_away() throws Exception {
        try (Socket slow = bench.http.connect()) {
            slow.getOutputStream().write(RawHttp.bytes("GET /v1 HTTP/1.1\nHost: "));
            slow.setSoTimeout(200);
            Bench.until(() -> {
                bench.server.front().closeSilent(Duration.ZERO);
                return isEnded(slow);
            });
        }
    }

    @Test
    void who_waits_for_changes_is_not_taken_for_silent() throws Exception {
        try (Socket waiting = bench.http.connect()) {
            waiting.getOutputStream().write(RawHttp.bytes(bench.http.head("GET /v1/changes?wait=PT1M") + "\n"));
            Bench.until(() -> bench.server.feed().size() == 1);
            bench.server.front().closeSilent(Duration.ZERO);
            bench.node.put(FakeView.named("soil").view());
            assertThat(RawHttp.rest(waiting)).contains("\"name\":\"soil\"");
        }
    }

    private static boolean isEnded(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
