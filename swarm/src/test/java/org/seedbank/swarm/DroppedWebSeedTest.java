package org.seedbank.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.dataset.DatasetHasher;
import org.seedbank.integrity.dataset.DatasetScan;
import org.seedbank.integrity.dataset.PieceLength;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;

/** A web server from which nothing comes any more in the middle of an answer, while the connection stays open. */
@Tag("thorough")
class DroppedWebSeedTest {

    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]+)-([0-9]+)");

    /** Pieces for all readers, and one alone, with which others help when it takes long. */
    private static final int SMALL = 16 << 10;

    private static final int WHOLE = 1 << 20;

    @TempDir
    private Path temp;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch over = new CountDownLatch(1);
    private final byte[] file = SwarmBench.bytes(1_000_000);
    private SwarmBench bench;
    private HttpServer server;
    private final AtomicInteger answers = new AtomicInteger();
    private volatile boolean cut = true;

    @BeforeEach
    void open() throws Exception {
        bench = new SwarmBench(temp);
        bench.write("www/soil/depth.csv", file);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    @AfterEach
    void close() {
        over.countDown();
        bench.close();
        server.stop(0);
        threads.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(ints = {SMALL, WHOLE})
    void is_told_while_it_is_waited_for_and_is_used_again_when_it_comes_back(int piece) throws Exception {
        Transfer transfer =
                bench.swarm("fetcher").fetch(torrent(piece), bench.path("copies/soil"), FetchPlan.everything());

        AtomicReference<Source> found = new AtomicReference<>();
        SwarmBench.await(() -> {
            found.set(webSeed(transfer));
            return found.get().state() == Source.State.FAILING;
        });
        Source silent = found.get();

        assertThat(silent.fault()).contains(Source.Fault.SILENT);
        assertThat(silent.word()).contains("it was asked, and nothing has come for 10 s");
        assertThat(silent.answered()).isPresent();
        cut = false;
        SwarmBench.land(transfer);
        assertThat(SwarmBench.content(bench.path("copies/soil"))).isEqualTo(SwarmBench.content(bench.path("www/soil")));
    }

    /** Half of what is asked for first, and then neither anything more nor an end. */
    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (cut && answers.getAndIncrement() > 0) {
                over.await();
                return;
            }
            Matcher range = RANGE.matcher(exchange.getRequestHeaders().getFirst("Range"));
            assertThat(range.matches()).isTrue();
            int first = Integer.parseInt(range.group(1));
            int length = Integer.parseInt(range.group(2)) + 1 - first;
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes %d-%d/%d".formatted(first, first + length - 1, file.length));
            exchange.sendResponseHeaders(206, length);
            int sent = cut ? length / 2 : length;
            exchange.getResponseBody().write(file, first, sent);
            exchange.getResponseBody().flush();
            if (sent < length) {
                over.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Metainfo torrent(int piece) throws InterruptedException {
        String url = "http://127.0.0.1:%d/www/".formatted(server.getAddress().getPort());
        return Metainfo.parse(DatasetHasher.hash(
                        DatasetScan.scan(bench.path("www/soil"), false),
                        TorrentFormat.HYBRID,
                        new PieceLength(piece),
                        1,
                        Progress.NONE)
                .write(List.of(), List.of(url), "a test", Optional.empty()));
    }

    private static Source webSeed(Transfer transfer) {
        return transfer.sources().stream()
                .filter(each -> each.kind() == Source.Kind.WEB_SEED)
                .findFirst()
                .orElseThrow();
    }
}
