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
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.dataset.Dataset;
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
    private final AtomicLong served = new AtomicLong();

    @BeforeEach
    void open() throws Exception {
        bench = new SwarmBench(temp);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/files/", this::serve);
        server.start();
    }

    @AfterEach
    void close() {
        bench.close();
        server.stop(0);
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

    private Metainfo torrent(Path soil) throws InterruptedException {
        Dataset scanned = DatasetScan.scan(soil, false);
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/files/";
        return Metainfo.parse(
                DatasetHasher.hash(scanned, TorrentFormat.HYBRID, new PieceLength(PIECE), 1, Progress.NONE)
                        .write(List.of(), List.of(url), "a test", Optional.empty()));
    }

    private void serve(HttpExchange exchange) throws IOException {
        byte[] file = Files.readAllBytes(
                bench.path("published" + exchange.getRequestURI().getPath().substring("/files".length())));
        Matcher range = RANGE.matcher(exchange.getRequestHeaders().getFirst("Range"));
        if (!range.matches()) {
            throw new IOException("no range of bytes in the request");
        }
        int first = Integer.parseInt(range.group(1));
        int last = Integer.parseInt(range.group(2));
        byte[] part = Arrays.copyOfRange(file, first, last + 1);
        exchange.getResponseHeaders().set("Content-Range", "bytes %d-%d/%d".formatted(first, last, file.length));
        exchange.sendResponseHeaders(206, part.length);
        exchange.getResponseBody().write(part);
        served.addAndGet(part.length);
        exchange.close();
    }
}
