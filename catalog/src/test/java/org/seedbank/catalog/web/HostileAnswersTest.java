package org.seedbank.catalog.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.SampleDataset;
import org.seedbank.catalog.export.CatalogExport;
import org.seedbank.catalog.export.Look;
import org.seedbank.catalog.internal.calls.Patience;
import org.seedbank.catalog.internal.index.Content;
import org.seedbank.catalog.internal.index.GatheredItems;
import org.seedbank.catalog.internal.index.Item;
import org.seedbank.catalog.internal.index.Items;
import org.seedbank.catalog.names.Catalogs;
import org.seedbank.web.HttpAnswer;
import org.seedbank.web.HttpCall;
import org.seedbank.web.TooLongException;

/** What comes in place of an index. */
final class HostileAnswersTest {

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

    private List<Item> refresh() throws InterruptedException {
        GatheredItems found = Items.gathered();
        site.refresh(Optional.empty(), found, EAGER);
        return found.all();
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
    void a_web_page_is_no_index() {
        server.fail(FileServer.body("text/html; charset=utf-8", FileServer.ascii("<html>log in</html>")));

        fails("a web page came instead of 'catalog.json'");
    }

    @Test
    void half_an_index_is_none() {
        server.fail(FileServer.body("application/json", FileServer.ascii("{\"format\":\"seedbank-catalog\",")));

        fails("its 'catalog.json' ends too early");
    }

    @Test
    void damaged_compression_is_no_index() throws Exception {
        server.fail(FileServer.gzipped(Arrays.copyOf(FileServer.gzip(index(" ".repeat(100))), 15)));

        fails("what came is damaged: it cannot be uncompressed");
    }

    @Test
    void a_small_body_that_becomes_a_huge_one_is_given_up_early() throws Exception {
        server.fail(FileServer.gzipped(FileServer.gzip(index(" ".repeat(5_000_000)))));

        fails("its 'catalog.json' goes on for more than 4194304 characters without a new entry");
    }

    @Test
    void a_body_has_a_limit_behind_its_compression() throws Exception {
        server.fail(FileServer.gzipped(FileServer.gzip(new byte[1_001])), FileServer.body("x/y", new byte[1_000]));

        assertThatThrownBy(() -> bodyWithin(1_000))
                .isInstanceOf(TooLongException.class)
                .hasMessage("more than 1000 bytes");
        assertThat(bodyWithin(1_000)).hasSize(1_000);
    }

    private byte[] bodyWithin(int limit) throws IOException, InterruptedException {
        try (HttpAnswer answer = HttpCall.get(site.uri()).atMost(limit).answer()) {
            return answer.bytes();
        }
    }

    @Test
    void broken_entries_spoil_no_other() throws Exception {
        String good = Files.readString(folder.resolve("web/catalog.json"))
                .lines()
                .skip(1)
                .findFirst()
                .orElseThrow();
        String draft = good.replaceFirst("\"published\":\"[^\"]*\",", "");
        String[] entries = {"{}", good, "17", draft, good, "[".repeat(40) + "]".repeat(40)};
        server.fail(FileServer.body("application/json", index(String.join(",", entries))));

        assertThat(refresh())
                .extracting(HostileAnswersTest::told)
                .containsExactlyInAnyOrder(
                        "entry 1: entry 1 of catalog.json: field 'schema' is missing",
                        "%s: %s.torrent".formatted(SOIL.digest(), SOIL.digest()),
                        "entry 3: entry 3 of catalog.json: it is not a JSON object",
                        "entry 4: entry 4 of catalog.json: field 'published' is missing",
                        "entry 5: %s.torrent".formatted(SOIL.digest()),
                        "entry 6: entry 6 of catalog.json: its JSON is nested more than 32 deep at line 1 column 34");
    }

    private static String told(Item item) {
        String reason = item.content() instanceof Content.Broken broken ? ": " + broken.reason() : "";
        return item.id() + ": " + item.name() + reason;
    }
}
