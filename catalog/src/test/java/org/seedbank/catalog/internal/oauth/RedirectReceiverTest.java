package org.seedbank.catalog.internal.oauth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes to the port on which a login waits. */
@Timeout(60)
final class RedirectReceiverTest {

    private final AwaitedRedirect awaited = new AwaitedRedirect();
    private RedirectReceiver receiver;

    /** Newer Java refuses a request without it by itself (RFC 9112, section 3.2). */
    private static final String HOST = "\r\nHost: 127.0.0.1\r\n\r\n";

    @BeforeEach
    void open() throws IOException {
        receiver = RedirectReceiver.open(0, awaited);
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    /** The whole answer; empty when the connection ends without one. */
    private String send(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), receiver.port())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (SocketException e) {
            return "";
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POST /?state=1 HTTP/1.1, HTTP/1.1 400 Bad Request",
        "GET http://127.0.0.1/ HTTP/1.1, HTTP/1.1 400 Bad Request",
        "GET, HTTP/1.1 400 Bad Request",
        "GET / HTTP/1.1, HTTP/1.1 404 Not Found",
        "GET /?%zz HTTP/1.1, HTTP/1.1 400 Bad Request",
        "GET /?state=1&state=1 HTTP/1.1, HTTP/1.1 400 Bad Request"
    })
    void what_is_no_answer_is_told_so(String request, String status) throws Exception {
        assertThat(send(request + HOST)).startsWith(status + "\r\n");
        assertThat(awaited.await(Duration.ofMillis(1))).isEmpty();
    }

    @Test
    void a_request_without_an_end_is_cut() throws Exception {
        assertThat(send("GET /?" + "x".repeat(20_000))).isEmpty();
        assertThat(awaited.await(Duration.ofMillis(1))).isEmpty();
    }

    @Test
    void an_answer_of_a_kind_that_is_unknown_is_not_repeated() throws Exception {
        send("GET /?error=%%1b[31m&state=%s HTTP/1.1".formatted(awaited.state().value()) + HOST);

        assertThat(awaited.await(Duration.ofSeconds(30)).orElseThrow().error()).isEqualTo("unknown_error");
    }

    @Test
    void the_first_answer_counts() throws Exception {
        String state = awaited.state().value();
        send("GET /?code=first&state=%s HTTP/1.1".formatted(state) + HOST);
        send("GET /?code=second&state=%s HTTP/1.1".formatted(state) + HOST);

        assertThat(awaited.await(Duration.ofSeconds(30)).orElseThrow().code()).contains(new Secret("first"));
    }

    /** The system may still take a connection while the thread that waits for one is being told. */
    @Test
    void nobody_listens_after_the_end() throws Exception {
        receiver.close();

        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (isAccepted()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
    }

    private boolean isAccepted() throws IOException {
        try (Socket connection = new Socket(InetAddress.getLoopbackAddress(), receiver.port())) {
            return connection.isConnected();
        } catch (ConnectException e) {
            return false;
        }
    }
}
