package org.seedbank.downloading.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seedbank.downloading.DownloadingException;
import org.seedbank.downloading.SmallTorrent;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.Remedy;
import org.seedbank.integrity.SeedbankException;
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

    @ParameterizedTest
    @CsvSource({
        "gzip, gzip",
        "gzip, x-gzip",
        "gzip, GZIP",
        "gzip, ''",
        "zlib, deflate",
        "raw, deflate",
        "plain, gzip",
        "plain, x-gzip",
        "plain, identity",
        "plain, ''"
    })
    void unpacks_what_a_server_has_packed_whatever_it_says_of_it(String packed, String label, @TempDir Path folder)
            throws Exception {
        byte[] torrent = SmallTorrent.in(folder).bytes();
        String url = serve(exchange -> {
            if (!label.isEmpty()) {
                exchange.getResponseHeaders().add("Content-Encoding", label);
            }
            answer(exchange, 200, packed(packed, torrent));
        });

        assertThat(new TorrentDownload(LONG).get(url + "?a=b&c=d").bytes()).isEqualTo(torrent);
    }

    @Test
    void unpacks_a_packed_file_that_a_server_packs_once_more(@TempDir Path folder) throws Exception {
        byte[] torrent = SmallTorrent.in(folder).bytes();
        String url = serve(exchange -> {
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
            answer(exchange, 200, packed("gzip", packed("gzip", torrent)));
        });

        assertThat(new TorrentDownload(LONG).get(url).bytes()).isEqualTo(torrent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE html><title>Log in</title>",
                "\n\n  <html>",
                "\ufeff<html>",
                "<?xml version='1.0'?><html/>",
                "<"
            })
    void says_that_an_address_is_that_of_a_page(String page) {
        String url = serve(exchange -> answer(exchange, 200, page.getBytes(StandardCharsets.UTF_8)));

        assertThatThrownBy(() -> new TorrentDownload(LONG).get(url + "?key=secret"))
                .isInstanceOf(DownloadingException.WebPage.class)
                .hasMessage(
                        "'%s' is a web page%s, not a torrent",
                        url, page.contains("title") ? " with the title 'Log in'" : "");
    }

    @Test
    void names_the_page_to_which_an_address_leads_by_its_own_title() {
        server.createContext(
                "/login",
                exchange -> answer(
                        exchange,
                        200,
                        ("<html><head><TITLE lang=en>\n  Sign&nbsp;in &amp;\tgo on " + "x".repeat(200) + "</title>")
                                .getBytes(StandardCharsets.UTF_8)));
        String url = serve(exchange -> {
            exchange.getResponseHeaders().add("Location", "/login?back=secret");
            answer(exchange, 302, new byte[0]);
        });

        assertThatThrownBy(() -> new TorrentDownload(LONG).get(url))
                .hasMessage(
                        "'%s' leads to '%s', a web page with the title 'Sign in & go on %s…', not a torrent",
                        url, url.replace("x.torrent", "login"), "x".repeat(100 - 16));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            401 |     | it wants a login | get the file with a browser, where you can log in, and use that file
            403 |     | it does not let this be had | get the file with a browser, where you can log in, and use that file
            404 |     | there is nothing at that address | check the address, and ask whoever published it for the one of today
            503 | 90  | it is busy or out of order; it wants to be asked again in 90 seconds | try again then, or get the torrent from somewhere else
            429 | 600 | it is asked too often; it wants to be asked again in 10 minutes | try again then, or get the torrent from somewhere else
            503 | 90000 | it is busy or out of order; it wants to be asked again in 25 hours | try again then, or get the torrent from somewhere else
            503 | x   | it is busy or out of order | try again then, or get the torrent from somewhere else
            502 |     | the server behind it does not answer | try again later; if it stays so, tell whoever keeps the server
            """)
    void says_what_a_status_means_and_what_to_do(int status, String later, String meaning, String remedy) {
        String url = serve(exchange -> {
            if (later != null) {
                exchange.getResponseHeaders().add("Retry-After", later);
            }
            answer(exchange, status, new byte[0]);
        });

        assertThatThrownBy(() -> new TorrentDownload(LONG).get(url))
                .hasMessage("cannot download the torrent '%s': the server answered %d: %s", url, status, meaning)
                .isInstanceOfSatisfying(
                        SeedbankException.class, e -> assertThat(e.remedy()).isEqualTo(remedy));
    }

    @Test
    void says_where_a_redirect_leads_that_it_does_not_follow() {
        String url = serve(exchange -> {
            exchange.getResponseHeaders().add("Location", "/x.torrent");
            answer(exchange, 302, new byte[0]);
        });
        server.createContext("/inwards", exchange -> {
            exchange.getResponseHeaders().add("Location", "http://192.168.1.1/admin");
            answer(exchange, 302, new byte[0]);
        });

        assertThatThrownBy(() -> new TorrentDownload(LONG).get(url))
                .hasMessage(
                        "cannot download the torrent '%s': the server answered 302: it redirects to '%s', in a circle",
                        url, url);
        assertThatThrownBy(() -> new TorrentDownload(LONG).get(url.replace("x.torrent", "inwards")))
                .hasMessageEndingWith("it leads to '192.168.1.1', on this machine or in a private network")
                .isInstanceOfSatisfying(
                        SeedbankException.class,
                        e -> assertThat(e.advice().kind()).isEqualTo(Remedy.Kind.ALLOW_PRIVATE));
    }

    @Test
    void names_a_compression_that_was_not_asked_for() {
        String url = serve(exchange -> {
            exchange.getResponseHeaders().add("Content-Encoding", "br");
            answer(exchange, 200, new byte[] {0x0b, 0x02, (byte) 0x80, 3});
        });

        assertThatThrownBy(() -> new TorrentDownload(LONG).get(url))
                .isInstanceOf(DownloadingException.CannotDownload.class)
                .hasMessageContaining("it is compressed with 'br', which was not asked for");
    }

    @Test
    void stops_when_it_becomes_too_large_as_it_is_unpacked() throws Exception {
        byte[] bomb = packed("gzip", new byte[Metainfo.MAX_BYTES + 1]);
        String url = serve(exchange -> answer(exchange, 200, bomb));

        assertThatThrownBy(() -> new TorrentDownload(LONG).get(url))
                .isInstanceOf(DownloadingException.CannotDownload.class)
                .hasMessage("cannot download the torrent '%s': it has more than %d bytes", url, Metainfo.MAX_BYTES);
    }

    @Test
    void says_that_what_was_packed_is_cut_off(@TempDir Path folder) throws Exception {
        byte[] whole = packed("gzip", SmallTorrent.in(folder).bytes());
        String url = serve(exchange -> answer(exchange, 200, Arrays.copyOf(whole, whole.length - 20)));

        assertThatThrownBy(() -> new TorrentDownload(LONG).get(url))
                .isInstanceOf(DownloadingException.CannotDownload.class)
                .hasMessageContaining("it cannot be uncompressed");
    }

    private static byte[] packed(String how, byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out =
                switch (how) {
                    case "gzip" -> new GZIPOutputStream(packed);
                    case "zlib" -> new DeflaterOutputStream(packed);
                    case "raw" -> new DeflaterOutputStream(packed, new Deflater(9, true));
                    default -> packed;
                }) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    @Test
    void refuses_what_is_no_torrent() {
        String url = serve(exchange -> answer(exchange, 200, new byte[] {'h', 'e', 'l', 'l', 'o'}));

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
                .hasMessage(
                        "cannot download the torrent '%s': the server answered 500: it has trouble of its own", url);
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
                .hasMessage("cannot download the torrent '%s': no whole answer came within 1 s", url);
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
                .hasMessage(
                        "cannot download the torrent '%s': the server answered 403: it does not let this be had", url);
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
