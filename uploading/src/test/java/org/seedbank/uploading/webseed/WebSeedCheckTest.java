package org.seedbank.uploading.webseed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.dataset.DatasetHasher;
import org.seedbank.integrity.dataset.DatasetScan;
import org.seedbank.integrity.dataset.PieceLength;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;
import org.seedbank.swarm.webseed.Asking;
import org.seedbank.uploading.UploadingException;

/** Looking at web servers that a torrent is to name. */
class WebSeedCheckTest {

    private static final int PIECE = 16 << 10;
    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]+)-([0-9]+)");

    @TempDir
    private Path temp;

    private Path served;
    private Metainfo torrent;
    private HttpServer server;
    private volatile boolean ranges = true;
    private volatile boolean compresses;
    private volatile boolean dripping;
    private final CountDownLatch over = new CountDownLatch(1);

    @BeforeEach
    void open() throws Exception {
        Path soil = temp.resolve("soil");
        Files.createDirectories(soil.resolve("deep"));
        Files.write(soil.resolve("depth.csv"), bytes(200_000));
        Files.write(soil.resolve("deep/50% #3.csv"), bytes(50_000));
        Files.write(soil.resolve("empty"), new byte[0]);
        served = temp.resolve("www");
        copy(soil, served.resolve("soil"));
        torrent = Metainfo.parse(DatasetHasher.hash(
                        DatasetScan.scan(soil, false), TorrentFormat.HYBRID, new PieceLength(PIECE), 1, Progress.NONE)
                .write(List.of(), List.of(), "a test", Optional.empty()));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Path target = to.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(each, target);
                }
            }
        }
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @AfterEach
    void close() {
        over.countDown();
        server.stop(0);
    }

    @Test
    void what_is_the_same_for_several_files_is_said_once() throws Exception {
        server.stop(0);

        assertThat(look(CheckDepth.SAMPLE).missing()).containsExactly("nobody answers at that address");
    }

    @Test
    void a_server_that_has_all_of_it_is_right() throws Exception {
        WebSeedFinding finding = look(CheckDepth.ALL);

        assertThat(finding.isRight()).isTrue();
        assertThat(finding.inParts()).isTrue();
        assertThat(finding.pieces()).isEqualTo((int) torrent.pieceCount());
        assertThat(finding.bytes()).isEqualTo(250_000);
    }

    @Test
    void a_sample_has_the_first_and_the_last_piece() throws Exception {
        change("soil/depth.csv", 199_999);

        assertThat(look(CheckDepth.SAMPLE).wrong())
                .containsExactly("bytes 196608 to 199999 of 'depth.csv' are not what was published");
        assertThat(look(CheckDepth.SAMPLE).pieces()).isEqualTo(11);
    }

    @Test
    void one_changed_byte_anywhere_is_found_when_all_is_read() throws Exception {
        change("soil/depth.csv", 100_000);

        WebSeedFinding finding = look(CheckDepth.ALL);

        assertThat(finding.wrong()).containsExactly("bytes 98304 to 114687 of 'depth.csv' are not what was published");
        assertThat(finding.pieces()).isEqualTo((int) torrent.pieceCount() - 1);
    }

    @Test
    void a_file_of_another_length_is_wrong() throws Exception {
        Files.write(served.resolve("soil/depth.csv"), bytes(199_999));

        assertThat(look(CheckDepth.SAMPLE).wrong())
                .containsExactly("it has 199999 bytes of 'depth.csv', of which 200000 were published");
    }

    @Test
    void a_file_that_is_not_there_yet_is_missing_and_not_wrong() throws Exception {
        Files.delete(served.resolve("soil/deep/50% #3.csv"));

        WebSeedFinding finding = look(CheckDepth.ALL);

        assertThat(finding.missing()).containsExactly("it answers 404 for 'deep/50% #3.csv'");
        assertThat(finding.wrong()).isEmpty();
    }

    @Test
    void a_server_that_is_not_there_is_told() throws Exception {
        server.stop(0);

        assertThat(look(CheckDepth.SAMPLE).missing()).contains("nobody answers at that address");
    }

    @Test
    void whole_files_are_told_and_looked_at_too() throws Exception {
        ranges = false;

        WebSeedFinding finding = look(CheckDepth.ALL);

        assertThat(finding.whole()).contains("it gives whole files alone, so each has to be read from its start");
        assertThat(finding.isRight()).isTrue();
        assertThat(finding.pieces()).isEqualTo((int) torrent.pieceCount());
    }

    @Test
    void a_server_that_compresses_is_told_as_such_and_looked_at_too() throws Exception {
        compresses = true;

        WebSeedFinding finding = look(CheckDepth.ALL);

        assertThat(finding.whole())
                .contains(
                        "it compresses what it sends, so each file has to be read from its start: turn compression off"
                                + " there");
        assertThat(finding.isRight()).isTrue();
    }

    @Test
    void of_several_the_first_with_other_bytes_is_refused() throws Exception {
        change("soil/depth.csv", 199_999);
        List<WebSeedFinding> found = new ArrayList<>();
        List<String> asked = new ArrayList<>();

        assertThatThrownBy(() -> new WebSeedCheck()
                        .require(
                                torrent,
                                List.of(url(), url() + "x/"),
                                CheckDepth.SAMPLE,
                                asked::add,
                                found::add,
                                bytes -> {}))
                .isInstanceOf(UploadingException.WrongWebSeed.class)
                .hasMessageContaining(
                        "has something else: bytes 196608 to 199999 of 'depth.csv' are not what was published");

        assertThat(found).hasSize(1);
        assertThat(asked).containsExactly(url());
    }

    @Test
    void nobody_is_asked_where_that_is_not_wanted() throws Exception {
        List<WebSeedFinding> found = new ArrayList<>();
        List<String> asked = new ArrayList<>();

        new WebSeedCheck().require(torrent, List.of(url()), CheckDepth.NONE, asked::add, found::add, bytes -> {});

        assertThat(found).isEmpty();
    }

    @Test
    void a_server_that_drips_is_told_to_be_too_slow_in_time() throws Exception {
        dripping = true;

        WebSeedFinding finding = new WebSeedCheck(
                        Asking.byPerson(), RandomGenerator.getDefault(), Duration.ofSeconds(1))
                .run(torrent, url(), CheckDepth.SAMPLE, bytes -> {});

        assertThat(finding.wrong()).isEmpty();
        assertThat(finding.missing())
                .singleElement()
                .asString()
                .matches("it is too slow to be checked: [0-9]+ bytes came within 1 s");
    }

    @Test
    void interruption_ends_it_while_a_server_drips() {
        dripping = true;
        Thread checking = Thread.currentThread();

        assertThatThrownBy(
                        () -> new WebSeedCheck().run(torrent, url(), CheckDepth.SAMPLE, bytes -> checking.interrupt()))
                .isInstanceOf(InterruptedException.class);
    }

    private void change(String path, int position) throws IOException {
        byte[] file = Files.readAllBytes(served.resolve(path));
        file[position] ^= 1;
        Files.write(served.resolve(path), file);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    private WebSeedFinding look(CheckDepth depth) throws InterruptedException {
        return new WebSeedCheck().run(torrent, url(), depth, bytes -> {});
    }

    private void serve(HttpExchange exchange) throws IOException {
        Path path = served.resolve(exchange.getRequestURI().getPath().substring(1));
        if (!Files.isRegularFile(path)) {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
            return;
        }
        byte[] file = Files.readAllBytes(path);
        Matcher range =
                RANGE.matcher(Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range"))
                        .orElse(""));
        if (compresses) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, 0);
            try (GZIPOutputStream zip = new GZIPOutputStream(exchange.getResponseBody())) {
                zip.write(file);
            }
            exchange.close();
            return;
        }
        if (!ranges || !range.matches()) {
            exchange.sendResponseHeaders(200, file.length);
            exchange.getResponseBody().write(file);
            exchange.close();
            return;
        }
        int first = Integer.parseInt(range.group(1));
        int end = Math.min(file.length, Integer.parseInt(range.group(2)) + 1);
        exchange.getResponseHeaders().set("Content-Range", "bytes %d-%d/%d".formatted(first, end - 1, file.length));
        exchange.sendResponseHeaders(206, end - first);
        if (dripping && end - first > 1) {
            exchange.getResponseBody().write(file, first, 1);
            exchange.getResponseBody().flush();
            awaitEnd();
        }
        exchange.getResponseBody().write(Arrays.copyOfRange(file, first, end));
        exchange.close();
    }

    private void awaitEnd() throws IOException {
        try {
            over.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
