package org.seedbank.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.swarm.Network;

/** Whoever has the node's page open finds the node again. */
class NodePageTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private NodeBench bench;
    private URI page;
    private String cookie;
    private String proof;

    @BeforeEach
    void open() {
        bench = new NodeBench(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private void enter(Node node) throws Exception {
        page = URI.create(node.pageKey().address());
        String key = page.getFragment().replace("key=", "");
        HttpResponse<String> answer = http.send(
                request("/v1/session")
                        .header("Origin", "http://" + page.getAuthority())
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"key\":\"%s\"}".formatted(key)))
                        .build(),
                BodyHandlers.ofString());
        cookie = answer.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
        proof = answer.body().replaceFirst("(?s).*\"proof\":\"([0-9a-f]+)\".*", "$1");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(page.resolve(path)).timeout(LIMIT);
    }

    private int ask(String path) throws IOException, InterruptedException {
        HttpRequest request = request(path)
                .header("Cookie", cookie)
                .header("Seedbank-Session", proof)
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    /** Another program of the machine may have taken it meanwhile. */
    private void assumePortWasFree(Node after) throws InterruptedException {
        assumeThat(after.facts().controlPort()).isEqualTo(page.getPort());
    }

    @Test
    void its_sessions_go_on_when_the_node_reaches_otherwise() throws Exception {
        Node before = bench.node("station");
        enter(before);
        assertThat(ask("/v1")).isEqualTo(200);

        before.reach(Network.PRIVATE);
        assertThat(before.awaitEnd()).isEqualTo(Node.Next.REOPEN);
        Node after = bench.reopen(before, "station", Network.PRIVATE);

        assumePortWasFree(after);
        assertThat(ask("/v1")).isEqualTo(200);
    }

    @Test
    void another_process_has_the_same_address_and_none_of_the_sessions() throws Exception {
        Node before = bench.node("station");
        enter(before);
        bench.close(before);
        Node after = bench.node("station");

        assumePortWasFree(after);
        assertThat(ask("/")).isEqualTo(200);
        assertThat(ask("/v1")).isEqualTo(401);
    }
}
