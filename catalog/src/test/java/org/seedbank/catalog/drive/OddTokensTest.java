package org.seedbank.catalog.drive;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.auth.oauth2.UserCredentials;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.seedbank.catalog.internal.google.TokenAnswer;
import org.seedbank.catalog.internal.google.TokenServer;

/** Answers of an authorization server whose every part may be another. */
final class OddTokensTest {

    private static final String GOOD = """
            {"access_token":"a","refresh_token":"r","expires_in":3600,"scope":"drive","token_type":"Bearer",
             "id_token":"i"}
            """;
    private static final String REFUSAL = """
            {"error":"invalid_grant","error_description":"no","error_subtype":"invalid_rapt"}
            """;

    private final AtomicReference<byte[]> body = new AtomicReference<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] answer = body.get();
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/good") ? 200 : 400, 0);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private TokenAnswer ask(String path) throws IOException {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        return TokenServer.ask(transport -> UserCredentials.newBuilder()
                .setClientId("c")
                .setClientSecret("s")
                .setRefreshToken("r")
                .setTokenServerUri(address)
                .setHttpTransportFactory(transport)
                .build()
                .refreshAccessToken());
    }

    @Tag("thorough")
    @Test
    void none_is_more_than_a_failure_to_log_in() {
        int tokens = 0;
        for (int seed = 0; seed < 600; seed++) {
            Random random = new Random(seed);
            boolean good = random.nextBoolean();
            body.set(OddAnswersTest.mutated(JsonParser.parseString(good ? GOOD : REFUSAL), random));
            try {
                assertThat(ask(good ? "/good" : "/bad").access().token().value())
                        .isNotEmpty();
                tokens++;
            } catch (IOException e) {
                assertThat(e.getMessage()).as("seed %d", seed).isNotBlank();
            }
        }
        assertThat(tokens).as("some are as they should be").isPositive();
    }
}
