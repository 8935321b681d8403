package org.seedbank.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seedbank.web.proxy.ProxyAddress;
import org.seedbank.web.proxy.ProxyChoice;
import org.seedbank.web.proxy.ProxyGateway;

/** Requests through a SOCKS5 proxy (RFC 1928, 1929), and proxies that are none, want a password, or end in the middle. */
@Timeout(60)
final class SocksTest {

    private HttpServer web;
    private ServerSocket listening;
    private ExecutorService threads;
    /** What was asked of the proxy, by any of its threads. */
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();

    /** What a proxy does with one connection. */
    private interface Behaviour {
        void serve(Socket client, DataInputStream in, OutputStream out) throws IOException;
    }

    @BeforeEach
    void open() throws IOException {
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/", exchange -> {
            byte[] answer = "%s %s %s"
                    .formatted(
                            exchange.getRequestHeaders().getFirst("Host"),
                            exchange.getRequestURI(),
                            exchange.getRequestHeaders().getFirst("Proxy-Authorization"))
                    .getBytes(US_ASCII);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        web.start();
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads = Executors.newCachedThreadPool();
    }

    @AfterEach
    void close() throws IOException {
        web.stop(0);
        listening.close();
        threads.shutdownNow();
    }

    private void proxy(Behaviour behaviour) {
        threads.execute(() -> {
            while (!listening.isClosed()) {
                try {
                    Socket client = listening.accept();
                    threads.execute(() -> {
                        try (client) {
                            behaviour.serve(
                                    client, new DataInputStream(client.getInputStream()), client.getOutputStream());
                        } catch (IOException e) {
                            asked.add("broken");
                        }
                    });
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    private Proxies through(String before) {
        ProxyAddress address = ProxyAddress.parse(before + "127.0.0.1:" + listening.getLocalPort());
        return Proxies.of(Map.of(), () -> new ProxyChoice(ProxyChoice.Kind.NAMED, Optional.of(address)));
    }

    /** Lets one user in, and leads whatever is asked for to the test's own web server. */
    private void honest(Socket client, DataInputStream in, OutputStream out) throws IOException {
        in.readUnsignedByte();
        byte[] methods = in.readNBytes(in.readUnsignedByte());
        out.write(new byte[] {5, (byte) (methods.length == 2 ? 2 : 0)});
        if (methods.length == 2) {
            in.readUnsignedByte();
            String login = new String(in.readNBytes(in.readUnsignedByte()), US_ASCII) + ":"
                    + new String(in.readNBytes(in.readUnsignedByte()), US_ASCII);
            out.write(new byte[] {1, (byte) (login.equals("anna:a b") ? 0 : 1)});
        }
        in.readNBytes(3);
        int form = in.readUnsignedByte();
        String host = form == 3
                ? new String(in.readNBytes(in.readUnsignedByte()), US_ASCII)
                : InetAddress.getByAddress(in.readNBytes(4)).getHostAddress();
        asked.add(host + ":" + in.readUnsignedShort());
        if (host.startsWith("closed") || host.startsWith("unknown")) {
            out.write(new byte[] {5, (byte) (host.startsWith("closed") ? 5 : 4), 0, 1, 0, 0, 0, 0, 0, 0});
            return;
        }
        try (Socket server =
                new Socket(InetAddress.getLoopbackAddress(), web.getAddress().getPort())) {
            out.write(new byte[] {5, 0, 0, 1, 0, 0, 0, 0, 0, 0});
            threads.execute(() -> {
                try {
                    in.transferTo(server.getOutputStream());
                } catch (IOException e) {
                    asked.add("ended");
                }
            });
            server.getInputStream().transferTo(out);
        }
    }

    private static String text(HttpCall call) throws Exception {
        try (HttpAnswer answer = call.answer()) {
            return new String(answer.bytes(), US_ASCII);
        }
    }

    @Test
    void the_proxy_is_told_the_name_and_the_host_the_request_alone() throws Exception {
        proxy(this::honest);
        Proxies proxies = through("socks5h://anna:a%20b@");

        assertThat(text(HttpCall.get(URI.create("http://data.example/x?y=1"), proxies)))
                .isEqualTo("data.example /x?y=1 null");
        assertThat(text(HttpCall.get(URI.create("http://data.example:8080"), proxies)
                        .namedByStranger()))
                .isEqualTo("data.example:8080 / null");
        assertThat(asked)
                .filteredOn(each -> each.contains(":"))
                .containsExactly("data.example:80", "data.example:8080");
        String here = "http://127.0.0.1:" + web.getAddress().getPort() + "/here";
        assertThat(text(HttpCall.get(URI.create(here), proxies))).endsWith(" /here null");
        assertThat(asked)
                .filteredOn(each -> each.contains(":"))
                .containsExactly("data.example:80", "data.example:8080");
    }

    @Test
    void a_host_that_takes_no_connections_is_not_the_proxys_fault() {
        proxy(this::honest);
        assertThatThrownBy(() ->
                        text(HttpCall.get(URI.create("http://closed.example/"), through("socks5h://anna:a%20b@"))))
                .isInstanceOfSatisfying(
                        IOException.class, e -> assertThat(HttpTrouble.of(e)).isEqualTo(HttpTrouble.NO_SERVER));
        assertThatThrownBy(() ->
                        text(HttpCall.get(URI.create("https://closed.example/"), through("socks5h://anna:a%20b@"))))
                .isInstanceOfSatisfying(
                        IOException.class, e -> assertThat(HttpTrouble.of(e)).isEqualTo(HttpTrouble.NO_SERVER));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            closed.example  | nobody answers at that address
            unknown.example | the proxy does not reach it, or does not know its name
            """)
    void a_host_that_the_proxy_does_not_reach_is_told_with_the_proxy(String host, String why) {
        proxy(this::honest);
        for (String scheme : new String[] {"http", "https"}) {
            URI uri = URI.create(scheme + "://" + host + "/");
            assertThatThrownBy(() -> text(HttpCall.get(uri, through("socks5h://anna:a%20b@"))))
                    .isInstanceOfSatisfying(IOException.class, e -> assertThat(HttpTrouble.reason(e))
                            .isEqualTo(
                                    "%s; it was asked through the proxy '127.0.0.1:%d', which is set for the node",
                                    why, listening.getLocalPort()));
        }
    }

    @Test
    void what_is_wrong_with_a_proxy_is_told_without_its_password() {
        proxy((client, in, out) -> {
            in.readNBytes(3);
            out.write(new byte[] {5, (byte) 0xff});
        });
        assertTrouble("socks5h://", "asks for a user and a password");
        assertTrouble("socks5h://anna:word@", "takes no user with a password");
    }

    @Test
    void a_wrong_password_is_refused() {
        proxy(this::honest);
        assertTrouble("socks5h://anna:word@", "refuses the user or the password");
    }

    @Test
    void a_web_server_is_no_proxy() {
        proxy((client, in, out) -> out.write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII)));
        assertTrouble("socks5h://", "is no SOCKS5 proxy by what it answers");
    }

    @Test
    void one_that_ends_in_the_middle_is_told() {
        proxy((client, in, out) -> in.readNBytes(3));
        assertTrouble("socks5h://", "ends the connection before it says anything");
    }

    @Test
    void one_that_is_not_there_is_told() throws Exception {
        listening.close();
        assertTrouble("socks5h://", "does not answer");
        ProxyAddress unknown = ProxyAddress.parse("socks5h://no-such-host.invalid:1080");
        assertThatThrownBy(() -> text(HttpCall.get(URI.create("http://data.example/"), named(unknown))))
                .hasMessage(
                        "the proxy 'no-such-host.invalid:1080', which is set for the node, is at a host that nobody knows");
    }

    @Test
    void the_program_itself_is_no_proxy_for_itself() {
        int own =
                ProxyGateway.to(ProxyAddress.parse("socks5h://192.0.2.1:1080")).port();
        ProxyAddress loop = ProxyAddress.parse("socks5h://127.0.0.1:" + own);
        assertThatThrownBy(() -> text(HttpCall.get(URI.create("http://data.example/"), named(loop))))
                .hasMessage("the proxy '%s', which is set for the node, is this program itself", loop.place());
    }

    @Test
    void nobody_else_may_use_the_gateway() throws Exception {
        proxy(this::honest);
        ProxyGateway gateway = ProxyGateway.to(ProxyAddress.parse("socks5h://127.0.0.1:" + listening.getLocalPort()));
        try (Socket stranger = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            stranger.getOutputStream().write(new byte[] {5, 1, 0});
            DataInputStream in = new DataInputStream(stranger.getInputStream());
            assertThat(in.readNBytes(2)).containsExactly(5, 2);
            stranger.getOutputStream().write(new byte[] {1, 1, 'x', 1, 'y'});
            assertThat(in.readAllBytes()).containsExactly(1, 1);
        }
        try (Socket stranger = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            stranger.getOutputStream().write("GET http://data.example/ HTTP/1.1\r\n\r\n".getBytes(US_ASCII));
            assertThat(new String(stranger.getInputStream().readAllBytes(), US_ASCII))
                    .startsWith("HTTP/1.1 407 ");
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void addresses_are_read_and_shown_without_a_password() {
        ProxyAddress proxy = ProxyAddress.parse("socks5h://a%40b:p%3Aw+@[::1]:9050/");
        assertThat(proxy).hasToString("socks5h://a%40b@[::1]:9050");
        assertThat(ProxyAddress.parse(proxy.withPassword())).isEqualTo(proxy);
        assertThat(proxy.password()).contains("p:w+");
        assertThat(ProxyAddress.parse("proxy.example")).hasToString("http://proxy.example:80");
        assertThat(ProxyAddress.parse("socks5://proxy.example").place().port()).isEqualTo(1080);
    }

    private static Proxies named(ProxyAddress proxy) {
        return Proxies.of(Map.of(), () -> new ProxyChoice(ProxyChoice.Kind.NAMED, Optional.of(proxy)));
    }

    private void assertTrouble(String before, String words) {
        for (String scheme : new String[] {"http", "https"}) {
            assertThatThrownBy(() -> text(HttpCall.get(URI.create(scheme + "://data.example/"), through(before))))
                    .isInstanceOfSatisfying(IOException.class, e -> assertThat(HttpTrouble.of(e))
                            .isEqualTo(HttpTrouble.BAD_PROXY))
                    .hasMessage(
                            "the proxy '127.0.0.1:%d', which is set for the node, %s", listening.getLocalPort(), words);
        }
    }
}
