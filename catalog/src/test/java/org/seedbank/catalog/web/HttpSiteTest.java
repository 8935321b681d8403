package org.seedbank.catalog.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
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
import org.seedbank.catalog.internal.calls.Judgement;
import org.seedbank.catalog.internal.calls.Patience;
import org.seedbank.catalog.internal.index.GatheredItems;
import org.seedbank.catalog.internal.index.Item;
import org.seedbank.catalog.internal.index.Items;
import org.seedbank.catalog.internal.index.Refreshed;
import org.seedbank.catalog.internal.index.Snapshot;
import org.seedbank.catalog.names.Catalogs;

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
        CatalogExport.run(source, folder.resolve("web"), (done, total, entry) -> {});
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

        fails("its server sends on to a place that is not followed (HTTP 301)");
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
                .hasMessageEndingWith("no whole answer came in time");
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
