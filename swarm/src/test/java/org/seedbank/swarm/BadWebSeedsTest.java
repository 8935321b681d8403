package org.seedbank.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.bencode.BencodeWriter;
import org.seedbank.integrity.dataset.DatasetHasher;
import org.seedbank.integrity.dataset.DatasetScan;
import org.seedbank.integrity.dataset.PieceLength;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;
import org.seedbank.swarm.network.Encryption;
import org.seedbank.web.proxy.ProxyAddress;

/** Web servers with faults: what is right there is fetched, what is not is left out, and both are told. */
class BadWebSeedsTest {

    private static final int PIECE = 16 << 10;
    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]+)-([0-9]+)");

    @TempDir
    private Path temp;

    private SwarmBench bench;
    private HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicLong sent = new AtomicLong();
    private volatile Handler handler = this::right;

    /** Answers a request for a part of a file. */
    private interface Handler {
        void answer(HttpExchange exchange, byte[] file, int first, int end) throws IOException;
    }

    @BeforeEach
    void open() throws Exception {
        bench = new SwarmBench(temp);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
        bench.write("www/soil/depth.csv", SwarmBench.bytes(400_000));
        bench.write("www/soil/deep/ph.csv", SwarmBench.bytes(90_000));
        bench.write("www/soil/tiny", SwarmBench.bytes(10));
    }

    @AfterEach
    void close() {
        bench.close();
        server.stop(0);
        threads.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource(TorrentFormat.class)
    void one_changed_byte_costs_its_piece_alone_and_is_told(TorrentFormat format) throws Exception {
        Metainfo torrent = torrent(format);
        byte[] changed = SwarmBench.bytes(400_000);
        changed[100_000] ^= 1;
        bench.write("www/soil/depth.csv", changed);

        Transfer transfer = fetch(torrent);

        long all = transfer.status().bytesWanted();
        await(transfer, status -> status.bytesDone() == all - PIECE);
        SwarmBench.await(() -> webSeed(transfer).word().isPresent());
        Source source = webSeed(transfer);
        assertThat(source.state()).isEqualTo(Source.State.WORKING);
        assertThat(source.word().orElseThrow()).matches("bytes \\d+ to \\d+ of 'depth.csv' are not what was published");
        assertThat(source.fault()).contains(Source.Fault.WRONG_BYTES);
        assertThat(transfer.status().traffic().banned()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_its_owner_has_mended_is_asked_for_at_once_when_somebody_says_so_or_names_it_again(boolean says)
            throws Exception {
        Metainfo torrent = torrent(TorrentFormat.HYBRID);
        byte[] changed = SwarmBench.bytes(400_000);
        changed[100_000] ^= 1;
        bench.write("www/soil/depth.csv", changed);
        Transfer transfer = fetch(torrent);
        SwarmBench.await(() -> webSeed(transfer).next().isPresent());

        bench.write("www/soil/depth.csv", SwarmBench.bytes(400_000));
        if (says) {
            transfer.callPeers();
        } else {
            transfer.replaceUrls(torrent);
        }

        lands(transfer);
    }

    @Test
    void a_file_that_is_not_there_costs_its_pieces_alone() throws Exception {
        Metainfo torrent = torrent(TorrentFormat.HYBRID);
        Files.delete(bench.path("www/soil/deep/ph.csv"));

        Transfer transfer = fetch(torrent);

        await(transfer, status -> status.bytesDone() == 400_010);
        SwarmBench.await(() -> webSeed(transfer).word().isPresent());
        assertThat(webSeed(transfer).word().orElseThrow()).startsWith("it answers 404 for 'deep/ph.csv'; 6 of ");
        assertThat(webSeed(transfer).fault()).contains(Source.Fault.REFUSED);
    }

    @Test
    void what_one_server_has_wrong_comes_from_the_next() throws Exception {
        byte[] changed = SwarmBench.bytes(400_000);
        changed[100_000] ^= 1;
        bench.write("other/soil/depth.csv", changed);
        bench.write("other/soil/tiny", SwarmBench.bytes(10));

        Transfer transfer = fetch(torrent(TorrentFormat.V1, url("other/"), url("www/")));

        lands(transfer);
    }

    @Test
    void an_answer_that_breaks_off_goes_on_where_it_broke() throws Exception {
        handler = (exchange, file, first, end) -> {
            begin(exchange, file, first, end);
            write(exchange, Arrays.copyOfRange(file, first, Math.min(end, first + 30_000)));
        };

        Transfer transfer = fetch(torrent(TorrentFormat.HYBRID));

        lands(transfer);
        assertThat(sent.get()).isEqualTo(490_010L);
    }

    @ParameterizedTest
    @EnumSource(TorrentFormat.class)
    void a_piece_that_comes_after_all_others_is_read_once(TorrentFormat format) throws Exception {
        CompletableFuture<Void> others = new CompletableFuture<>();
        handler = (exchange, file, first, end) -> {
            boolean begun = requests.get() > 1; // Where to begin is chance, and who begins there waits alone at first.
            if (file.length == 10 && begun) {
                others.join();
            }
            right(exchange, file, first, end);
        };

        Transfer transfer = fetch(torrent(format));
        long all = transfer.status().bytesWanted();
        await(transfer, status -> status.bytesDone() >= all - PIECE);
        others.complete(null);

        lands(transfer);
        assertThat(sent.get()).isEqualTo(490_010L);
    }

    @Test
    void a_file_of_another_length_is_told_with_both() throws Exception {
        handler = (exchange, file, first, end) -> {
            exchange.sendResponseHeaders(200, file.length + 5);
            write(exchange, file, new byte[5]);
        };

        Transfer transfer = fetch(torrent(TorrentFormat.HYBRID));

        awaitWord(transfer, ", of which ");
        assertThat(webSeed(transfer).word().orElseThrow())
                .matches("it has (400005|90005|15) bytes of '[a-z./]+', of which (400000|90000|10) were published.*");
        assertThat(transfer.status().bytesDone()).isZero();
    }

    @Test
    void a_length_that_is_longer_than_what_comes_is_no_more_than_an_answer_that_breaks_off() throws Exception {
        handler = (exchange, file, first, end) -> {
            exchange.getResponseHeaders().set("Content-Range", "bytes %d-%d/%d".formatted(first, end - 1, file.length));
            exchange.sendResponseHeaders(206, end - first + 1_000);
            write(exchange, Arrays.copyOfRange(file, first, end));
        };

        lands(fetch(torrent(TorrentFormat.HYBRID)));
    }

    @Test
    void what_comes_byte_by_byte_comes_from_another_server_meanwhile() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        handler = (exchange, file, first, end) -> {
            if (exchange.getRequestURI().getPath().startsWith("/slow/")) {
                begin(exchange, file, first, end);
                for (int at = first; at < end && !pause(over, 1); at++) {
                    exchange.getResponseBody().write(file[at]);
                    exchange.getResponseBody().flush();
                }
            } else {
                right(exchange, file, first, end);
            }
        };
        Files.createSymbolicLink(bench.path("slow"), bench.path("www"));
        try {
            lands(fetch(torrent(TorrentFormat.HYBRID, url("slow/"), url("www/"))));
        } finally {
            over.countDown();
        }
    }

    @Test
    @Tag("thorough")
    void a_server_that_sends_byte_by_byte_of_two_files_is_left() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        handler = (exchange, file, first, end) -> {
            begin(exchange, file, first, end);
            for (int at = first; at < end && !pause(over, 1); at++) {
                exchange.getResponseBody().write(file[at]);
                exchange.getResponseBody().flush();
            }
        };
        try {
            Transfer transfer = fetch(torrent(TorrentFormat.HYBRID));

            awaitWord(transfer, "less than 20480 bytes came in 20 s", 2);
            assertThat(webSeed(transfer).next()).isPresent();
        } finally {
            over.countDown();
        }
    }

    @Test
    @Tag("thorough")
    void a_file_that_hangs_keeps_no_other_waiting() throws Exception {
        Metainfo torrent = torrent(TorrentFormat.V2);
        CountDownLatch over = new CountDownLatch(1);
        CompletableFuture<byte[]> hanging = new CompletableFuture<>();
        handler = (exchange, file, first, end) -> {
            hanging.complete(file);
            if (Arrays.equals(hanging.join(), file)) {
                pause(over, 120);
            } else {
                right(exchange, file, first, end);
            }
        };
        try {
            Transfer transfer = fetch(torrent);
            long others = transfer.status().bytesWanted() - hanging.get(1, TimeUnit.MINUTES).length;

            await(transfer, status -> status.bytesDone() == others);
        } finally {
            over.countDown();
        }
    }

    /** A server's own slowness; true when it is over. */
    private static boolean pause(CountDownLatch over, int seconds) throws IOException {
        try {
            return over.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the server ends", e);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_server_with_tls_that_cannot_be_believed_or_hangs_in_the_handshake_is_told(boolean hangs) throws Exception {
        try (ServerSocket broken = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            threads.execute(() -> answerNoTls(broken, hangs));

            Transfer transfer = fetch(
                    torrent(TorrentFormat.HYBRID, "https://127.0.0.1:" + broken.getLocalPort() + "/", url("www/")));

            lands(transfer);
            if (!hangs) {
                assertThat(webSeed(transfer).state()).isNotEqualTo(Source.State.WORKING);
            }
        }
    }

    private static void answerNoTls(ServerSocket broken, boolean hangs) {
        List<Socket> open = new ArrayList<>();
        try {
            while (true) {
                Socket socket = broken.accept();
                open.add(socket);
                if (!hangs) {
                    socket.getOutputStream()
                            .write("HTTP/1.1 400 no TLS here\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    socket.close();
                }
            }
        } catch (IOException e) {
            open.forEach(BadWebSeedsTest::quietly);
        }
    }

    private static void quietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            return; // The test is over.
        }
    }

    @Test
    void a_server_that_dies_in_the_middle_and_comes_back_is_used_again() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        handler = (exchange, file, first, end) -> {
            if (asked.incrementAndGet() != 2) {
                right(exchange, file, first, Math.min(end, first + 50_000));
            } else {
                throw new IOException("dead");
            }
        };

        lands(fetch(torrent(TorrentFormat.HYBRID)));
    }

    @Test
    void a_server_without_ranges_sends_each_file_once() throws Exception {
        handler = this::whole;

        lands(fetch(torrent(TorrentFormat.V1)));

        assertThat(sent.get()).isLessThan(3 * 490_010);
    }

    @Test
    void a_server_that_compresses_all_the_same_is_understood() throws Exception {
        handler = (exchange, file, first, end) -> {
            ByteArrayOutputStream zipped = new ByteArrayOutputStream();
            try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
                zip.write(file);
            }
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, 0);
            write(exchange, zipped.toByteArray());
        };

        lands(fetch(torrent(TorrentFormat.HYBRID)));
    }

    @Test
    void a_bomb_is_read_no_further_than_the_file_was_long() throws Exception {
        handler = (exchange, file, first, end) -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, 0);
            try (GZIPOutputStream zip = new GZIPOutputStream(exchange.getResponseBody())) {
                byte[] zeros = new byte[1 << 20];
                for (int i = 0; i < 10_000; i++) {
                    zip.write(zeros);
                }
            }
        };

        Transfer transfer = fetch(torrent(TorrentFormat.HYBRID));

        awaitWord(transfer, "are not what was published");
        assertThat(transfer.status().bytesDone()).isZero();
    }

    @Test
    void a_body_without_end_is_left_behind() throws Exception {
        handler = (exchange, file, first, end) -> {
            exchange.getResponseHeaders().set("Content-Range", "bytes %d-%d/%d".formatted(first, end - 1, file.length));
            exchange.sendResponseHeaders(206, 0);
            write(exchange, Arrays.copyOfRange(file, first, end), new byte[50 << 20]);
        };

        lands(fetch(torrent(TorrentFormat.HYBRID)));
    }

    @Test
    void another_part_than_was_asked_for_is_told() throws Exception {
        handler = (exchange, file, first, end) -> {
            exchange.getResponseHeaders().set("Content-Range", "bytes 1-%d/%d".formatted(end - first, file.length));
            exchange.sendResponseHeaders(206, end - first);
            write(exchange, new byte[end - first]);
        };

        awaitWord(fetch(torrent(TorrentFormat.HYBRID)), "it answers with another part of");
    }

    @Test
    void a_server_that_asks_to_be_left_alone_is_for_as_long() throws Exception {
        AtomicLong refused = new AtomicLong();
        CompletableFuture<Long> again = new CompletableFuture<>();
        handler = (exchange, file, first, end) -> {
            if (requests.get() <= 1) {
                refused.set(System.nanoTime());
                exchange.getResponseHeaders().set("Retry-After", "2");
                exchange.sendResponseHeaders(503, -1);
            } else {
                again.complete(System.nanoTime());
                right(exchange, file, first, end);
            }
        };

        lands(fetch(torrent(TorrentFormat.HYBRID)));

        assertThat(Duration.ofNanos(again.get(1, TimeUnit.MINUTES) - refused.get()))
                .isGreaterThan(Duration.ofMillis(1_900));
    }

    @Test
    void until_when_a_server_is_left_alone_is_told() throws Exception {
        handler = (exchange, file, first, end) -> {
            exchange.getResponseHeaders().set("Retry-After", "300");
            exchange.sendResponseHeaders(503, -1);
        };
        Transfer transfer = fetch(torrent(TorrentFormat.HYBRID));

        awaitWord(transfer, "it answers 503 for");

        assertThat(webSeed(transfer).next()).isPresent();
    }

    @Test
    void too_many_requests_makes_it_one_connection() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        handler = (exchange, file, first, end) -> {
            try {
                if (now.incrementAndGet() > 1) {
                    refused.incrementAndGet();
                    exchange.getResponseHeaders().set("Retry-After", "0");
                    exchange.sendResponseHeaders(429, -1);
                } else {
                    right(exchange, file, first, Math.min(end, first + PIECE));
                }
            } finally {
                now.decrementAndGet();
            }
        };

        lands(fetch(torrent(TorrentFormat.HYBRID)));
    }

    @Test
    void a_circle_of_redirects_ends_and_is_told() throws Exception {
        handler = (exchange, file, first, end) -> {
            exchange.getResponseHeaders()
                    .set("Location", exchange.getRequestURI().getRawPath());
            exchange.sendResponseHeaders(302, -1);
        };

        awaitWord(fetch(torrent(TorrentFormat.HYBRID)), "it answers 302 for");
    }

    @Test
    void a_redirect_is_asked_for_once_a_file() throws Exception {
        AtomicInteger redirected = new AtomicInteger();
        handler = (exchange, file, first, end) -> {
            if (exchange.getRequestURI().getPath().startsWith("/www/")) {
                redirected.incrementAndGet();
                exchange.getResponseHeaders()
                        .set("Location", exchange.getRequestURI().getRawPath().replace("/www/", "/moved/"));
                exchange.sendResponseHeaders(302, -1);
            } else {
                right(exchange, file, first, Math.min(end, first + PIECE));
            }
        };
        Metainfo torrent = torrent(TorrentFormat.HYBRID);
        Files.move(bench.path("www"), bench.path("moved"));
        Files.createDirectories(bench.path("www"));

        Transfer transfer = fetch(torrent);
        SwarmBench.land(transfer);

        assertThat(SwarmBench.content(bench.path("copies/soil")))
                .isEqualTo(SwarmBench.content(bench.path("moved/soil")));
        assertThat(redirected.get()).isLessThanOrEqualTo(3 * 4);
    }

    @Test
    void httpseeds_are_asked_for_pieces_by_number() throws Exception {
        Metainfo plain = torrent(TorrentFormat.V1);
        BencodeWriter written = new BencodeWriter().beginDict().key("httpseeds").beginList();
        written.text(url("seed.php?key=abc")).end();
        Metainfo torrent =
                Metainfo.parse(written.key("info").encoded(plain.info()).end().toByteArray());
        byte[] row = row(plain);
        server.createContext("/seed.php", exchange -> {
            Matcher asked = Pattern.compile("key=abc&info_hash=(%[0-9A-F]{2}){20}&piece=(\\d+)")
                    .matcher(exchange.getRequestURI().getRawQuery());
            if (!asked.matches()) {
                throw new IOException("not as BEP 17 asks");
            }
            if (requests.incrementAndGet() == 1) {
                byte[] wait = "1".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
                exchange.sendResponseHeaders(503, wait.length);
                write(exchange, wait);
                exchange.close();
                return;
            }
            int piece = Integer.parseInt(asked.group(2));
            byte[] part = Arrays.copyOfRange(row, piece * PIECE, Math.min(row.length, (piece + 1) * PIECE));
            exchange.sendResponseHeaders(200, part.length);
            write(exchange, part);
            exchange.close();
        });

        lands(fetch(torrent));
    }

    @Test
    void an_address_with_a_query_is_asked_with_it() throws Exception {
        server.createContext("/get", exchange -> {
            String query = exchange.getRequestURI().getQuery();
            answer(exchange, bench.path("www/" + query.replace("token=1&path=", "")));
        });

        lands(fetch(torrent(TorrentFormat.HYBRID, url("get?token=1&path="))));
    }

    @Test
    void the_limit_of_the_session_holds() throws Exception {
        Metainfo torrent = torrent(TorrentFormat.HYBRID);
        Swarm swarm = bench.swarm("fetcher");
        swarm.limit(SwarmLimits.rates(Optional.empty(), Optional.of(150_000L)));
        long start = System.nanoTime();

        lands(swarm.fetch(torrent, bench.path("copies/soil"), FetchPlan.everything()));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(2_500));
    }

    @Test
    void nothing_is_read_while_nothing_may_come() throws Exception {
        Swarm swarm = bench.swarm("fetcher");
        swarm.limit(SwarmLimits.rates(Optional.empty(), Optional.of(0L)));
        Transfer transfer =
                swarm.fetch(torrent(TorrentFormat.HYBRID), bench.path("copies/soil"), FetchPlan.everything());
        await(transfer, status -> status.state() == TransferState.FETCHING);

        swarm.limit(SwarmLimits.NONE);

        lands(transfer);
    }

    @Test
    void a_fetch_that_was_ended_goes_on_without_what_it_had() throws Exception {
        Metainfo torrent = torrent(TorrentFormat.HYBRID);
        handler = (exchange, file, first, end) -> right(exchange, file, first, Math.min(end, first + PIECE));
        Swarm first = bench.swarm("fetcher");
        first.limit(SwarmLimits.rates(Optional.empty(), Optional.of(200_000L)));
        Transfer transfer = first.fetch(torrent, bench.path("copies/soil"), FetchPlan.everything());
        await(transfer, status -> status.bytesDone() > 200_000);
        transfer.close();
        first.close();
        sent.set(0);

        lands(bench.swarm("fetcher").fetch(torrent, bench.path("copies/soil"), FetchPlan.everything()));

        assertThat(sent.get()).isLessThan(300_000);
    }

    @ParameterizedTest
    @EnumSource(TorrentFormat.class)
    void a_session_that_takes_nothing_unencrypted_is_given_all_the_same(TorrentFormat format) throws Exception {
        SwarmSettings settings = bench.settings("fetcher");
        Swarm swarm = bench.open(settings.withNetworking(settings.networking().withEncryption(Encryption.REQUIRED)));

        lands(swarm.fetch(torrent(format), bench.path("copies/soil"), FetchPlan.everything()));
    }

    @ParameterizedTest
    @EnumSource(TorrentFormat.class)
    void a_session_whose_peers_are_reached_through_a_proxy_is_given_all_the_same(TorrentFormat format)
            throws Exception {
        lands(throughProxy().fetch(torrent(format), bench.path("copies/soil"), FetchPlan.everything()));

        assertThat(sent.get()).isEqualTo(490_010L);
    }

    /** Of v2 alone, libtorrent takes as many bytes of each piece but the last as pieces have, however short the file is. */
    @Test
    void short_files_with_long_pieces_are_given_without_a_connection() throws Exception {
        Metainfo torrent = torrent(TorrentFormat.V2, 4 << 20, url("www/"));

        lands(throughProxy().fetch(torrent, bench.path("copies/soil"), FetchPlan.everything()));
    }

    @ParameterizedTest
    @EnumSource(Encryption.class)
    void the_bridge_counts_as_no_peer(Encryption encryption) throws Exception {
        handler = (exchange, file, first, end) -> {
            if (first >= 200_000) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                right(exchange, file, first, Math.min(end, first + PIECE));
            }
        };

        SwarmSettings settings = bench.settings("fetcher");
        Swarm swarm = bench.open(settings.withNetworking(settings.networking().withEncryption(encryption)));
        Transfer transfer =
                swarm.fetch(torrent(TorrentFormat.HYBRID), bench.path("copies/soil"), FetchPlan.everything());

        await(transfer, status -> status.bytesDone() > 50_000);
        assertThat(transfer.status().peers()).isZero();
        assertThat(transfer.availability().knownPeers()).isZero();
    }

    private static byte[] row(Metainfo torrent) throws IOException {
        byte[] row = new byte[(int) torrent.rowLength()];
        for (var file : torrent.files()) {
            byte[] bytes =
                    file.path().text().equals("tiny") ? SwarmBench.bytes(10) : SwarmBench.bytes((int) file.length());
            System.arraycopy(bytes, 0, row, (int) file.offset(), bytes.length);
        }
        return row;
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + path;
    }

    private Metainfo torrent(TorrentFormat format) throws InterruptedException {
        return torrent(format, url("www/"));
    }

    /** Such a session opens no port, and all of BitTorrent goes to a proxy that is not there. */
    private Swarm throughProxy() throws InterruptedException {
        return bench.open(SwarmSettings.open(SwarmFolders.under(bench.path("fetcher")), "0.1.0")
                .withListen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .withAllowPrivate(true)
                .withProxy(Optional.of(ProxyAddress.parse("http://127.0.0.1:9"))));
    }

    private Metainfo torrent(TorrentFormat format, String... urls) throws InterruptedException {
        return torrent(format, PIECE, urls);
    }

    private Metainfo torrent(TorrentFormat format, int piece, String... urls) throws InterruptedException {
        return Metainfo.parse(DatasetHasher.hash(
                        DatasetScan.scan(bench.path("www/soil"), false),
                        format,
                        new PieceLength(piece),
                        1,
                        Progress.NONE)
                .write(List.of(), List.of(urls), "a test", Optional.empty()));
    }

    private Transfer fetch(Metainfo torrent) throws InterruptedException {
        return bench.swarm("fetcher").fetch(torrent, bench.path("copies/soil"), FetchPlan.everything());
    }

    private void lands(Transfer transfer) throws Exception {
        SwarmBench.land(transfer);
        assertThat(SwarmBench.content(bench.path("copies/soil"))).isEqualTo(SwarmBench.content(bench.path("www/soil")));
    }

    private static Source webSeed(Transfer transfer) {
        return transfer.sources().stream()
                .filter(each -> each.kind() == Source.Kind.WEB_SEED)
                .findFirst()
                .orElseThrow();
    }

    private static void await(Transfer transfer, java.util.function.Predicate<TransferStatus> reached)
            throws Exception {
        CompletableFuture<TransferStatus> seen = new CompletableFuture<>();
        transfer.addListener(event -> {
            if (event instanceof TransferEvent.Progressed progressed && reached.test(progressed.status())) {
                seen.complete(progressed.status());
            }
        });
        if (!reached.test(transfer.status())) {
            seen.get(1, TimeUnit.MINUTES);
        }
    }

    private static void awaitWord(Transfer transfer, String part) throws Exception {
        awaitWord(transfer, part, 1);
    }

    private static void awaitWord(Transfer transfer, String part, int times) throws Exception {
        CountDownLatch said = new CountDownLatch(times);
        transfer.addListener(event -> {
            if (event instanceof TransferEvent.TrackerWarned warned
                    && warned.reason().contains(part)) {
                said.countDown();
            }
        });
        assertThat(said.await(90, TimeUnit.SECONDS)).isTrue();
        assertThat(webSeed(transfer).word().orElse("")).contains(part);
    }

    private void serve(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        answer(exchange, bench.path(exchange.getRequestURI().getPath().substring(1)));
    }

    private void answer(HttpExchange exchange, Path path) throws IOException {
        Matcher range =
                RANGE.matcher(Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range"))
                        .orElse("bytes=0-0"));
        if (!range.matches()) {
            throw new IOException("no range of bytes");
        }
        byte[] file = new byte[0];
        if (Files.isRegularFile(path)) {
            file = Files.readAllBytes(path);
        }
        try {
            handler.answer(exchange, file, Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2)) + 1);
        } finally {
            exchange.close();
        }
    }

    private void right(HttpExchange exchange, byte[] file, int first, int end) throws IOException {
        if (file.length == 0) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        begin(exchange, file, first, end);
        write(exchange, Arrays.copyOfRange(file, first, end));
    }

    private static void begin(HttpExchange exchange, byte[] file, int first, int end) throws IOException {
        exchange.getResponseHeaders().set("Content-Range", "bytes %d-%d/%d".formatted(first, end - 1, file.length));
        exchange.sendResponseHeaders(206, end - first);
    }

    private void whole(HttpExchange exchange, byte[] file, int first, int end) throws IOException {
        exchange.sendResponseHeaders(200, file.length);
        write(exchange, file);
    }

    private void write(HttpExchange exchange, byte[]... parts) throws IOException {
        OutputStream out = exchange.getResponseBody();
        for (byte[] part : parts) {
            sent.addAndGet(part.length); // First: whoever has got it all may look before this thread goes on.
            out.write(part);
        }
    }
}
