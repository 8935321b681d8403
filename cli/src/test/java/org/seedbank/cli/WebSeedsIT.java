package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.dataset.DatasetHasher;
import org.seedbank.integrity.dataset.DatasetScan;
import org.seedbank.integrity.dataset.PieceLength;
import org.seedbank.integrity.torrent.TorrentFormat;
import org.seedbank.web.TlsServer;

/** Web seeds with TLS, as the whole program asks them. */
class WebSeedsIT {

    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]+)-([0-9]+)");
    private static final String TEXT = "station,depth\n".repeat(20_000);

    @TempDir
    private Path folder;

    @Test
    void one_is_believed_by_the_authorities_that_the_environment_names_and_any_other_is_told() throws Exception {
        Path keys = Files.createDirectory(folder.resolve("keys"));
        try (TlsServer good = TlsServer.signed(keys, "-ext", "san=dns:localhost");
                TlsServer expired =
                        TlsServer.signed(keys, "-startdate", "-3d", "-validity", "2", "-ext", "san=dns:localhost");
                TlsServer other = TlsServer.signed(keys, "-ext", "san=dns:example.org");
                TlsServer selfSigned = TlsServer.start(keys, "-ext", "san=dns:localhost")) {
            Path known = folder.resolve("known.pem");
            for (TlsServer each : List.of(good, expired, other)) {
                each.answering(WebSeedsIT::serve);
                Files.writeString(
                        known,
                        (Files.exists(known) ? Files.readString(known) : "") + Files.readString(each.certificate()));
            }
            try (ProcessBench bench = new ProcessBench(
                    Files.createDirectory(folder.resolve("anna")), Map.of("SSL_CERT_FILE", known.toString()))) {
                bench.files().write("soil/depth.csv", TEXT);

                Outcome get = get(bench, "good", good, "120");
                assertThat(get.exitCode()).as(get.err()).isZero();
                assertThat(bench.files().files("good/soil")).isEqualTo(Map.of("depth.csv", TEXT));

                assertThat(checked(bench, expired))
                        .contains("there is no safe connection: the server's certificate has expired");
                assertThat(checked(bench, other))
                        .contains("there is no safe connection: the server's certificate is for another name");
                assertThat(checked(bench, selfSigned))
                        .contains("there is no safe connection: the server's certificate is of an authority that is not"
                                + " known here");
            }
        }
    }

    private static String checked(ProcessBench bench, TlsServer server) throws Exception {
        Outcome publish =
                bench.run("publish", "--dry-run", "--web-seed", server.uri().toString(), "BENCH/soil");
        assertThat(publish.exitCode()).as(publish.err()).isZero();
        return publish.err();
    }

    private static Outcome get(ProcessBench bench, String name, TlsServer server, String seconds) throws Exception {
        byte[] torrent = DatasetHasher.hash(
                        DatasetScan.scan(bench.path("soil"), false),
                        TorrentFormat.HYBRID,
                        new PieceLength(16 << 10),
                        1,
                        Progress.NONE)
                .write(List.of(), List.of(server.uri().toString()), "a test", Optional.empty());
        Files.write(bench.path(name + ".torrent"), torrent);
        return bench.run(
                "get",
                "--foreground",
                "--no-seed",
                "--allow-private",
                "--timeout",
                seconds,
                "-d",
                "BENCH/" + name,
                "BENCH/" + name + ".torrent");
    }

    private static void serve(HttpExchange exchange) throws IOException {
        byte[] file = TEXT.getBytes(StandardCharsets.US_ASCII);
        Matcher range =
                RANGE.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
        if (!range.matches() || !exchange.getRequestURI().getPath().equals("/soil/depth.csv")) {
            exchange.sendResponseHeaders(404, -1);
        } else {
            int first = Integer.parseInt(range.group(1));
            int last = Integer.parseInt(range.group(2));
            exchange.getResponseHeaders().set("Content-Range", "bytes %d-%d/%d".formatted(first, last, file.length));
            exchange.sendResponseHeaders(206, last - first + 1);
            exchange.getResponseBody().write(Arrays.copyOfRange(file, first, last + 1));
        }
        exchange.close();
    }
}
