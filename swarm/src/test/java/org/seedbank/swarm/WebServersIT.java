package org.seedbank.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.dataset.DatasetHasher;
import org.seedbank.integrity.dataset.DatasetScan;
import org.seedbank.integrity.dataset.PieceLength;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;

/** The web servers that people have give all of a dataset, with no peer at all. */
class WebServersIT {

    private static final int PIECE = 64 << 10;
    private static final Pattern PORT = Pattern.compile(" port ([0-9]+) ");

    @TempDir
    private Path temp;

    private SwarmBench bench;
    private final List<Process> servers = new ArrayList<>();
    private int port;

    @BeforeEach
    void open() {
        bench = new SwarmBench(temp);
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
        for (Process each : servers) {
            each.destroy();
            each.waitFor(10, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @EnumSource(TorrentFormat.class)
    void nginx_gives_names_of_every_kind(TorrentFormat format) throws Exception {
        bench.write("www/soil/a b.csv", SwarmBench.bytes(300_000));
        bench.write("www/soil/50% of #3 + 4&5;?.csv", SwarmBench.bytes(100_000));
        bench.write("www/soil/ü/日本.csv", SwarmBench.bytes(70_000));
        bench.write("www/soil/left\u200eright\u202e.csv", SwarmBench.bytes(1_000));
        bench.write("www/soil/README", SwarmBench.bytes(11));
        bench.write("www/soil/readme", SwarmBench.bytes(12));
        bench.write("www/soil/back\\slash", SwarmBench.bytes(13));
        bench.write("www/soil/" + "n".repeat(250), SwarmBench.bytes(14));
        bench.write("www/soil/empty", new byte[0]);
        nginx("");

        isFetched(torrent("www/soil", format, ""), "www/soil");
    }

    @ParameterizedTest
    @EnumSource(TorrentFormat.class)
    void nginx_gives_a_folder_of_one_file(TorrentFormat format) throws Exception {
        bench.write("www/soil/a b.csv", SwarmBench.bytes(300_000));
        nginx("");

        isFetched(torrent("www/soil", format, ""), "www/soil");
    }

    @ParameterizedTest
    @EnumSource(TorrentFormat.class)
    void nginx_gives_a_lone_file_by_its_own_address(TorrentFormat format) throws Exception {
        bench.write("www/f/f", SwarmBench.bytes(300_000));
        nginx("");

        isFetched(torrent("www/f/f", format, "f/f"), "www/f/f");
    }

    @Test
    void nginx_compresses_redirects_and_limits() throws Exception {
        bench.write("www/soil/depth.csv", SwarmBench.bytes(900_000));
        bench.write(
                "www/soil/deep/ph.csv", "6.5\n".repeat(50_000).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        nginx("gzip on; gzip_types *; gzip_min_length 1;"
                + " location /old/ { rewrite ^/old/(.*)$ /$1 redirect; }"
                + " location /soil/ { limit_conn all 1; limit_conn_status 429; }");

        isFetched(torrent("www/soil", TorrentFormat.HYBRID, "old/"), "www/soil");
    }

    @Test
    void python_gives_whole_files_alone() throws Exception {
        bench.write("www/soil/depth.csv", SwarmBench.bytes(3_000_000));
        bench.write("www/soil/deep/a b.csv", SwarmBench.bytes(200_000));
        python();

        isFetched(torrent("www/soil", TorrentFormat.V1, ""), "www/soil");
    }

    @Test
    void a_certificate_of_nobody_is_told_and_nothing_is_asked() throws Exception {
        bench.write("www/soil/depth.csv", SwarmBench.bytes(300_000));
        Process made = new ProcessBuilder(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-days",
                        "1",
                        "-subj",
                        "/CN=127.0.0.1",
                        "-keyout",
                        bench.path("key.pem").toString(),
                        "-out",
                        bench.path("cert.pem").toString())
                .redirectErrorStream(true)
                .redirectOutput(bench.path("openssl.log").toFile())
                .start();
        assumeTrue(made.waitFor(30, TimeUnit.SECONDS) && made.exitValue() == 0, "openssl makes no certificate here");
        nginx(
                "ssl_certificate %s; ssl_certificate_key %s;".formatted(bench.path("cert.pem"), bench.path("key.pem")),
                "ssl");

        Transfer transfer = bench.swarm("fetcher")
                .fetch(
                        torrent("www/soil", TorrentFormat.HYBRID, url("").replace("http:", "https:"), true),
                        bench.path("copies/soil"),
                        FetchPlan.everything());

        CompletableFuture<String> said = new CompletableFuture<>();
        transfer.addListener(event -> {
            if (event instanceof TransferEvent.TrackerWarned warned) {
                said.complete(warned.reason());
            }
        });
        assertThat(said.get(1, TimeUnit.MINUTES)).startsWith("there is no safe connection: ");
        assertThat(transfer.sources())
                .filteredOn(each -> each.kind() == Source.Kind.WEB_SEED)
                .extracting(Source::state)
                .containsExactly(Source.State.FAILING);
    }

    private void isFetched(Metainfo torrent, String what) throws Exception {
        Path copy = bench.path("copies").resolve(bench.path(what).getFileName());

        SwarmBench.land(bench.swarm("fetcher").fetch(torrent, copy, FetchPlan.everything()));

        Path there = bench.path(what);
        assertThat(Files.isDirectory(there) ? SwarmBench.content(copy) : Files.readAllBytes(copy))
                .isEqualTo(Files.isDirectory(there) ? SwarmBench.content(there) : Files.readAllBytes(there));
    }

    private String url(String path) {
        return "http://127.0.0.1:%d/%s".formatted(port, path);
    }

    private Metainfo torrent(String what, TorrentFormat format, String path) throws InterruptedException {
        return torrent(what, format, url(path), true);
    }

    private Metainfo torrent(String what, TorrentFormat format, String url, boolean ignored)
            throws InterruptedException {
        return Metainfo.parse(DatasetHasher.hash(
                        DatasetScan.scan(bench.path(what), false), format, new PieceLength(PIECE), 1, Progress.NONE)
                .write(List.of(), List.of(url), "a test", Optional.empty()));
    }

    private void nginx(String more) throws Exception {
        nginx(more, "");
    }

    private void nginx(String more, String listen) throws Exception {
        Path program = Stream.of("/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/bin/nginx")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        assumeTrue(program != null, "nginx is not installed");
        Path work = Files.createDirectories(bench.path("nginx"));
        List<String> command =
                List.of(program.toString(), "-c", bench.path("nginx.conf").toString(), "-p", work.toString());
        Process server;
        do {
            port = freePort();
            Files.writeString(bench.path("nginx.conf"), """
                    daemon off;
                    master_process off;
                    pid %1$s/pid;
                    error_log %1$s/error.log;
                    events { worker_connections 64; }
                    http {
                        access_log off;
                        client_body_temp_path %1$s/1; proxy_temp_path %1$s/2; fastcgi_temp_path %1$s/3;
                        uwsgi_temp_path %1$s/4; scgi_temp_path %1$s/5;
                        limit_conn_zone $server_name zone=all:1m;
                        server { listen 127.0.0.1:%2$d %3$s; root %4$s; %5$s }
                    }
                    """.formatted(work, port, listen, bench.path("www"), more));
            server = run(command);
            // It writes this down once it listens.
        } while (!isSo(server, () -> Files.exists(work.resolve("pid"))) && said().contains("Address already in use"));
        assertThat(server.isAlive()).as(said()).isTrue();
    }

    /** Somebody else may take it before it is used; then another is tried. */
    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private void python() throws Exception {
        String folder = bench.path("www").toString();
        Process server = run(List.of("python3", "-u", "-m", "http.server", "--bind", "127.0.0.1", "-d", folder, "0"));
        assertThat(isSo(server, () -> PORT.matcher(said()).find())).as(said()).isTrue();
        port = PORT.matcher(said())
                .results()
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .findFirst()
                .orElseThrow();
    }

    private Process run(List<String> command) throws IOException {
        Process server = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(bench.path("server.log").toFile())
                .start();
        servers.add(server);
        return server;
    }

    private String said() throws IOException {
        return Files.readString(bench.path("server.log"));
    }

    /** Waits until it is so; whether it became so before the server ended. */
    private static boolean isSo(Process server, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.call()) {
            if (server.waitFor(50, TimeUnit.MILLISECONDS)) {
                return false;
            }
            assertThat(System.nanoTime()).as("the server starts").isLessThan(deadline);
        }
        return true;
    }
}
