package org.seedbank.catalog.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.SampleDataset;
import org.seedbank.catalog.export.CatalogExport;
import org.seedbank.catalog.export.Look;
import org.seedbank.catalog.internal.calls.Judgement;
import org.seedbank.catalog.internal.calls.Patience;
import org.seedbank.catalog.internal.index.GatheredItems;
import org.seedbank.catalog.internal.index.Item;
import org.seedbank.catalog.internal.index.Items;
import org.seedbank.catalog.internal.index.Refreshed;
import org.seedbank.catalog.internal.index.Snapshot;
import org.seedbank.catalog.names.Catalogs;
import org.seedbank.web.HttpCall;
import org.seedbank.web.proxy.ProxyChoice;

/** How a server is asked, and when again. */
final class HttpSiteTest {

    private static final Patience EAGER =
            new Patience(3, Duration.ofSeconds(30), Duration.ofMillis(1), Duration.ofMillis(5));

    private static final SampleDataset SOIL = SampleDataset.number(1);

    @TempDir
    Path folder;

    private final List<String> tries = new CopyOnWriteArrayList<>();
    private FileServer server;
    private HttpSite site;

    @BeforeEach
    void start() throws Exception {
        var source = Catalogs.in(folder.resolve("source"));
        source.post(SOIL.draft(), SOIL.metainfo());
        CatalogExport.run(source, Look.PLAIN, folder.resolve("web"), (done, total, entry) -> {});
        server = new FileServer(folder);
        site = new HttpSite(URI.create(server.url("/web/")), tries::add, Clock.systemUTC());
    }

    @AfterEach
    void stop() throws InterruptedException {
        server.close();
    }

    private byte[] exportedTorrent() throws IOException {
        return Files.readAllBytes(folder.resolve("web/" + SOIL.digest() + ".torrent"));
    }

    private List<Item> refresh() throws InterruptedException {
        return refresh(Optional.empty());
    }

    private List<Item> refresh(Optional<Snapshot> known) throws InterruptedException {
        GatheredItems found = Items.gathered();
        site.refresh(known, found, EAGER);
        return found.all();
    }

    /** What the site says of the version of its index. */
    private Snapshot first() throws InterruptedException {
        return Items.snapshot(
                site.refresh(Optional.empty(), Items.gathered(), EAGER).cursors());
    }

    private boolean isSame(Snapshot known) throws InterruptedException {
        GatheredItems found = Items.gathered();
        return site.refresh(Optional.of(known), found, EAGER) instanceof Refreshed.Changed changed
                && found.size() == 0
                && changed.cursors().equals(known.cursors())
                && changed.removed().isEmpty();
    }

    private void fails(String reason) {
        assertThatThrownBy(this::refresh)
                .isInstanceOf(CatalogException.Unreachable.class)
                .hasMessage("cannot read catalog '%s': %s".formatted(site.uri(), reason));
    }

    private static byte[] index(String entries) {
        return "{\"format\":\"seedbank-catalog\",\"schema\":1,\"entries\":[%s]}"
                .formatted(entries)
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void what_has_not_changed_is_not_sent_again() throws Exception {
        Snapshot first = first();

        assertThat(isSame(first)).isTrue();
        assertThat(server.answers()).containsExactly("/web/catalog.json 200", "/web/catalog.json 304");
    }

    @Test
    void what_has_changed_is_read_anew() throws Exception {
        Snapshot first = first();
        Files.write(folder.resolve("web/catalog.json"), index(""));

        assertThat(refresh(Optional.of(first))).isEmpty();
        assertThat(server.answers()).containsExactly("/web/catalog.json 200", "/web/catalog.json 200");
    }

    @Test
    void a_server_that_knows_times_only_is_asked_by_time() throws Exception {
        String time = "Wed, 21 Oct 2015 07:28:00 GMT";
        byte[] index = Files.readAllBytes(folder.resolve("web/catalog.json"));
        String[] asked = new String[1];
        server.fail(
                exchange -> {
                    exchange.getResponseHeaders().set("Last-Modified", time);
                    exchange.sendResponseHeaders(200, index.length);
                    exchange.getResponseBody().write(index);
                },
                exchange -> {
                    asked[0] = exchange.getRequestHeaders().getFirst("If-Modified-Since");
                    exchange.sendResponseHeaders(304, -1);
                });

        Snapshot first = first();

        assertThat(isSame(first)).isTrue();
        assertThat(first.cursors()).isEqualTo(Map.of("Last-Modified", time));
        assertThat(asked[0]).isEqualTo(time);
    }

    @Test
    void a_busy_server_is_asked_again() throws Exception {
        server.fail(FileServer.status(503, "Retry-After", "0"), FileServer.status(429));

        assertThat(refresh()).hasSize(1);
        assertThat(tries).hasSize(3);
        assertThat(tries.get(0))
                .startsWith("GET catalog.json: try 1 of 3 failed")
                .endsWith(": its server is busy or out of order (HTTP 503); again in 0 ms");
    }

    @Test
    void a_server_that_stays_busy_fails_after_the_last_try() {
        server.fail(FileServer.status(500), FileServer.status(502), FileServer.status(504));

        fails("its server is busy or out of order (HTTP 504)");
    }

    @Test
    void a_server_that_wants_an_hours_rest_is_left_alone() {
        server.fail(FileServer.status(503, "Retry-After", "3600"));

        fails("its server is busy or out of order (HTTP 503)");
        assertThat(tries).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            401 | its server does not let everybody read it (HTTP 401)
            403 | its server does not let everybody read it (HTTP 403)
            404 | there is no catalog at this address (HTTP 404)
            410 | there is no catalog at this address (HTTP 410)
            304 | its server gave no file (HTTP 304)
            400 | its server gave no file (HTTP 400)
            204 | its server gave no file (HTTP 204)
            """)
    void other_answers_are_final(int status, String reason) {
        server.fail(FileServer.status(status));

        fails(reason);
        assertThat(server.answers()).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void a_redirect_is_followed() throws Exception {
        server.fail(FileServer.status(302, "Location", "/web/catalog.json"));

        assertThat(refresh()).hasSize(1);
    }

    @Test
    void a_redirect_to_another_kind_of_server_is_not_followed() {
        server.fail(FileServer.status(301, "Location", "ftp://127.0.0.1/"));

        fails("its server sends on to a place that is not followed (HTTP 301): it redirects to"
                + " 'ftp://127.0.0.1/', which is no address of http or https");
    }

    @Test
    void a_body_that_ends_too_early_is_asked_for_again() throws Exception {
        byte[] index = Files.readAllBytes(folder.resolve("web/catalog.json"));
        server.fail(FileServer.truncated(index));

        assertThat(refresh()).hasSize(1);
        assertThat(tries.get(0)).contains("the connection broke: ");
    }

    @Test
    void a_torrent_that_ends_too_early_is_asked_for_again() throws Exception {
        Item item = refresh().get(0);
        byte[] exported = exportedTorrent();
        server.fail(FileServer.truncated(exported));

        assertThat(site.torrent(item)).isEqualTo(exported);
    }

    @Test
    void a_body_that_drips_does_not_outlast_the_limit_of_a_try() {
        server.fail(server.dripping());
        Patience brief = new Patience(1, Duration.ofMillis(500), Duration.ofMillis(1), Duration.ofMillis(1));

        assertThatThrownBy(() -> site.refresh(Optional.empty(), Items.gathered(), brief))
                .isInstanceOf(CatalogException.Unreachable.class)
                .hasMessageEndingWith(": 'catalog.json' was waited for 1 s: no whole answer came within 1 s");
        assertThat(server.answers()).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void tries_of_a_server_that_says_nothing_have_one_deadline_together() throws Exception {
        Patience patience = new Patience(
                100, Duration.ofMillis(200), Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(300));
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            site = new HttpSite(
                    URI.create("http://127.0.0.1:%d/".formatted(silent.getLocalPort())), tries::add, Clock.systemUTC());

            assertThatThrownBy(() -> site.refresh(Optional.empty(), Items.gathered(), patience))
                    .isInstanceOf(CatalogException.Unreachable.class)
                    .hasMessageEndingWith(": 'catalog.json' was waited for 1 s: no answer came within 1 s");
        }
        assertThat(tries).hasSizeLessThanOrEqualTo(2);
        // On a busy machine the first try may have used up the time of both.
        assertThat(tries.get(0)).contains("try 1 of 2 failed");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            HTTP/1.1 200 OK~X-A: a\u0001b~~ | Invalid header value "X-A: a
            hello there~~ | Invalid status line
            SSH-2.0-OpenSSH_9~ | Invalid status line
            HTTP/1.1 200 OK~Content-Length: xx~~{} | a length in its header is no number
            HTTP/1.1 200 OK~Transfer-Encoding: chunked~~zz~{}~ | Illegal character in chunk size
            """)
    void what_is_no_http_is_not_asked_for_again(String answer, String reason) throws Exception {
        try (RawServer raw = new RawServer(answer.replace("~", "\r\n").replace("\\u0001", "\u0001"))) {
            site = new HttpSite(URI.create(raw.url()), tries::add, Clock.systemUTC());

            assertThatThrownBy(this::refresh)
                    .isInstanceOf(CatalogException.Unreachable.class)
                    .hasMessageContaining("the answer is no valid HTTP: " + reason);
        }
        assertThat(tries).hasSize(1);
    }

    @Test
    void an_answer_that_is_always_cut_is_asked_for_three_times() throws Exception {
        Patience seven = new Patience(7, Duration.ofSeconds(30), Duration.ofMillis(1), Duration.ofMillis(5));
        try (RawServer raw = new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{")) {
            site = new HttpSite(URI.create(raw.url()), tries::add, Clock.systemUTC());

            assertThatThrownBy(() -> site.refresh(Optional.empty(), Items.gathered(), seven))
                    .isInstanceOf(CatalogException.Unreachable.class)
                    .hasMessageContaining("the connection broke: ");
        }
        assertThat(tries).hasSize(3);
    }

    /** Answers everybody with the same bytes, then hangs up. */
    private static final class RawServer implements AutoCloseable {

        private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final Thread thread = new Thread(this::serve, "raw-server");
        private final byte[] answer;

        RawServer(String answer) throws IOException {
            this.answer = answer.getBytes(StandardCharsets.ISO_8859_1);
            thread.start();
        }

        String url() {
            return "http://127.0.0.1:%d/".formatted(listening.getLocalPort());
        }

        private void serve() {
            while (!listening.isClosed()) {
                try (Socket client = listening.accept()) {
                    client.setSoTimeout(10_000);
                    client.getInputStream().read(new byte[4096]);
                    client.getOutputStream().write(answer);
                } catch (IOException e) {
                    assertThat(e)
                            .as("the client has gone, or the server is closed")
                            .isNotNull();
                }
            }
        }

        @Override
        public void close() throws IOException, InterruptedException {
            listening.close();
            thread.join(20_000);
        }
    }

    @Test
    void a_server_that_is_not_there_is_not_waited_for() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        site = new HttpSite(URI.create("http://127.0.0.1:" + port + "/"), tries::add, Clock.systemUTC());

        fails("nobody answers at that address");
        assertThat(tries).hasSize(1);
    }

    /** What a proxy answers itself looks like the server's answer. */
    @Test
    void a_refusal_that_came_through_a_proxy_names_the_proxy_too() throws Exception {
        HttpServer proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.createContext("/", exchange -> {
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        });
        proxy.start();
        String place = "127.0.0.1:" + proxy.getAddress().getPort();
        HttpCall.useProxies(() -> ProxyChoice.parse("http://" + place));
        try {
            site = new HttpSite(URI.create("http://data.example.org/"), tries::add, Clock.systemUTC());
            assertThatThrownBy(this::refresh)
                    .hasMessage(
                            "cannot read catalog 'http://data.example.org/': its server does not let everybody read it"
                                    + " (HTTP 401); it was asked through the proxy '%s', which is set for the node",
                            place)
                    .isInstanceOfSatisfying(
                            CatalogException.class,
                            e -> assertThat(e.remedy()).asString().contains("the proxy's own answer"));
            proxy.stop(0);
            assertThatThrownBy(this::refresh)
                    .hasMessage(
                            "cannot read catalog 'http://data.example.org/': the proxy '%s', which is set for the node,"
                                    + " does not answer",
                            place)
                    .isInstanceOfSatisfying(
                            CatalogException.class,
                            e -> assertThat(e.remedy()).asString().contains("set another for the node"));
        } finally {
            HttpCall.useProxies(() -> ProxyChoice.ENVIRONMENT);
            proxy.stop(0);
        }
    }

    @Test
    void a_host_that_is_not_there_is_named() {
        IOException unknown = new ConnectException();
        unknown.initCause(new UnresolvedAddressException());

        Judgement judged = new HttpJudge(URI.create("http://nowhere.invalid/"), Clock.systemUTC()).of(unknown);

        assertThat(judged.again()).isFalse();
        assertThat(judged.failure())
                .hasMessage("cannot read catalog 'http://nowhere.invalid/':" + " there is no such host, or no network");
    }
}
