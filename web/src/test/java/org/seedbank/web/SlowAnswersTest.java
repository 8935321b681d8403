package org.seedbank.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long a server may take that goes on sending. */
@Timeout(60)
final class SlowAnswersTest {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    private static byte[] get(Dripping server, int leastBytesPerSecond) throws Exception {
        HttpCall call = HttpCall.get(URI.create(server.url())).within(LIMIT, leastBytesPerSecond);
        try (HttpAnswer answer = call.answer()) {
            return answer.bytes();
        }
    }

    @Test
    void a_body_that_comes_steadily_may_take_longer_than_the_limit() throws Exception {
        String head = "HTTP/1.1 200 OK\r\nContent-Length: 200000\r\n\r\n";
        try (Dripping server = new Dripping(head, "x".repeat(1_000), 20, 200)) {
            assertThat(get(server, 1_000)).hasSize(200_000);
        }
    }

    @Test
    void a_body_that_drips_may_not() throws Exception {
        String head = "HTTP/1.1 200 OK\r\nContent-Type: x/y\r\n\r\n";
        try (Dripping server = new Dripping(head, " ", 20, 3_000)) {
            assertThatThrownBy(() -> get(server, 1_000))
                    .isInstanceOf(TooSlowException.class)
                    .hasMessage("no whole answer came within 2 s");
        }
    }

    @Test
    void what_is_no_body_earns_no_time() throws Exception {
        String chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;";
        try (Dripping server = new Dripping(chunked, "a".repeat(1_000), 20, 3_000)) {
            assertThatThrownBy(() -> get(server, 1_000)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_header_that_never_ends_is_given_up_at_the_limit() throws Exception {
        try (Dripping server = new Dripping("HTTP/1.1 200 OK\r\n", "X-A: b\r\n", 20, 3_000)) {
            assertThatThrownBy(() -> get(server, 1_000))
                    .isInstanceOf(TooSlowException.class)
                    .hasMessage("no answer came within 2 s");
        }
    }

    /** Sends a beginning to one client, then the same again and again. */
    private static final class Dripping implements AutoCloseable {

        private final ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        private final Thread thread;

        Dripping(String head, String drop, long milliseconds, int times) throws IOException {
            thread = new Thread(() -> serve(head, drop, milliseconds, times), "dripping");
            thread.start();
        }

        String url() {
            return "http://127.0.0.1:%d/".formatted(listening.getLocalPort());
        }

        private void serve(String head, String drop, long milliseconds, int times) {
            try (Socket client = listening.accept()) {
                OutputStream out = client.getOutputStream();
                out.write(head.getBytes(StandardCharsets.US_ASCII));
                for (int i = 0; i < times; i++) {
                    out.write(drop.getBytes(StandardCharsets.US_ASCII));
                    out.flush();
                    TimeUnit.MILLISECONDS.sleep(milliseconds);
                }
            } catch (IOException | InterruptedException e) {
                // The client has gone, or the test is over.
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() throws IOException, InterruptedException {
            listening.close();
            thread.interrupt();
            thread.join(20_000);
        }
    }
}
