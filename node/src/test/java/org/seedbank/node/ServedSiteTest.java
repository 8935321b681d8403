package org.seedbank.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.Listing;
import org.seedbank.catalog.Posted;
import org.seedbank.catalog.Withdrawal;
import org.seedbank.catalog.names.Catalogs;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.Limits;
import org.seedbank.node.api.NewDataset;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.serving.HttpServed;
import org.seedbank.swarm.SwarmKey;

/** A node's datasets over HTTP. */
class ServedSiteTest {

    @TempDir
    Path folder;

    private NodeBench bench;
    private Node node;
    private int port;

    @BeforeEach
    void open() throws Exception {
        bench = new NodeBench(folder);
        node = bench.serving("station", false);
        port = served().serving().listen().port();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private HttpServed served() {
        return node.facts().http().orElseThrow();
    }

    private Metainfo publish(String name) throws Exception {
        return publish(node, name);
    }

    private Metainfo publish(Node where, String name) throws Exception {
        Metainfo torrent = bench.torrent(name);
        where.add(NewDataset.published(torrent, bench.path(name)));
        NodeBench.await(where, SwarmKey.of(torrent), DatasetState.SEEDING);
        return torrent;
    }

    private Metainfo soil() throws Exception {
        bench.write("soil/ph.csv", "6.5\n");
        bench.fill("soil/raw/depth 1.bin", 300_000);
        bench.write("soil/empty.txt", "");
        return publish("soil");
    }

    private static String base(Metainfo torrent) {
        return "/d/" + torrent.datasetDigest().orElseThrow() + "/";
    }

    @Test
    void a_file_of_a_folder_is_at_its_published_path_and_is_proved_by_its_tag() throws Exception {
        Metainfo torrent = soil();
        byte[] bytes = Files.readAllBytes(bench.path("soil/raw/depth 1.bin"));
        byte[] digest = Sha256.newDigest().digest(bytes);

        Asked answer = Asked.get(port, base(torrent) + "soil/raw/depth%201.bin");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(bytes);
        assertThat(answer.header("etag")).contains('"' + Sha256.of(digest).hex() + '"');
        assertThat(answer.header("repr-digest"))
                .contains("sha-256=:" + Base64.getEncoder().encodeToString(digest) + ":");
        assertThat(answer.header("accept-ranges")).contains("bytes");
        assertThat(answer.header("last-modified")).isPresent();
        assertThat(answer.header("access-control-allow-origin")).contains("*");
        assertThat(answer.header("set-cookie")).isEmpty();
        assertThat(answer.header(HttpServed.MARK_HEADER)).contains(served().mark());
        assertThat(Asked.get(port, base(torrent) + "soil/empty.txt").body()).isEmpty();
    }

    @Test
    void a_lone_file_is_below_its_digest_by_its_name() throws Exception {
        bench.write("depth #1 100%.csv", "1\n2\n");
        Metainfo torrent = publish("depth #1 100%.csv");

        Asked answer = Asked.get(port, base(torrent) + "depth%20%231%20100%25.csv");

        assertThat(answer.text()).isEqualTo("1\n2\n");
        assertThat(Asked.get(port, base(torrent)).text()).contains("href=\"./depth%20%231%20100%25.csv\"");
        assertThat(Asked.get(port, base(torrent) + "manifest-sha256.txt").text())
                .isEqualTo(torrent.manifest().orElseThrow().text());
    }

    @Test
    void a_range_is_what_was_asked_for() throws Exception {
        Metainfo torrent = soil();
        byte[] all = Files.readAllBytes(bench.path("soil/raw/depth 1.bin"));
        for (String range : List.of(
                "bytes=0-0|bytes 0-0/300000",
                "bytes=10-19|bytes 10-19/300000",
                "bytes=299990-|bytes 299990-299999/300000",
                "bytes=-7|bytes 299993-299999/300000",
                "bytes=-999999|bytes 0-299999/300000",
                "bytes=299999-999999|bytes 299999-299999/300000",
                "BYTES=5-6|bytes 5-6/300000",
                "bytes= , 5-6|bytes 5-6/300000",
                "bytes=5-6,300000-300001|bytes 5-6/300000")) {
            String[] parts = range.split("\\|", -1);

            Asked answer = Asked.get(port, base(torrent) + "soil/raw/depth%201.bin", "Range: " + parts[0] + "\r\n");

            assertThat(answer.status()).isEqualTo(206);
            assertThat(answer.header("content-range")).contains(parts[1]);
            String[] bounds = parts[1].split("[ /-]", -1);
            assertThat(answer.body())
                    .isEqualTo(Arrays.copyOfRange(all, Integer.parseInt(bounds[1]), Integer.parseInt(bounds[2]) + 1));
        }
    }

    @Test
    void a_range_that_is_none_or_wants_bytes_twice_is_passed_over() throws Exception {
        Metainfo torrent = soil();
        for (String range : List.of(
                "bytes=6-5",
                "bytes=a-b",
                "lines=1-2",
                "bytes=",
                "bytes=1-2-3",
                "bytes=0x1-0x2",
                "bytes=--1",
                "bytes=1-99999999999999999999",
                "bytes=0-10,5-20")) {
            Asked answer = Asked.get(port, base(torrent) + "soil/raw/depth%201.bin", "Range: " + range + "\r\n");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).hasSize(300_000);
        }
    }

    @Test
    void a_range_behind_the_end_is_refused_with_the_length() throws Exception {
        Metainfo torrent = soil();
        for (String range : List.of("bytes=300000-", "bytes=300000-300001,400000-", "bytes=-0")) {
            Asked answer = Asked.get(port, base(torrent) + "soil/raw/depth%201.bin", "Range: " + range + "\r\n");

            assertThat(answer.status()).isEqualTo(416);
            assertThat(answer.header("content-range")).contains("bytes */300000");
        }
    }

    @Test
    void several_ranges_come_in_parts_and_too_many_as_the_whole() throws Exception {
        Metainfo torrent = soil();
        byte[] all = Files.readAllBytes(bench.path("soil/raw/depth 1.bin"));
        String path = base(torrent) + "soil/raw/depth%201.bin";

        Asked parts = Asked.get(port, path, "Range: bytes=0-3,100000-100003,-2\r\n");
        String boundary = parts.header("content-type").orElseThrow().split("boundary=", -1)[1];
        String text = new String(parts.body(), StandardCharsets.ISO_8859_1);

        assertThat(parts.status()).isEqualTo(206);
        assertThat(parts.whole()).isTrue();
        String expected = "";
        for (int[] range : new int[][] {{0, 4}, {100_000, 100_004}, {299_998, 300_000}}) {
            expected +=
                    "%s--%s\r\nContent-Type: application/octet-stream\r\nContent-Range: bytes %d-%d/300000\r\n\r\n%s"
                            .formatted(
                                    expected.isEmpty() ? "" : "\r\n",
                                    boundary,
                                    range[0],
                                    range[1] - 1,
                                    new String(
                                            Arrays.copyOfRange(all, range[0], range[1]), StandardCharsets.ISO_8859_1));
        }
        assertThat(text).isEqualTo(expected + "\r\n--" + boundary + "--\r\n");
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            many.add(2 * i + "-" + 2 * i);
        }
        assertThat(Asked.get(port, path, "Range: bytes=" + String.join(",", many) + "\r\n")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void conditions_are_those_of_rfc_9110() throws Exception {
        Metainfo torrent = soil();
        String path = base(torrent) + "soil/raw/depth%201.bin";
        Asked first = Asked.get(port, path);
        String tag = first.header("etag").orElseThrow();
        String time = first.header("last-modified").orElseThrow();
        String range = "Range: bytes=0-1\r\n";

        assertThat(Asked.get(port, path, "If-None-Match: \"x\", W/" + tag + "\r\n")
                        .status())
                .isEqualTo(304);
        assertThat(Asked.get(port, path, "If-None-Match: \"x\"\r\n", "If-Modified-Since: " + time + "\r\n")
                        .status())
                .isEqualTo(200);
        assertThat(Asked.get(port, path, "If-Modified-Since: " + time + "\r\n").status())
                .isEqualTo(304);
        assertThat(Asked.get(port, path, "If-Modified-Since: yesterday\r\n").status())
                .isEqualTo(200);
        assertThat(Asked.get(port, path, "If-Match: \"x\"\r\n").status()).isEqualTo(412);
        assertThat(Asked.get(port, path, "If-Match: W/" + tag + "\r\n").status())
                .isEqualTo(412);
        assertThat(Asked.get(port, path, "If-Match: *\r\n").status()).isEqualTo(200);
        assertThat(Asked.get(port, path, "If-Unmodified-Since: Thu, 01 Jan 1970 00:00:00 GMT\r\n")
                        .status())
                .isEqualTo(412);
        assertThat(Asked.get(port, path, range, "If-Range: " + tag + "\r\n").status())
                .isEqualTo(206);
        assertThat(Asked.get(port, path, range, "If-Range: W/" + tag + "\r\n").status())
                .isEqualTo(200);
        assertThat(Asked.get(port, path, range, "If-Range: \"x\"\r\n").status()).isEqualTo(200);
        assertThat(Asked.get(port, path, range, "If-Range: " + time + "\r\n").status())
                .isEqualTo(206);
        assertThat(Asked.get(port, path, range, "If-Range: Thu, 01 Jan 1970 00:00:00 GMT\r\n")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void head_says_what_get_would_and_nothing_else_is_answered() throws Exception {
        Metainfo torrent = soil();
        String rest = base(torrent) + "soil/ph.csv HTTP/1.1\r\nHost: h\r\nConnection: close\r\n";

        Asked head = Asked.raw(port, "HEAD " + rest + "Range: bytes=0-1\r\n\r\n");
        Asked options = Asked.raw(port, "OPTIONS " + rest + "Origin: http://web.example\r\n\r\n");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("content-length")).contains("4");
        assertThat(head.body()).isEmpty();
        assertThat(options.status()).isEqualTo(204);
        assertThat(options.header("access-control-allow-methods")).contains("GET, HEAD, OPTIONS");
        for (String method : List.of("PUT", "POST", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND")) {
            Asked refused = Asked.raw(port, method + " " + rest + "\r\n");
            assertThat(refused.status()).as(method).isIn(400, 405);
            assertThat(refused.text()).doesNotContain("6.5");
        }
        assertThat(bench.path("soil/ph.csv")).hasContent("6.5\n");
    }

    @Test
    void a_path_that_was_not_published_leads_nowhere() throws Exception {
        bench.write("secret", "nobody else's business");
        Metainfo torrent = soil();
        Files.createSymbolicLink(bench.path("soil/link"), bench.path("secret"));
        bench.write("soil/hidden", "nobody else's business");
        for (String path : List.of(
                "soil/../../../../secret",
                "soil/%2e%2e/%2e%2e/secret",
                "soil/..%2f..%2fsecret",
                "soil/..%5c..%5csecret",
                "soil/..\\..\\secret",
                "soil//ph.csv",
                "soil/./ph.csv",
                "soil/%2e/ph.csv",
                "soil/ph.csv/",
                "soil/ph.csv%00",
                "soil/ph.csv%00.txt",
                "soil/%c0%ae%c0%ae/secret",
                "soil/%e0%80%af",
                "soil/%ff",
                "soil/%2",
                "soil/%zz",
                "soil/%u002e",
                "soil/ph.csv;a=b",
                "soil/ph.csv::$DATA",
                "soil/PH.CSV",
                "soil/ph.csv%20",
                "soil/raw/depth+1.bin",
                "soil/link",
                "soil/hidden",
                "../../etc/passwd",
                "soil/%2fetc%2fpasswd",
                "%2e%2e%2f%2e%2e%2fsecret",
                "../../station/node/control.json")) {
            Asked answer = Asked.get(port, base(torrent) + path);

            assertThat(answer.status()).as(path).isIn(400, 404);
            assertThat(answer.text()).doesNotContain("nobody else's business").doesNotContain("6.5");
            assertThat(answer.header("location")).isEmpty();
        }
    }

    @Test
    void nothing_but_datasets_is_at_the_root() throws Exception {
        soil();
        for (String path : List.of(
                "//",
                "/d",
                "/d/",
                "/d//",
                "/D/",
                "/v1",
                "/v1/datasets",
                "/control.json",
                "/.well-known/x",
                "/" + "0".repeat(64) + ".torrent",
                "/d/" + "0".repeat(64) + "/",
                "/" + "a/".repeat(5_000),
                "*",
                "http://elsewhere.example/",
                "/%00",
                "/catalog.json/x")) {
            assertThat(Asked.get(port, path).status()).as(path).isIn(200, 400, 404, 414, 431);
        }
        assertThat(Asked.get(port, "/control.json").status()).isEqualTo(404);
        assertThat(Asked.get(port, "/" + "a".repeat(100_000)).status()).isEqualTo(414);
        assertThat(Asked.raw(port, "\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n")
                        .status())
                .isIn(0, 400);
        assertThat(Asked.raw(port, "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")
                        .status())
                .isEqualTo(400);
        assertThat(Asked.raw(port, "GET / HTTP/1.0\r\n\r\n").status()).isEqualTo(200);
    }

    @Test
    void folders_have_pages_of_links_that_lead_to_each_file_whatever_its_name() throws Exception {
        List<String> names =
                List.of("<script>alert(1)", "a&b\"c'd", "100%", "q?x=1#y", "a:b", "\u202etxt.exe", "grün", "new\nline");
        for (String name : names) {
            bench.write("odd/" + name, name);
        }
        bench.write("odd/.hidden/x", "x");
        Metainfo torrent = publish("odd");
        String page = Asked.get(port, base(torrent) + "odd/").text();
        List<String> found = new ArrayList<>();
        java.util.regex.Matcher links =
                java.util.regex.Pattern.compile("href=\"(\\./[^\"]*)\"").matcher(page);
        while (links.find()) {
            String text = Asked.get(
                            port, base(torrent) + "odd/" + links.group(1).substring(2))
                    .text();
            found.add(text);
        }

        assertThat(found).containsAll(names).hasSize(names.size() + 1);
        assertThat(page).doesNotContain("<script>").doesNotContain("\u202e").contains("&lt;script&gt;", "\\u{202e}");
        assertThat(page).contains("<html lang=\"en\">", "<th scope=\"row\">", "<caption");
        assertThat(Asked.get(port, base(torrent) + "odd").header("location")).contains("./odd/");
        assertThat(Asked.get(port, base(torrent) + "odd").status()).isEqualTo(301);
        assertThat(Asked.get(port, base(torrent).replaceFirst("/$", "")).header("location"))
                .contains("./" + torrent.datasetDigest().orElseThrow() + "/");
        assertThat(Asked.get(port, base(torrent) + "odd/100%25").header("content-security-policy"))
                .contains("sandbox; default-src 'none'");
    }

    /** Requests of libtorrent 2.0.8 and WebTorrent, as they were seen. */
    @Test
    void the_only_file_of_a_dataset_is_at_the_paths_where_programs_ask_for_it_as_a_web_seed() throws Exception {
        bench.write("one/raw/a b.csv", "1\n2\n");
        bench.write("lone.csv", "3\n4\n");
        String one = base(publish("one"));
        String lone = base(publish("lone.csv"));
        String range = "Range: bytes=2-3\r\n";

        for (String path : List.of(one, one + "one", one + "raw/a%20b.csv", one + "one/raw/a%20b.csv")) {
            assertThat(Asked.get(port, path, range).text()).as(path).isEqualTo("2\n");
        }
        for (String path : List.of(lone, lone + "lone.csv", lone + "lone.csv/lone.csv")) {
            assertThat(Asked.get(port, path, range).text()).as(path).isEqualTo("4\n");
        }
        assertThat(Asked.get(port, one).text()).contains("<html");
        assertThat(Asked.get(port, one + "one").status()).isEqualTo(301);
        assertThat(Asked.get(port, base(soil()) + "ph.csv").status()).isEqualTo(404);
    }

    /** aria2 1.36 does, and gives up the whole torrent without it. */
    @Test
    void programs_that_ask_for_the_padding_of_a_hybrid_get_zeros() throws Exception {
        String soil = base(soil()) + "soil/.pad/";

        assertThat(Asked.get(port, soil + "12345").body()).isEqualTo(new byte[12_345]);
        assertThat(Asked.get(port, soil + "12345", "Range: bytes=12340-\r\n").body())
                .isEqualTo(new byte[5]);
        for (String none : List.of("0", "16384", "99999999999", "-1", "1/2", "01", "")) {
            assertThat(Asked.get(port, soil + none).status()).as(none).isEqualTo(404);
        }
    }

    @Test
    void a_file_that_was_changed_is_not_served_and_others_are() throws Exception {
        Metainfo torrent = soil();
        String path = base(torrent) + "soil/ph.csv";
        assertThat(Asked.get(port, path).status()).isEqualTo(200);

        bench.write("soil/ph.csv", "9.9\n");

        Asked answer = Asked.get(port, path);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("retry-after")).isPresent();
        assertThat(answer.text()).startsWith("seedbank: ").doesNotContain("9.9");
        assertThat(Asked.get(port, base(torrent) + "soil/raw/depth%201.bin").status())
                .isEqualTo(200);
        Files.delete(bench.path("soil/ph.csv"));
        assertThat(Asked.get(port, path).status()).isEqualTo(503);
    }

    @Test
    void a_file_that_is_replaced_by_a_link_or_lies_behind_one_is_not_served() throws Exception {
        Metainfo torrent = soil();
        bench.write("elsewhere/depth 1.bin", "nobody else's business");
        Files.move(bench.path("soil/ph.csv"), bench.path("ph.csv"));
        Files.createSymbolicLink(bench.path("soil/ph.csv"), bench.path("ph.csv"));
        Files.move(bench.path("soil/raw"), bench.path("raw"));
        Files.createSymbolicLink(bench.path("soil/raw"), bench.path("elsewhere"));

        for (String name : List.of("ph.csv", "raw/depth%201.bin")) {
            Asked answer = Asked.get(port, base(torrent) + "soil/" + name);
            assertThat(answer.status()).as(name).isEqualTo(503);
            assertThat(answer.text()).doesNotContain("business").doesNotContain("6.5");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut", "written", "replaced", "gone"})
    void of_a_file_that_changes_while_it_is_served_no_changed_byte_is_sent(String how) throws Exception {
        Path file = bench.fill("big/data.bin", 8 << 20);
        byte[] published = Files.readAllBytes(file);
        Metainfo torrent = publish("big");
        node.limit(new Limits(Optional.of(2L << 20), Optional.empty(), Optional.empty()));
        byte[] head = ("GET " + base(torrent) + "big/data.bin HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(head);
            InputStream in = socket.getInputStream();
            byte[] first = in.readNBytes(100_000);

            change(file, how);

            java.io.ByteArrayOutputStream rest = new java.io.ByteArrayOutputStream();
            rest.write(first);
            try {
                in.transferTo(rest);
            } catch (IOException e) {
                rest.flush(); // It was cut.
            }
            String text = rest.toString(StandardCharsets.ISO_8859_1);
            int start = text.indexOf("\r\n\r\n") + 4;
            byte[] body = Arrays.copyOfRange(rest.toByteArray(), start, rest.size());
            assertThat(body.length).isLessThan(published.length);
            assertThat(body).isEqualTo(Arrays.copyOf(published, body.length));
        }
    }

    private static void change(Path file, String how) throws IOException {
        switch (how) {
            case "cut" -> {
                try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
                    cut.setLength(1 << 20);
                }
            }
            case "written" -> {
                try (RandomAccessFile written = new RandomAccessFile(file.toFile(), "rw")) {
                    written.seek(0);
                    written.write(new byte[8 << 20]);
                }
            }
            case "replaced" -> {
                Path other = file.resolveSibling("other");
                Files.write(other, new byte[8 << 20]);
                Files.move(other, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
            default -> Files.delete(file);
        }
    }

    @Test
    void what_was_only_fetched_is_served_where_that_is_wanted() throws Exception {
        Metainfo torrent = soil();
        Node quiet = bench.serving("archive", false);
        Node mirror = bench.serving("mirror", true);
        for (Node each : List.of(quiet, mirror)) {
            each.add(NewDataset.fetched(torrent, bench.path(each == quiet ? "a" : "m"), "get"));
            NodeBench.await(each, SwarmKey.of(torrent), DatasetState.SEEDING);
        }

        String path = base(torrent) + "soil/ph.csv";
        assertThat(Asked.get(port(quiet), path).status()).isEqualTo(404);
        assertThat(Asked.get(port(mirror), path).text()).isEqualTo("6.5\n");
        assertThat(Asked.get(port(mirror), path).header("etag"))
                .isEqualTo(Asked.get(port, path).header("etag"));
    }

    private static int port(Node node) {
        return node.facts().http().orElseThrow().serving().listen().port();
    }

    @Test
    void what_is_paused_or_removed_is_not_served() throws Exception {
        Metainfo torrent = soil();
        SwarmKey key = SwarmKey.of(torrent);
        String path = base(torrent) + "soil/ph.csv";

        node.pause(key);
        assertThat(Asked.get(port, path).status()).isEqualTo(503);
        node.resume(key);
        NodeBench.await(node, key, DatasetState.SEEDING);
        assertThat(Asked.get(port, path).status()).isEqualTo(200);
        node.remove(key, false);
        assertThat(Asked.get(port, path).status()).isEqualTo(404);
    }

    @Test
    void a_catalog_of_what_is_served_is_at_the_root_and_what_is_withdrawn_is_gone() throws Exception {
        Catalog catalog = new Catalogs(bench.catalogs("station")).own();
        bench.write("rain/mm.csv", "3\n");
        Metainfo rain = bench.torrent("rain");
        catalog.post(entry(rain, "Rain"), rain); // In the catalog, and not with this node.
        Metainfo torrent = soil();
        Posted posted = catalog.post(entry(torrent, "Soil"), torrent);
        SwarmKey key = SwarmKey.of(torrent);
        node.listed(key, posted.listed().reference());
        Catalog site = new Catalogs(bench.catalogs("reader")).at("http://127.0.0.1:" + port + "/");

        Listing listing = site.list();
        byte[] bytes = site.torrent(torrent.datasetDigest().orElseThrow());
        assertThat(listing.entries()).hasSize(1);
        assertThat(listing.entries().get(0).reference()).isEqualTo("2");
        assertThat(listing.entries().get(0).entry().title()).isEqualTo("Soil");
        assertThat(bytes).isEqualTo(torrent.bytes());
        assertThat(Asked.get(port, "/").text())
                .contains(
                        "Soil",
                        "href=\"%s.html\"".formatted(torrent.datasetDigest().orElseThrow()));
        String tag = Asked.get(port, "/catalog.json").header("etag").orElseThrow();
        assertThat(Asked.get(port, "/catalog.json", "If-None-Match: " + tag + "\r\n")
                        .status())
                .isEqualTo(304);

        catalog.withdraw(
                torrent.datasetDigest().orElseThrow(),
                new Withdrawal(Optional.of("wrong \033[31munits"), Optional.empty()));
        node.withdrawn(key, "wrong units");

        for (String path : List.of(
                base(torrent) + "soil/ph.csv",
                base(torrent),
                "/" + torrent.datasetDigest().orElseThrow() + ".torrent")) {
            Asked answer = Asked.get(port, path);
            assertThat(answer.status()).as(path).isEqualTo(410);
            assertThat(answer.text()).contains("wrong \\u{1b}[31munits");
        }
        assertThat(Asked.get(port, "/catalog.json").text()).contains("\"withdrawn\":true");
    }

    private static Entry entry(Metainfo torrent, String title) {
        return Entry.builder(torrent.datasetDigest().orElseThrow())
                .title(title)
                .bytes(torrent.totalLength())
                .files(torrent.files().size())
                .pieceLength(torrent.pieceLength())
                .infohashV1(torrent.infoHashV1().orElse(null))
                .infohashV2(torrent.infoHashV2().orElse(null))
                .build();
    }

    @Test
    void what_was_sent_is_told_and_counts_for_the_dataset() throws Exception {
        Metainfo torrent = soil();
        Asked.get(port, base(torrent) + "soil/raw/depth%201.bin");
        Asked.get(port, base(torrent) + "soil/raw/depth%201.bin", "Range: bytes=0-99\r\n");

        NodeBench.await(node, SwarmKey.of(torrent), view -> view.traffic().uploaded() == 300_100);
        assertThat(served().sent()).isEqualTo(300_100);
        assertThat(served().answers()).isEqualTo(2);
        assertThat(served().clients()).isEqualTo(1);
    }

    @Test
    void the_upload_limit_holds_and_none_at_all_is_none() throws Exception {
        bench.fill("big/data.bin", 3_000_000);
        Metainfo torrent = publish("big");
        String path = base(torrent) + "big/data.bin";
        node.limit(new Limits(Optional.of(1_000_000L), Optional.empty(), Optional.empty()));
        Asked.get(port, path, "Range: bytes=0-200000\r\n"); // So that the share is settled.

        long began = System.nanoTime();
        assertThat(Asked.get(port, path).body()).hasSize(3_000_000);
        double seconds = (System.nanoTime() - began) / 1e9;

        assertThat(3_000_000 / seconds).isLessThan(1_100_000);
        node.limit(new Limits(Optional.of(0L), Optional.empty(), Optional.empty()));
        NodeBench.await(node, SwarmKey.of(torrent), view -> true);
        Asked refused = Asked.get(port, path);
        while (refused.status() == 200) {
            refused = Asked.get(port, path, "Range: bytes=0-0\r\n");
        }
        assertThat(refused.status()).isEqualTo(503);
    }

    @Test
    void a_place_that_is_taken_is_told_and_the_node_does_not_start() {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> bench.servingAt("other", port))
                .isInstanceOf(NodeException.CannotServe.class)
                .hasMessageContaining("127.0.0.1:" + port);
    }

    @Test
    void connections_that_say_nothing_keep_nobody_out() throws Exception {
        Metainfo torrent = soil();
        List<Socket> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 700; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                socket.getOutputStream().write("GET / HT".getBytes(StandardCharsets.UTF_8));
                silent.add(socket);
            }
            assertThat(Asked.get(port, base(torrent) + "soil/ph.csv").text()).isEqualTo("6.5\n");
            long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
            while (served().connections() > 512 && System.nanoTime() < deadline) {
                Thread.onSpinWait(); // One that was just taken counts before it is looked at.
            }
            assertThat(served().connections()).isLessThanOrEqualTo(512);
        } finally {
            for (Socket each : silent) {
                each.close();
            }
        }
    }
}
