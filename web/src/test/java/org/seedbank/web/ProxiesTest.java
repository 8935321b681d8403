package org.seedbank.web;

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
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seedbank.web.proxy.ProxyAddress;
import org.seedbank.web.proxy.ProxyChoice;
import org.seedbank.web.proxy.ProxyGateway;

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
            socks4://user:word@proxy.example | the variable 'http_proxy' names a proxy of the kind 'socks4'; 'http', 'socks5' and 'socks5h' are understood
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

    @Test
    void that_do_not_connect_are_named_with_their_answer() throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> asked = CompletableFuture.supplyAsync(() -> refuse(listening));

            assertThatThrownBy(() -> answer("https", listening).close())
                    .hasMessage(
                            "the proxy '127.0.0.1:%d', which the variable 'https_proxy' names, does not connect to"
                                    + " 'data.example' (HTTP 403)",
                            listening.getLocalPort());
            assertThat(asked.get(30, TimeUnit.SECONDS)).startsWith("CONNECT ");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http  | ''                                                | the connection through %s broke: it ended before an answer came
            https | ''                                                | the connection through %s broke: it ended before an answer came
            http  | HTTP/1.1 407 No~Content-Length: 0~~               | %s asks for a user and a password
            https | HTTP/1.1 407 No~Content-Length: 0~~               | %s asks for a user and a password
            https | HTTP/1.1 401 No~Content-Length: 0~~               | %s does not connect to 'data.example' \\(HTTP 401\\)
            http  | SSH-2.0-OpenSSH_9.2~~                             | %s is no HTTP proxy by what it answers
            """)
    void that_end_in_the_middle_or_want_a_password_or_are_none_are_named(String scheme, String said, String message)
            throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> asked = CompletableFuture.runAsync(() -> say(listening, said.replace("~", "\r\n")));
            String proxy = "the proxy '127.0.0.1:%d', which the variable '%s_proxy' names,"
                    .formatted(listening.getLocalPort(), scheme);

            assertThatThrownBy(() -> answer(scheme, listening).close())
                    .isInstanceOfSatisfying(IOException.class, e -> assertThat(HttpTrouble.reason(e))
                            .matches(message.formatted(Pattern.quote(proxy))));
            listening.close();
            asked.get(30, TimeUnit.SECONDS);
        }
    }

    /** With plain HTTP nothing tells whether an answer is the server's or the proxy's own. */
    @Test
    void are_named_with_an_answer_that_may_be_their_own() throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> asked = CompletableFuture.runAsync(() ->
                    say(listening, "HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=x\r\nContent-Length: 0\r\n\r\n"));
            try (HttpAnswer answer = answer("http", listening)) {
                assertThat(answer.through())
                        .isEqualTo(
                                "; it was asked through the proxy '127.0.0.1:%d', which the variable 'http_proxy' names",
                                listening.getLocalPort());
            }
            listening.close();
            asked.get(30, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @CsvSource({"HTTP_PROXY, http", "all_proxy, http", "ALL_PROXY, https", "HTTPS_PROXY, https"})
    void are_named_by_the_variable_as_it_is_spelled(String variable, String scheme) throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        for (String kind : new String[] {"http", "socks5h"}) {
            Proxies proxies = Proxies.of(Map.of(variable, kind + "://127.0.0.1:" + port));
            assertThatThrownBy(() -> HttpCall.get(URI.create(scheme + "://data.example/"), proxies)
                            .answer())
                    .hasMessage(
                            "the proxy '127.0.0.1:%d', which the variable '%s' names, does not answer", port, variable)
                    .isInstanceOfSatisfying(BadProxyException.class, e -> assertThat(e.remedy())
                            .isEqualTo("check the proxy; correct the variable '%s', or unset it", variable));
        }
        assertThatThrownBy(() -> Proxies.of(Map.of(variable, "http://")).named(URI.create(scheme + "://data.example/")))
                .hasMessage("the variable '%s' holds no address of a proxy", variable);
    }

    @Test
    void of_the_node_are_named_as_such() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        Proxies proxies = Proxies.of(
                Map.of("HTTP_PROXY", "http://other.example"), () -> ProxyChoice.parse("http://127.0.0.1:" + port));

        assertThatThrownBy(() -> HttpCall.get(URI.create("http://data.example/"), proxies)
                        .answer())
                .hasMessage("the proxy '127.0.0.1:%d', which is set for the node, does not answer", port)
                .isInstanceOfSatisfying(BadProxyException.class, e -> assertThat(e.remedy())
                        .isEqualTo("check the proxy; set another for the node, or none"));
    }

    @Test
    void that_end_within_a_body_are_named() throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> asked =
                    CompletableFuture.runAsync(() -> say(listening, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab"));
            try (HttpAnswer answer = answer("http", listening)) {
                assertThatThrownBy(answer::bytes)
                        .isInstanceOfSatisfying(IOException.class, e -> assertThat(HttpTrouble.reason(e))
                                .startsWith("the connection through the proxy '127.0.0.1:"));
            }
            listening.close();
            asked.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void that_are_this_program_itself_are_not_used() throws Exception {
        int port =
                ProxyGateway.to(ProxyAddress.parse("socks5://192.0.2.1:1080")).port();

        assertThatThrownBy(() -> HttpCall.get(
                                URI.create("http://data.example/"),
                                Proxies.of(Map.of("all_proxy", "http://localhost:" + port)))
                        .answer())
                .hasMessage(
                        "the proxy 'localhost:%d', which the variable 'all_proxy' names, is this program itself", port);
    }

    private static HttpAnswer answer(String scheme, ServerSocket proxy) throws Exception {
        Proxies proxies = Proxies.of(Map.of(scheme + "_proxy", "http://127.0.0.1:" + proxy.getLocalPort()));
        return HttpCall.get(URI.create(scheme + "://data.example/x"), proxies).answer();
    }

    /** Says it to everybody who comes, until the socket is closed. */
    private static void say(ServerSocket listening, String text) {
        while (!listening.isClosed()) {
            try (Socket client = listening.accept()) {
                int asked = client.getInputStream().read(new byte[4_096]);
                if (asked > 0) {
                    client.getOutputStream().write(text.getBytes(US_ASCII));
                }
            } catch (IOException e) {
                // The socket, or the client, has ended.
            }
        }
    }
}
