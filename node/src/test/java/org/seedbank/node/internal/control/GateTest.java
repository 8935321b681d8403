package org.seedbank.node.internal.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateTest {

    @TempDir
    Path folder;

    private Bench bench;
    private int port;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(folder);
        port = bench.server.port();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private String get(String host, String headers) throws Exception {
        return bench.http.exchange("GET /v1 HTTP/1.1\nHost: %s\n%s".formatted(host, headers), "");
    }

    private String authorization() {
        return "Authorization: Bearer %s\n".formatted(bench.token);
    }

    @Test
    void lets_in_who_has_the_token_and_tells_nothing_of_the_server() throws Exception {
        String answer = bench.http.get("/v1");
        assertThat(RawHttp.status(answer)).isEqualTo(200);
        assertThat(answer)
                .contains("Content-Type: application/json")
                .contains("Cache-Control: no-store")
                .doesNotContain("Server:")
                .doesNotContain("Access-Control")
                .doesNotContain(bench.token);
    }

    @Test
    void own_names_are_let_in() throws Exception {
        for (String name : List.of("127.0.0.1", "localhost", "LocalHost", "[::1]")) {
            assertThat(RawHttp.status(get(name + ":" + port, authorization()))).isEqualTo(200);
        }
    }

    @Test
    void other_hosts_are_refused() throws Exception {
        for (String host :
                List.of("evil.example:" + port, "127.0.0.1", "127.0.0.1:1", "127.0.0.1.evil.example:" + port)) {
            String answer = get(host, authorization());
            assertThat(RawHttp.status(answer)).isEqualTo(421);
            assertThat(RawHttp.code(answer)).isEqualTo("misdirected");
        }
        assertThat(RawHttp.status(get("127.0.0.1:" + port, "Host: evil.example\n" + authorization())))
                .isEqualTo(400);
        assertThat(RawHttp.status(bench.http.exchange("GET /v1 HTTP/1.0\n" + authorization(), "")))
                .isEqualTo(421);
    }

    @Test
    void other_origins_are_refused_also_with_the_token() throws Exception {
        for (String origin : List.of("http://evil.example", "null", "https://127.0.0.1:" + port, "http://127.0.0.1")) {
            String answer = get("127.0.0.1:" + port, "Origin: " + origin + "\n" + authorization());
            assertThat(RawHttp.status(answer)).isEqualTo(403);
            assertThat(answer).doesNotContain("Access-Control");
        }
        assertThat(RawHttp.status(
                        get("127.0.0.1:" + port, "Origin: http://127.0.0.1:%d\n%s".formatted(port, authorization()))))
                .isEqualTo(200);
    }

    @Test
    void no_token_or_another_is_refused() throws Exception {
        String wrong = "Authorization: Bearer " + "0".repeat(64) + "\n";
        for (String header : List.of("", wrong, "Authorization: Basic " + bench.token + "\n", "Authorization: \n")) {
            String answer = get("127.0.0.1:" + port, header);
            assertThat(RawHttp.status(answer)).isEqualTo(401);
            assertThat(RawHttp.code(answer)).isEqualTo("unauthorized");
        }
    }

    @Test
    void paths_that_are_not_there_are_told_only_to_who_has_the_token() throws Exception {
        assertThat(RawHttp.status(bench.http.exchange("GET /elsewhere HTTP/1.1\nHost: 127.0.0.1:" + port + "\n", "")))
                .isEqualTo(401);
        assertThat(RawHttp.code(bench.http.get("/elsewhere"))).isEqualTo("not-found");
        assertThat(RawHttp.status(bench.http.get("/elsewhere"))).isEqualTo(404);
        assertThat(RawHttp.status(bench.http.exchange(bench.http.head("PUT /v1"), "")))
                .isEqualTo(405);
        assertThat(RawHttp.status(bench.http.exchange(bench.http.head("OPTIONS /v1"), "")))
                .isIn(404, 405);
        assertThat(RawHttp.status(bench.http.exchange(bench.http.head("TRACE /v1"), "")))
                .isIn(404, 405);
        assertThat(RawHttp.status(bench.http.exchange(bench.http.head("BREW /v1"), "")))
                .isIn(404, 405);
    }

    @Test
    void bodies_that_a_form_could_post_are_refused() throws Exception {
        for (String type :
                List.of("text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-16")) {
            String head = bench.http.head("POST /v1/orders") + "Content-Type: " + type + "\nContent-Length: 2\n";
            assertThat(RawHttp.status(bench.http.exchange(head, "{}"))).isEqualTo(415);
        }
        assertThat(RawHttp.status(
                        bench.http.exchange(bench.http.head("POST /v1/orders") + "Content-Length: 2\n", "{}")))
                .isEqualTo(415);
    }
}
