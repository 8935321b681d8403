package org.seedbank.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.dataset.DatasetHasher;
import org.seedbank.integrity.dataset.DatasetScan;
import org.seedbank.integrity.dataset.PieceLength;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;

/** A web server with the files serves them when no peer does (BEP 19). */
class WebSeedTest {

    private static final int PIECE = 16 << 10;
    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]+)-([0-9]+)");

    @TempDir
    private Path temp;

    private SwarmBench bench;
    private HttpServer server;
    private HttpServer other;
    private volatile Way way = Way.RIGHT;
    private final AtomicLong served = new AtomicLong();

    @BeforeEach
    void open() throws Exception {
        bench = new SwarmBench(temp);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/files/", this::serve);
        server.start();
        other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/files/", this::serve);
        other.start();
    }

    @AfterEach
    void close() {
        bench.close();
        server.stop(0);
        other.stop(0);
    }

    @Test
    void a_fetch_without_peers_takes_it_from_there() throws Exception {
        bench.write("published/soil/depth.csv", SwarmBench.bytes(200_000));
        bench.write("published/soil/deep/ph.csv", SwarmBench.bytes(50_000));
        Path soil = bench.path("published/soil");

        Transfer transfer =
                bench.swarm("fetcher").fetch(torrent(soil), bench.path("copies/soil"), FetchPlan.everything());
        SwarmBench.land(transfer);

        assertThat(SwarmBench.content(bench.path("copies/soil"))).isEqualTo(SwarmBench.content(soil));
    }

    @Test
    void a_fetch_of_pieces_into_a_folder_of_another_name_takes_no_more_than_these() throws Exception {
        bench.write("published/soil/depth.csv", SwarmBench.bytes(200_000));
        bench.write("published/soil/deep/ph.csv", SwarmBench.bytes(50_000));
        BitSet pieces = new BitSet();
        pieces.set(2, 4);

        Transfer transfer = bench.swarm("fetcher")
                .fetch(
                        torrent(bench.path("published/soil")),
                        bench.path("scratch/data"),
                        FetchPlan.everything().onlyPieces(pieces));
        SwarmBench.land(transfer);

        byte[] ph = Files.readAllBytes(bench.path("scratch/data/deep/ph.csv"));
        assertThat(Arrays.copyOfRange(ph, PIECE * 2, PIECE * 3))
                .isEqualTo(Arrays.copyOfRange(SwarmBench.bytes(50_000), PIECE * 2, PIECE * 3));
        assertThat(served.get()).isLessThanOrEqualTo(3L * PIECE);
    }

    @ParameterizedTest
    @EnumSource(TorrentFormat.class)
    void a_dataset_of_one_piece_is_read_once(TorrentFormat format) throws Exception {
        way = Way.RIGHT;
        bench.write("published/soil/tiny", SwarmBench.bytes(10));
        Path soil = bench.path("published/soil");

        isFetched(torrent(soil, format, url()), soil);

        assertThat(served.get()).isEqualTo(10);
    }

    /** A web server whose answers go wrong in one way. */
    private enum Way {
        RIGHT,
        REDIRECTED,
        ENCODING_THAT_IS_NONE,
        ALL_FOR_A_RANGE,
        WRONG_BYTES
    }

    @ParameterizedTest
    @CsvSource({
        "V1, RIGHT", "V1, REDIRECTED", "V1, ENCODING_THAT_IS_NONE", "V1, ALL_FOR_A_RANGE",
        "HYBRID, RIGHT", "HYBRID, REDIRECTED", "HYBRID, ENCODING_THAT_IS_NONE", "HYBRID, ALL_FOR_A_RANGE",
        "V2, RIGHT", "V2, REDIRECTED", "V2, ENCODING_THAT_IS_NONE", "V2, ALL_FOR_A_RANGE"
    })
    void characters_that_mean_something_in_urls(TorrentFormat format, Way taken) throws Exception {
        way = taken;
        bench.write("published/soil/50% of #3.csv", SwarmBench.bytes(20_000));
        bench.write("published/soil/a+b & c?.csv", SwarmBench.bytes(9_000));
        bench.write("published/soil/it's [ok]; 12:30.csv", SwarmBench.bytes(700));
        bench.write("published/soil/ü/日本.csv", SwarmBench.bytes(701));
        Path soil = bench.path("published/soil");

        isFetched(torrent(soil, format, url()), soil);
    }

    private void isFetched(Metainfo torrent, Path soil) throws Exception {
        Path copy = bench.path("copies/" + soil.getFileName());
        Transfer transfer = bench.swarm("fetcher").fetch(torrent, copy, FetchPlan.everything());
        List<TransferEvent> warnings = new CopyOnWriteArrayList<>();
        transfer.addListener(event -> {
            if (event instanceof TransferEvent.TrackerWarned) {
                warnings.add(event);
            }
        });

        SwarmBench.land(transfer);

        assertThat(Files.isDirectory(soil) ? SwarmBench.content(copy) : Files.readAllBytes(copy))
                .isEqualTo(Files.isDirectory(soil) ? SwarmBench.content(soil) : Files.readAllBytes(soil));
        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TorrentFormat.class)
    void wrong_bytes_never_count(TorrentFormat format) throws Exception {
        way = Way.WRONG_BYTES;
        bench.write("published/soil/depth.csv", SwarmBench.bytes(200_000));
        bench.write("published/soil/ph.csv", SwarmBench.bytes(50_000));
        Transfer transfer = bench.swarm("fetcher")
                .fetch(
                        torrent(bench.path("published/soil"), format, url()),
                        bench.path("copies/soil"),
                        FetchPlan.everything());
        CompletableFuture<TransferEvent.TrackerWarned> noticed = new CompletableFuture<>();
        transfer.addListener(event -> {
            if (event instanceof TransferEvent.TrackerWarned warned) {
                noticed.complete(warned);
            }
        });

        assertThat(noticed.get(1, TimeUnit.MINUTES).reason())
                .matches("bytes \\d+ to \\d+ of '.*' are not what was published");
        assertThat(transfer.status().bytesDone()).isZero();
        assertThat(transfer.status().traffic().banned()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "V1, soil, files/",
        "V1, soil, files",
        "HYBRID, soil, files/",
        "HYBRID, soil, files",
        "V2, soil, files/",
        "V2, soil, files",
        "V1, soil/a b.csv, files/",
        "HYBRID, soil/a b.csv, files/",
        "V2, soil/a b.csv, files/",
        "V1, soil/a b.csv, files/soil/a%20b.csv",
        "HYBRID, soil/a b.csv, files/soil/a%20b.csv",
        "V2, soil/a b.csv, files/soil/a%20b.csv"
    })
    void one_file_alone_and_in_a_folder_with_a_slash_and_without(TorrentFormat format, String what, String where)
            throws Exception {
        way = Way.RIGHT;
        bench.write("published/soil/a b.csv", SwarmBench.bytes(20_000));
        bench.write("published/a b.csv", SwarmBench.bytes(20_000));
        Path there = bench.path("published/" + what);

        isFetched(torrent(there, format, url().replace("files/", "") + where), there);
    }

    private Metainfo torrent(Path soil) throws InterruptedException {
        return torrent(soil, TorrentFormat.HYBRID, url());
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/files/";
    }

    private static Metainfo torrent(Path soil, TorrentFormat format, String url) throws InterruptedException {
        return Metainfo.parse(
                DatasetHasher.hash(DatasetScan.scan(soil, false), format, new PieceLength(PIECE), 1, Progress.NONE)
                        .write(List.of(), List.of(url), "a test", Optional.empty()));
    }

    private void serve(HttpExchange exchange) throws IOException {
        if (way == Way.REDIRECTED
                && exchange.getLocalAddress().getPort() == server.getAddress().getPort()) {
            exchange.getResponseHeaders()
                    .set(
                            "Location",
                            "http://127.0.0.1:" + other.getAddress().getPort()
                                    + exchange.getRequestURI().getRawPath());
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
            return;
        }
        Path path = bench.path("published" + exchange.getRequestURI().getPath().substring("/files".length()));
        if (!Files.isRegularFile(path)) {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
            return;
        }
        byte[] file = Files.readAllBytes(path);
        for (int i = 0; way == Way.WRONG_BYTES && i < file.length; i++) {
            file[i] ^= 1;
        }
        if (way == Way.ALL_FOR_A_RANGE) {
            exchange.sendResponseHeaders(200, file.length == 0 ? -1 : file.length);
            exchange.getResponseBody().write(file);
            exchange.close();
            return;
        }
        Matcher range = RANGE.matcher(exchange.getRequestHeaders().getFirst("Range"));
        if (!range.matches()) {
            throw new IOException("no range of bytes in the request");
        }
        int first = Integer.parseInt(range.group(1));
        int last = Integer.parseInt(range.group(2));
        byte[] part = Arrays.copyOfRange(file, first, last + 1);
        if (way == Way.ENCODING_THAT_IS_NONE) {
            exchange.getResponseHeaders().set("Content-Encoding", "x-gzip");
        }
        exchange.getResponseHeaders().set("Content-Range", "bytes %d-%d/%d".formatted(first, last, file.length));
        exchange.sendResponseHeaders(206, part.length);
        served.addAndGet(part.length); // First: whoever has got it all may look before this thread goes on.
        exchange.getResponseBody().write(part);
        exchange.close();
    }
}
