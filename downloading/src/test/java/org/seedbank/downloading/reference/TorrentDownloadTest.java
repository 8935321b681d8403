package org.seedbank.downloading.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.downloading.DownloadingException;
import org.seedbank.downloading.SmallTorrent;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.torrent.Metainfo;

class TorrentDownloadTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final CountDownLatch ended = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        ended.countDown();
        server.stop(0);
    }

    @Test
    void gets_a_torrent(@TempDir Path folder) throws Exception {
        byte[] torrent = SmallTorrent.in(folder).bytes();
        String url = serve(exchange -> answer(exchange, 200, torrent));

        assertThat(new TorrentDownload(LONG).get(url).bytes()).isEqualTo(torrent);
    }

    @Test
    void follows_a_redirection(@TempDir Path folder) throws Exception {
        byte[] torrent = SmallTorrent.in(folder).bytes();
        server.createContext("/moved", exchange -> answer(exchange, 200, torrent));
        String url = serve(exchange -> {
            exchange.getResponseHeaders().add("Location", "/moved");
            answer(exchange, 302, new byte[0]);
        });

        assertThat(new TorrentDownload(LONG).get(url).bytes()).isEqualTo(torrent);
    }

    @Test
    void refuses_what_is_no_torrent() {
        String url = serve(exchange -> answer(exchange, 200, new byte[] {'<', 'h', '1', '>'}));

        assertThatThrownBy(() -> new TorrentDownload(LONG).get(url)).isInstanceOf(IntegrityException.BadTorrent.class);
    }

    @Test
    void says_what_the_server_answered_without_reading_the_rest() {
        String url = serve(exchange -> {
            exchange.sendResponseHeaders(500, 0);
            exchange.getResponseBody().flush();
            awaitEnd();
        });

        assertThatThrownBy(() -> new TorrentDownload(LONG).get(url))
                .isInstanceOf(DownloadingException.CannotDownload.class)
                .hasMessage("cannot download the torrent '%s': the server answered 500", url);
    }

    @Test
    void stops_when_it_becomes_too_large() {
        String url = serve(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] megabyte = new byte[1 << 20];
            try (OutputStream out = exchange.getResponseBody()) {
                for (int sent = 0; sent <= Metainfo.MAX_BYTES; sent += megabyte.length) {
                    out.write(megabyte);
                }
            }
        });

        assertThatThrownBy(() -> new TorrentDownload(LONG).get(url))
                .isInstanceOf(DownloadingException.CannotDownload.class)
                .hasMessage("cannot download the torrent '%s': it has more than %d bytes", url, Metainfo.MAX_BYTES);
    }

    @Test
    void stops_when_it_takes_too_long() {
        String url = serve(exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('d');
            exchange.getResponseBody().flush();
            awaitEnd();
        });

        assertThatThrownBy(() -> new TorrentDownload(Duration.ofSeconds(1)).get(url))
                .isInstanceOf(DownloadingException.CannotDownload.class)
                .hasMessage("cannot download the torrent '%s': no whole answer came in time", url);
    }

    @Test
    void says_when_nobody_answers() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        String url = "http://127.0.0.1:%d/x.torrent".formatted(port);

        assertThatThrownBy(() -> new TorrentDownload(LONG).get(url))
                .isInstanceOf(DownloadingException.CannotDownload.class)
                .hasMessage("cannot download the torrent '%s': nobody answers at that address", url);
    }

    @Test
    void keeps_passwords_and_tokens_out_of_its_messages() {
        String url = serve(exchange -> answer(exchange, 403, new byte[0]));
        String secret = url.replace("//", "//user:password@") + "?token=secret#part";

        assertThatThrownBy(() -> new TorrentDownload(LONG).get(secret))
                .hasMessage("cannot download the torrent '%s': the server answered 403", url);
    }

    @Test
    void keeps_them_out_of_messages_about_urls_that_are_not_valid() {
        assertThatThrownBy(
                        () -> new TorrentDownload(LONG).get("http://user:password@127.0.0.1/a b.torrent?token=secret"))
                .isInstanceOf(DownloadingException.CannotDownload.class)
                .hasMessage("cannot download the torrent 'http://127.0.0.1/a b.torrent': it is not a valid URL");
    }

    @Test
    void can_be_interrupted() {
        String url = serve(exchange -> awaitEnd());

        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> new TorrentDownload(LONG).get(url)).isInstanceOf(InterruptedException.class);
    }

    private String serve(HttpHandler handler) {
        server.createContext("/x.torrent", handler);
        return "http://127.0.0.1:%d/x.torrent".formatted(server.getAddress().getPort());
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private void awaitEnd() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
