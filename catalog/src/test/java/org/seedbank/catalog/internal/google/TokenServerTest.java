package org.seedbank.catalog.internal.google;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.auth.oauth2.UserCredentials;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.seedbank.catalog.internal.oauth.Secret;

/** One question to a server that may answer anything. */
@Timeout(60)
final class TokenServerTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private ServerSocket server;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        threads.shutdownNow();
    }

    /** Lets the server answer the next request with this, and keep the connection open. */
    private void answers(String bytes) {
        Executor executor = threads;
        executor.execute(() -> {
            try {
                Socket connection = server.accept();
                connection.getOutputStream().write(bytes.getBytes(US_ASCII));
                connection.getOutputStream().flush();
                connection.getInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private TokenAnswer ask(Duration limit) throws IOException {
        URI uri = URI.create("http://127.0.0.1:%d/token".formatted(server.getLocalPort()));
        return TokenServer.ask(
                transport -> UserCredentials.newBuilder()
                        .setClientId("client")
                        .setClientSecret("word")
                        .setRefreshToken("refresh")
                        .setTokenServerUri(uri)
                        .setHttpTransportFactory(transport)
                        .build()
                        .refreshAccessToken(),
                limit);
    }

    private static String json(int status, String header, String body) {
        return "HTTP/1.1 %d x\r\nContent-Length: %d\r\n%s\r\n%s".formatted(status, body.length(), header, body);
    }

    @Test
    void an_endless_answer_is_cut() {
        answers(json(200, "", " ".repeat(64 * 1024 + 1)));

        assertThatThrownBy(() -> ask(Duration.ofSeconds(30)))
                .isInstanceOf(IOException.class)
                .hasMessage("'127.0.0.1' answered with more than 65536 bytes");
    }

    @Test
    void an_answer_that_does_not_end_is_given_up() {
        answers("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{");

        assertThatThrownBy(() -> ask(Duration.ofMillis(300)))
                .isInstanceOf(IOException.class)
                .hasMessage("'127.0.0.1' cannot be asked: no whole answer came within 1 s");
    }

    @Test
    void nothing_at_all_is_no_token() {
        answers(json(200, "", ""));

        assertThatThrownBy(() -> ask(Duration.ofSeconds(30))).isInstanceOf(IOException.class);
    }

    @Test
    void half_a_json_is_no_answer() {
        answers(json(200, "", "{\"access_token\":\"half"));

        assertThatThrownBy(() -> ask(Duration.ofSeconds(30)))
                .hasMessage("'127.0.0.1' answered with something else than JSON, or half of it");
    }

    @Test
    void a_token_that_cannot_stand_in_a_header_is_none() {
        answers(json(200, "", "{\"access_token\":\"a\\nb\",\"expires_in\":1}"));

        assertThatThrownBy(() -> ask(Duration.ofSeconds(30)))
                .hasMessage("the login server's answer holds a token that is none");
    }

    @Test
    void a_new_refresh_token_is_not_lost() throws IOException {
        answers(json(
                200, "", "{\"access_token\":\"a\",\"refresh_token\":\"b\",\"expires_in\":3600,\"scope\":\"x y\"}"));

        TokenAnswer answer = ask(Duration.ofSeconds(30));

        assertThat(answer.refreshToken()).contains(new Secret("b"));
        assertThat(answer.scopes()).contains(List.of("x", "y"));
    }

    @Test
    void redirects_are_not_followed() {
        answers(json(307, "Location: http://127.0.0.1:1/\r\n", ""));

        assertThatThrownBy(() -> ask(Duration.ofSeconds(30))).hasMessage("'127.0.0.1' answered 307");
    }

    @Test
    void a_kind_of_error_that_is_none_is_not_repeated() {
        answers(json(400, "", "{\"error\":\"\\u001b[31m\"}"));

        assertThatThrownBy(() -> ask(Duration.ofSeconds(30))).hasMessage("'127.0.0.1' answered 400");
    }

    @Test
    void a_refusal_tells_how_far_the_clock_is_off() {
        String inAnHour = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(61).plusSeconds(30));
        answers(json(400, "Date: " + inAnHour + "\r\n", "{\"error\":\"invalid_grant\"}"));

        assertThatThrownBy(() -> ask(Duration.ofSeconds(30)))
                .isInstanceOfSatisfying(TokenRefusal.class, refusal -> assertThat(refusal.wrongClock())
                        .contains("this machine's clock is 61 minutes slow"));
    }

    @Test
    void nobody_may_be_there() throws IOException {
        server.close();

        assertThatThrownBy(() -> ask(Duration.ofSeconds(30)))
                .hasMessage("'127.0.0.1' cannot be asked: nobody answers at that address");
    }
}
