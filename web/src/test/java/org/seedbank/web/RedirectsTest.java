package org.seedbank.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where servers may send requests on to. A proxy on loopback stands for servers elsewhere, as it is asked for them by
 * their names.
 */
@Timeout(60)
class RedirectsTest {

    private final Map<String, String> places = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<HttpServer> servers = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = serve();
    }

    private HttpServer serve() throws IOException {
        HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        started.createContext("/", this::answer);
        started.start();
        servers.add(started);
        return started;
    }

    @AfterEach
    void stop() {
        servers.forEach(each -> each.stop(0));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String place = exchange.getRequestURI().toString();
        asked.add(exchange.getRequestHeaders().getFirst("Host") + " " + place + " "
                + exchange.getRequestHeaders().getFirst("Authorization") + " "
                + exchange.getRequestHeaders().getFirst("Proxy-Authorization"));
        String to = places.get(place);
        byte[] body = "here".getBytes(UTF_8);
        if (to != null) {
            exchange.getResponseHeaders().set("Location", to);
            exchange.sendResponseHeaders(302, -1);
        } else {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private String here(HttpServer at, String path) {
        return "http://127.0.0.1:" + at.getAddress().getPort() + path;
    }

    private HttpCall elsewhere(String uri) {
        return HttpCall.get(
                        URI.create(uri),
                        Proxies.of(Map.of("http_proxy", here(server, "").replace("//", "//user:word@"))))
                .resolving(host -> {
                    throw new UnknownHostException(host);
                });
    }

    private static String body(HttpCall call) throws Exception {
        try (HttpAnswer answer = call.answer()) {
            return answer.status() + " " + new String(answer.bytes(), UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:%d/x",
                "http://localhost:%d/x",
                "http://[::1]:%d/x",
                "http://2130706433:%d/x",
                "http://[::ffff:127.0.0.1]:%d/x",
                "http://10.0.0.7/x",
                "http://192.168.1.1/x",
                "http://169.254.169.254/latest/meta-data/",
                "http://100.64.0.1/",
                "http://a.localhost/",
                "http://0/",
                "http://017700000001:%d/"
            })
    void nobody_elsewhere_sends_us_to_this_machine_or_a_private_network(String to) {
        places.put("http://data.example/x", to.formatted(server.getAddress().getPort()));

        assertThatThrownBy(() -> elsewhere("http://data.example/x").answer())
                .isInstanceOfSatisfying(
                        IOException.class, e -> assertThat(HttpTrouble.of(e)).isEqualTo(HttpTrouble.PRIVATE_PLACE))
                .hasMessageMatching(
                        "it leads to '.*', (on this machine or in a private network|which is no plain name of a host)");
        assertThat(asked).hasSize(1);
    }

    /** What Java does not take for a host is not asked at all. */
    @ParameterizedTest
    @ValueSource(strings = {"http://0x7f.1:%d/x", "http://a@b@127.0.0.1/", "file:///etc/passwd", ":"})
    void what_is_no_address_is_not_followed(String to) throws Exception {
        places.put("http://data.example/x", to.formatted(server.getAddress().getPort()));

        assertThat(body(elsewhere("http://data.example/x"))).isEqualTo("302 ");
        assertThat(asked).hasSize(1);
    }

    @Test
    void other_redirects_are_followed_and_what_opens_the_first_place_stays_there() throws Exception {
        places.put("http://data.example/x", "http://other.example/y");

        HttpCall call = elsewhere("http://data.example/x").header("Authorization", "secret");

        assertThat(body(call)).isEqualTo("200 here");
        assertThat(asked)
                .containsExactly(
                        "data.example http://data.example/x secret Basic dXNlcjp3b3Jk",
                        "other.example http://other.example/y null Basic dXNlcjp3b3Jk");
    }

    @Test
    void what_a_person_names_may_be_private_and_send_on_within_its_host() throws Exception {
        HttpServer other = serve();
        places.put("/a", "/b");
        places.put("/b", here(other, "/c"));
        places.put("/c", here(server, "/d").replace("127.0.0.1", "localhost"));

        assertThat(body(HttpCall.get(URI.create(here(server, "/a"))))).isEqualTo("200 here");
    }

    @Test
    void a_private_host_does_not_send_on_to_another() {
        places.put("/a", "http://10.255.255.1/");

        assertThatThrownBy(() -> HttpCall.get(URI.create(here(server, "/a"))).answer())
                .isInstanceOf(PrivatePlaceException.class)
                .hasMessage("it leads to '10.255.255.1', on this machine or in a private network");
    }

    @Test
    void a_person_may_allow_it() throws Exception {
        places.put("http://data.example/x", here(server, "/y"));

        assertThat(body(elsewhere("http://data.example/x").allowPrivate())).isEqualTo("200 here");
        // The password of the proxy is for the proxy alone.
        assertThat(asked.get(1)).startsWith("127.0.0.1:").endsWith(" null null");
    }

    @Test
    void a_name_that_leads_to_this_machine_is_no_better() {
        assertThatThrownBy(() -> HttpCall.get(URI.create("http://data.example/x"))
                        .namedByStranger()
                        .resolving(host -> InetAddress.getAllByName("127.0.0.1"))
                        .answer())
                .isInstanceOf(PrivatePlaceException.class);
    }

    /** The name is asked for once: who answers otherwise the second time is not asked. The address is one of documentation. */
    @Test
    void the_address_that_was_judged_is_the_one_that_is_connected_to() {
        List<String> lookups = new CopyOnWriteArrayList<>();

        assertThatThrownBy(() -> HttpCall.get(URI.create("http://localhost.example:1/x"))
                        .namedByStranger()
                        .within(java.time.Duration.ofMillis(500))
                        .resolving(host -> {
                            lookups.add(host);
                            return new InetAddress[] {InetAddress.getByName("192.0.2.1")};
                        })
                        .answer())
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(UnknownHostException.class);
        assertThat(lookups).containsExactly("localhost.example");
    }

    @Test
    void a_redirect_in_a_circle_ends() throws Exception {
        places.put("/a", "/a");

        assertThat(body(HttpCall.get(URI.create(here(server, "/a"))))).isEqualTo("302 ");
        assertThat(asked).hasSize(6);
        assertThat(unfollowed("/a")).isEqualTo("it redirects to '%s', in a circle".formatted(here(server, "/a")));
    }

    @Test
    void a_redirect_that_is_not_followed_is_told_without_secrets() throws Exception {
        for (int i = 0; i < 7; i++) {
            places.put("/" + i, "/" + (i + 1));
        }
        places.put("/file", "file:///etc/passwd?token=secret");
        places.put("/no", ":");
        places.put("/key", "ftp://user:word@data.example/announce/0123456789abcdef0123456789abcdef?x=y");

        assertThat(unfollowed("/0")).isEqualTo("it redirects to '%s', after 5 others".formatted(here(server, "/6")));
        assertThat(unfollowed("/file"))
                .isEqualTo("it redirects to 'file:///etc/passwd', which is no address of http or https");
        assertThat(unfollowed("/no")).isEqualTo("it redirects to ':', which is no address of http or https");
        assertThat(unfollowed("/key")).doesNotContain("0123456789abcdef", "word", "x=y");
        places.put("/on", "http://data.example/");
        try (HttpAnswer answer = HttpCall.get(URI.create(here(server, "/on")))
                .redirectedOnlyTo(to -> false)
                .answer()) {
            assertThat(answer.refusal())
                    .isEqualTo(
                            "the server answered 302: it redirects to 'http://data.example/', which is beyond what is"
                                    + " reached");
        }
    }

    private String unfollowed(String path) throws Exception {
        try (HttpAnswer answer = HttpCall.get(URI.create(here(server, path))).answer()) {
            return answer.unfollowed().orElseThrow();
        }
    }
}
