package org.seedbank.catalog.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Proxies that the environment names. */
@Timeout(60)
final class ProxiesTest {

    private static String proxy(Map<String, String> environment, String uri) {
        Proxy proxy = Proxies.of(environment).select(URI.create(uri)).get(0);
        return proxy.type() == Proxy.Type.DIRECT ? "direct" : String.valueOf(proxy.address());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http_proxy  | http://proxy.example:3128        | http://data.example/  | proxy.example/<unresolved>:3128
            HTTPS_PROXY | http://user:word@proxy.example:1/ | https://data.example/ | proxy.example/<unresolved>:1
            all_proxy   | proxy.example                    | https://data.example/ | proxy.example/<unresolved>:80
            http_proxy  | http://proxy.example:3128        | https://data.example/ | direct
            http_proxy  | http://proxy.example:3128        | http://127.0.0.1:80/  | direct
            http_proxy  | http://proxy.example:3128        | http://[::1]/         | direct
            """)
    void are_chosen_by_the_kind_of_address(String name, String value, String uri, String proxy) {
        assertThat(proxy(Map.of(name, value), uri)).isEqualTo(proxy);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            data.example            | http://data.example/       | true
            .example                | http://data.example/       | true
            *.example               | http://data.example/       | true
            other.example, EXAMPLE  | http://data.example/       | true
            *                       | http://data.example/       | true
            data.example:8080       | http://data.example:8080/  | true
            data.example:8080       | http://data.example:8081/  | false
            ata.example             | http://data.example/       | false
            10.0.0.7                | http://10.0.0.7/           | true
            """)
    void are_left_out_where_no_proxy_says_so(String exception, String uri, boolean direct) {
        String proxy = proxy(Map.of("http_proxy", "http://proxy.example:3128", "no_proxy", exception), uri);

        assertThat(proxy.equals("direct")).isEqualTo(direct);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            socks5://user:word@proxy.example | the variable 'http_proxy' names a proxy of the kind 'socks5'; only 'http' is understood
            http://user:word@                | the variable 'http_proxy' holds no address of a proxy
            http://user:wo rd@proxy          | the variable 'http_proxy' holds no address of a proxy
            """)
    void that_cannot_be_used_are_told_without_their_password(String value, String message) {
        Proxies proxies = Proxies.of(Map.of("http_proxy", value));

        assertThatThrownBy(() -> HttpCall.get(URI.create("http://data.example/"), proxies)
                        .answer())
                .isInstanceOfSatisfying(
                        IOException.class, e -> assertThat(HttpTrouble.of(e)).isEqualTo(HttpTrouble.BAD_PROXY))
                .hasMessage(message)
                .hasNoCause();
    }

    @Test
    void that_do_not_answer_are_named_without_their_password() throws Exception {
        int port = 0;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        Proxies proxies = Proxies.of(Map.of("http_proxy", "http://user:word@127.0.0.1:" + port));

        assertThatThrownBy(() -> HttpCall.get(URI.create("http://data.example/"), proxies)
                        .answer())
                .isInstanceOfSatisfying(IOException.class, e -> assertThat(HttpTrouble.reason(e))
                        .startsWith("the proxy '127.0.0.1:"))
                .hasMessage("the proxy '127.0.0.1:%d', which the variable 'http_proxy' names, does not answer", port);
    }

    @Test
    void are_asked_for_what_is_elsewhere() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] answer = (exchange.getRequestURI() + " "
                            + exchange.getRequestHeaders().getFirst("Proxy-Authorization"))
                    .getBytes(US_ASCII);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        try {
            Proxies proxies = Proxies.of(Map.of(
                    "http_proxy",
                    "http://user:p%40ss@127.0.0.1:" + server.getAddress().getPort()));
            try (HttpAnswer answer =
                    HttpCall.get(URI.create("http://data.example/x"), proxies).answer()) {
                assertThat(new String(answer.bytes(), US_ASCII)).isEqualTo("http://data.example/x Basic dXNlcjpwQHNz");
            }
        } finally {
            server.stop(0);
        }
    }

    @Test
    void are_given_the_password_for_a_tunnel_too() throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> asked = CompletableFuture.supplyAsync(() -> refuse(listening));
            Proxies proxies =
                    Proxies.of(Map.of("https_proxy", "http://user:p%40ss@127.0.0.1:" + listening.getLocalPort()));

            assertThatThrownBy(() -> HttpCall.get(URI.create("https://data.example/x"), proxies)
                            .answer()
                            .close())
                    .isInstanceOf(IOException.class);
            assertThat(asked.get(30, TimeUnit.SECONDS))
                    .startsWith("CONNECT data.example:443 ")
                    .contains("Proxy-Authorization: Basic dXNlcjpwQHNz");
        }
    }

    private static String refuse(ServerSocket listening) {
        try (Socket client = listening.accept()) {
            byte[] head = new byte[4_096];
            int length = client.getInputStream().read(head);
            client.getOutputStream().write("HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII));
            return new String(head, 0, length, US_ASCII);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
