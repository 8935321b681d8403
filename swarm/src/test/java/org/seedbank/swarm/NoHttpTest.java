package org.seedbank.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.dataset.DatasetHasher;
import org.seedbank.integrity.dataset.DatasetScan;
import org.seedbank.integrity.dataset.PieceLength;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;

/** Whatever is asked over HTTP is asked by us: libtorrent's own requests can be told by their headers, and there are none. */
class NoHttpTest {

    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();

    @TempDir
    private Path temp;

    @AutoClose
    private SwarmBench bench;

    @BeforeEach
    void open() {
        bench = new SwarmBench(temp);
    }

    @Test
    void libtorrent_asks_nothing_over_http_whatever_a_torrent_or_a_magnet_link_names() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            // The JDK's client asks for an upgrade or tells its version; libtorrent has every connection closed.
            requests.add("%s %s, connection %s"
                    .formatted(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().getPath(),
                            exchange.getRequestHeaders().getFirst("Connection")));
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
            bench.write("soil/depth.csv", SwarmBench.bytes(200_000));
            Metainfo torrent = Metainfo.parse(DatasetHasher.hash(
                            DatasetScan.scan(bench.path("soil"), false),
                            TorrentFormat.HYBRID,
                            new PieceLength(16 << 10),
                            1,
                            Progress.NONE)
                    .write(List.of(url + "announce", " " + url + "blanks "), List.of(url), "a test", Optional.empty()));
            Transfer fetch = bench.swarm("fetcher").fetch(torrent, bench.path("copies/soil"), FetchPlan.everything());
            for (String path : List.of("/announce", "/blanks")) {
                awaitRequest(path);
            }
            fetch.pause();
            fetch.resume();
            fetch.replaceUrls(torrent);
            fetch.close();

            assertThat(requests).noneMatch(request -> request.endsWith("connection close"));
        } finally {
            server.stop(0);
        }
    }

    private void awaitRequest(String path) throws InterruptedException {
        String request;
        do {
            request = requests.poll(1, TimeUnit.MINUTES);
            assertThat(request).as("a request for %s", path).isNotNull().doesNotEndWith("connection close");
        } while (!request.startsWith("GET " + path + ","));
    }
}
