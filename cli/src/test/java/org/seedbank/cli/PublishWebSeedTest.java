package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code publish --web-seed}: the server is asked before anything is shared. */
@ExtendWith(Benches.class)
class PublishWebSeedTest {

    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]+)-([0-9]+)");
    private static final String FILE = "0123456789".repeat(10_000);

    private HttpServer server;
    private volatile byte[] served = FILE.getBytes(StandardCharsets.US_ASCII);
    private volatile boolean ranges = true;

    @BeforeEach
    void open(Bench bench) throws IOException {
        bench.write("soil/depth.csv", FILE);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/soil/depth.csv", this::serve);
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void a_server_that_has_it_is_said_to_have_it(Bench bench) throws Exception {
        Outcome some = publish(bench, "--check-web-seed=sample");
        Outcome all = publish(bench, "--check-web-seed=full");

        assertThat(some.exitCode()).as(some.err()).isZero();
        assertThat(some.err())
                .contains("asking web seed '" + url() + "' what it has\n")
                .containsPattern("web seed '.*' has what is published: [1-7] of 7 pieces looked at\n")
                .doesNotContain("warning");
        assertThat(all.exitCode()).as(all.err()).isZero();
        assertThat(all.err()).contains("has what is published: 7 of 7 pieces looked at\n");
    }

    @Test
    void one_wrong_byte_is_refused_with_the_bytes_around_it(Bench bench) throws Exception {
        served[50_000] ^= 1;

        Outcome publish = publish(bench, "--check-web-seed=full");

        assertThat(publish.exitCode()).isEqualTo(3);
        assertThat(publish.err()).endsWith("""
                        seedbank: error: the web seed '%s' has something else: bytes 49152 to 65535 of 'depth.csv' are not what was published
                        seedbank: hint: put the files there as they are here, or name it all the same with --check-web-seed=no
                        """.formatted(url()));
        assertThat(publish(bench, "--check-web-seed=no").exitCode()).isZero();
    }

    @Test
    void a_server_without_ranges_costs_a_warning(Bench bench) throws Exception {
        ranges = false;

        Outcome publish = publish(bench, "--check-web-seed=full");

        assertThat(publish.exitCode()).as(publish.err()).isZero();
        assertThat(publish.err())
                .contains("seedbank: warning: web seed '" + url()
                        + "': it gives whole files alone, so each has to be read from its start\n");
    }

    @Test
    void a_server_that_lacks_the_files_costs_a_warning(Bench bench) throws Exception {
        server.removeContext("/soil/depth.csv");

        Outcome publish = publish(bench, "--check-web-seed=full");

        assertThat(publish.exitCode()).as(publish.err()).isZero();
        assertThat(publish.err())
                .contains("seedbank: warning: web seed '" + url() + "': it answers 404 for 'depth.csv'");
    }

    private Outcome publish(Bench bench, String depth) throws InterruptedException {
        return bench.run("publish", "--dry-run", "--piece-length", "16KiB", "--web-seed", url(), depth, "BENCH/soil");
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    private void serve(HttpExchange exchange) throws IOException {
        Matcher range =
                RANGE.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
        byte[] part = served;
        if (ranges && range.matches()) {
            int first = Integer.parseInt(range.group(1));
            int last = Integer.parseInt(range.group(2));
            exchange.getResponseHeaders().set("Content-Range", "bytes %d-%d/%d".formatted(first, last, served.length));
            part = Arrays.copyOfRange(served, first, last + 1);
            exchange.sendResponseHeaders(206, part.length);
        } else {
            exchange.sendResponseHeaders(200, part.length);
        }
        exchange.getResponseBody().write(part);
        exchange.close();
    }
}
