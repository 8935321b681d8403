package org.seedbank.swarm.internal.webseed;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.dataset.DatasetHasher;
import org.seedbank.integrity.dataset.DatasetScan;
import org.seedbank.integrity.dataset.PieceLength;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.PieceRow;
import org.seedbank.integrity.torrent.TorrentFormat;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.Reach;
import org.seedbank.swarm.Source;
import org.seedbank.swarm.webseed.Pace;
import org.seedbank.swarm.webseed.WebSeedAddress;

/** Reading from a server that answers each request with a whole file, as Python's does. */
@Timeout(120)
class PieceFeedTest {

    private static final int PIECE = 256 << 10;
    private static final int PIECES = 16;
    private static final int MIDDLE = 12;

    @TempDir
    private Path temp;

    private byte[] file;
    private Metainfo torrent;
    private HttpServer http;
    private WebServer server;
    private PieceBoard board;
    private final AtomicInteger requests = new AtomicInteger();
    private final List<Integer> came = new ArrayList<>();

    @BeforeEach
    void open() throws Exception {
        file = new byte[PIECES * PIECE];
        Path published = Files.write(temp.resolve("depth.csv"), file);
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", this::whole);
        http.start();
        String url = "http://127.0.0.1:%d/depth.csv".formatted(http.getAddress().getPort());
        torrent = Metainfo.parse(DatasetHasher.hash(
                        DatasetScan.scan(published, false), TorrentFormat.V1, new PieceLength(PIECE), 1, Progress.NONE)
                .write(List.of(), List.of(url), "a test", Optional.empty()));
        server = new WebServer(
                torrent,
                new PieceRow(torrent),
                WebSeedAddress.ofFiles(url).orElseThrow(),
                new WebSeedRule(new Reach(Network.PUBLIC, List.of()), true, true),
                1,
                InstantSource.system(),
                (address, word) -> {});
        BitSet all = new BitSet();
        all.set(0, PIECES);
        board = new PieceBoard(all, PIECE, MIDDLE, 2L * file.length);
    }

    @AfterEach
    void close() {
        http.stop(0);
    }

    private void whole(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        try (exchange) {
            exchange.sendResponseHeaders(200, file.length);
            exchange.getResponseBody().write(file);
        }
    }

    private void read(Pace pace) {
        PieceFeed feed = new PieceFeed(
                torrent,
                new PieceRow(torrent),
                List.of(server),
                board,
                pace,
                (piece, waiting) -> {
                    came.add(piece);
                    if (came.size() == PIECES) {
                        board.end();
                    }
                },
                0);
        feed.run();
    }

    @Test
    void a_server_from_which_nothing_comes_is_told_of_while_it_is_waited_for() {
        AtomicInteger seconds = new AtomicInteger();
        SlowWindow window = new SlowWindow(() -> TimeUnit.SECONDS.toNanos(seconds.get()));
        window.begin();
        server.beginWait(window);
        seconds.set(9);
        assertThat(server.source().state()).isEqualTo(Source.State.WAITING);

        seconds.set(10);
        assertThat(server.source())
                .returns(Source.State.FAILING, Source::state)
                .returns(Optional.of(Source.Fault.SILENT), Source::fault)
                .returns(Optional.of("it was asked, and nothing has come for 10 s"), Source::word);

        server.endWait(window);
        assertThat(server.source().state()).isEqualTo(Source.State.WAITING);
    }

    @Test
    void a_server_is_told_of_though_another_reader_has_just_asked_it_unless_one_takes_nothing() {
        AtomicInteger seconds = new AtomicInteger();
        SlowWindow waits = new SlowWindow(() -> TimeUnit.SECONDS.toNanos(seconds.get()));
        SlowWindow other = new SlowWindow(() -> TimeUnit.SECONDS.toNanos(seconds.get()));
        List.of(waits, other).forEach(server::beginWait);
        waits.begin();
        seconds.set(10);
        other.begin();
        assertThat(server.source().fault()).contains(Source.Fault.SILENT);

        other.pause();
        assertThat(server.source().fault()).isEmpty();
        other.goOn(0);
        assertThat(server.source().fault()).contains(Source.Fault.SILENT);

        server.answers();
        assertThat(server.source().state()).isEqualTo(Source.State.WORKING);
    }

    @Test
    void the_file_is_read_from_its_start_when_the_server_shows_that_it_gives_no_part_of_it() {
        board.began(new BitSet());

        read(Pace.FREE);

        assertThat(came.get(0)).isZero();
        assertThat(requests.get()).isEqualTo(2);
    }

    @Test
    void it_answers_while_what_is_here_already_is_read_past() {
        BitSet there = new BitSet();
        there.set(0, PIECES - 1);
        board.began(there);
        List<Source> seen = new ArrayList<>();

        read(bytes -> {
            seen.add(server.source());
            board.end();
        });

        assertThat(seen.get(0).state()).isEqualTo(Source.State.WORKING);
        assertThat(seen.get(0).answered()).isPresent();
    }
}
