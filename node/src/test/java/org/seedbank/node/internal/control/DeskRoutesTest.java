package org.seedbank.node.internal.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.catalog.CatalogSettings;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.names.Catalogs;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.dataset.DatasetHasher;
import org.seedbank.integrity.dataset.DatasetScan;
import org.seedbank.integrity.dataset.PieceLength;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;
import org.seedbank.node.api.NewDataset;

/** The way from the catalogs of a home to its node, as requests and answers. */
class DeskRoutesTest {

    private static final List<String> ASKED = List.of(
            "/v1/catalogs",
            "/v1/catalogs/local/entries",
            "/v1/catalogs/local/entries/%s",
            "/v1/catalogs/local/entries/%s/files",
            "/v1/folders",
            "/v1/publications");

    @TempDir
    Path folder;

    private Bench bench;
    private Path copies;
    private String digest;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(folder.resolve("node"));
        copies = Files.createDirectories(folder.resolve("copies"));
        Catalogs catalogs = new Catalogs(CatalogSettings.below(folder.resolve("home")));
        bench.node.has(catalogs, copies);
        Metainfo torrent = torrent();
        digest = torrent.datasetDigest().orElseThrow().hex();
        catalogs.own()
                .post(
                        Entry.builder(torrent.datasetDigest().orElseThrow())
                                .title("<b>Soil</b> \u202egpj")
                                .bytes(torrent.totalLength())
                                .files(torrent.files().size())
                                .pieceLength(torrent.pieceLength())
                                .infohashV1(torrent.infoHashV1().orElse(null))
                                .infohashV2(torrent.infoHashV2().orElse(null))
                                .build(),
                        torrent);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private Metainfo torrent() throws Exception {
        Path data = Files.createDirectories(folder.resolve("soil"));
        Files.writeString(data.resolve("a.csv"), "1\n");
        Files.writeString(data.resolve("b.csv"), "2\n");
        return Metainfo.parse(DatasetHasher.hash(
                        DatasetScan.scan(data, false),
                        TorrentFormat.HYBRID,
                        new PieceLength(16 << 10),
                        1,
                        Progress.NONE)
                .write(List.of(), List.of(), "seedbank test", Optional.empty()));
    }

    private String fetch(String more) throws Exception {
        return bench.http.send(
                "POST",
                "/v1/fetches",
                "{\"catalog\":\"local\",\"digest\":\"%s\",\"folder\":\"%s\",\"seed\":true%s}"
                        .formatted(digest, copies, more));
    }

    @Test
    void each_path_answers_who_has_the_token_and_nobody_else() throws Exception {
        for (String path : ASKED) {
            String asked = path.formatted(digest);
            assertThat(RawHttp.status(bench.http.get(asked))).as(asked).isEqualTo(200);
            String host = "127.0.0.1:" + bench.server.port();
            assertThat(RawHttp.status(bench.http.exchange("GET %s HTTP/1.1\nHost: %s\n".formatted(asked, host), "")))
                    .as(asked)
                    .isEqualTo(401);
            assertThat(RawHttp.status(
                            bench.http.exchange(bench.http.head("GET " + asked) + "Origin: http://evil.example\n", "")))
                    .as(asked)
                    .isEqualTo(403);
        }
        assertThat(RawHttp.status(bench.http.exchange(
                        bench.http.head("POST /v1/fetches")
                                + "Origin: http://evil.example\nContent-Type: application/json\nContent-Length: 2\n",
                        "{}")))
                .isEqualTo(403);
        assertThat(bench.node.requests()).isEmpty();
    }

    @Test
    void a_title_is_sent_as_it_is_and_as_text() throws Exception {
        assertThat(bench.http.get("/v1/catalogs/local/entries?find=soil"))
                .contains("Content-Type: application/json", "X-Content-Type-Options: nosniff")
                .contains("\"total\":1", "\"reference\":\"1\"");
    }

    @Test
    void a_fetch_hands_the_chosen_files_to_the_node() throws Exception {
        String answer = fetch(",\"files\":[1],\"name\":\"mine\",\"existing\":\"adopt\"");

        assertThat(RawHttp.status(answer)).isEqualTo(200);
        NewDataset request = bench.node.requests().get(0);
        assertThat(request.place()).isEqualTo(copies);
        assertThat(request.files().orElseThrow()).containsExactly(1);
        assertThat(request.name()).contains("mine");
        assertThat(request.origin()).isEqualTo("get");
    }

    @Test
    void a_fetch_that_makes_no_sense_is_a_bad_request() throws Exception {
        assertThat(RawHttp.code(fetch(",\"link\":\"magnet:?xt=urn:btih:" + "0".repeat(40) + "\"")))
                .isEqualTo("bad-request");
        assertThat(RawHttp.code(fetch(",\"files\":[]"))).isEqualTo("bad-request");
        assertThat(RawHttp.code(fetch(",\"unknown\":1"))).isEqualTo("bad-request");
        assertThat(RawHttp.code(bench.http.send(
                        "POST",
                        "/v1/fetches",
                        "{\"catalog\":\"local\",\"digest\":\"%s\",\"folder\":\"copies\",\"seed\":true}"
                                .formatted(digest))))
                .isEqualTo("bad-request");
        assertThat(RawHttp.code(bench.http.send(
                        "POST",
                        "/v1/fetches",
                        "{\"link\":\"ftp://evil.example/\",\"folder\":\"%s\",\"seed\":true}".formatted(copies))))
                .isEqualTo("bad-request");
        assertThat(bench.node.requests()).isEmpty();
    }

    @Test
    void a_link_that_is_none_is_refused_with_what_is_one() throws Exception {
        assertThat(bench.http.send(
                        "POST",
                        "/v1/fetches",
                        "{\"link\":\"nonsense\",\"folder\":\"%s\",\"seed\":true}".formatted(copies)))
                .contains(
                        "\"remedy\":\"give a magnet link, an infohash, or the address of a torrent with http or https\"");
    }

    @Test
    void a_publication_that_makes_no_sense_is_a_bad_request_and_hostile_pages_begin_none() throws Exception {
        for (String path : List.of("/v1/publications", "/v1/publications/look")) {
            assertThat(RawHttp.code(bench.http.send("POST", path, "{}"))).isEqualTo("bad-request");
            assertThat(RawHttp.code(bench.http.send("POST", path, "{\"path\":\"relative\"}")))
                    .isEqualTo("bad-request");
            assertThat(RawHttp.status(bench.http.exchange(
                            bench.http.head("POST " + path)
                                    + "Origin: http://evil.example\nContent-Type: application/json\nContent-Length: 2\n",
                            "{}")))
                    .isEqualTo(403);
        }
        assertThat(RawHttp.code(bench.http.exchange(bench.http.head("DELETE /v1/publications/none"), "")))
                .isEqualTo("refused");
    }

    @Test
    void a_folder_outside_of_those_that_are_known_is_refused() throws Exception {
        for (String path : List.of("/", "/etc", copies + "/..", copies + "/deeper")) {
            String answer = bench.http.send(
                    "POST",
                    "/v1/fetches",
                    "{\"catalog\":\"local\",\"digest\":\"%s\",\"folder\":\"%s\",\"seed\":true}"
                            .formatted(digest, path));
            assertThat(RawHttp.code(answer)).as(path).isEqualTo("refused");
        }
        assertThat(bench.node.requests()).isEmpty();
    }

    @Test
    void wrong_names_digests_and_numbers_are_refused() throws Exception {
        assertThat(RawHttp.code(bench.http.get("/v1/catalogs/nowhere/entries"))).isEqualTo("refused");
        assertThat(RawHttp.code(bench.http.get("/v1/catalogs/%2e%2e%2fnode/entries")))
                .isNotEqualTo("failed");
        assertThat(RawHttp.code(bench.http.get("/v1/catalogs/local/entries/abc")))
                .isEqualTo("bad-request");
        assertThat(RawHttp.code(bench.http.get("/v1/catalogs/local/entries?count=0")))
                .isEqualTo("bad-request");
        assertThat(RawHttp.code(bench.http.get("/v1/catalogs/local/entries?from=x")))
                .isEqualTo("bad-request");
        assertThat(RawHttp.code(bench.http.get("/v1/catalogs/local/entries/" + digest + "/files?count=1001")))
                .isEqualTo("bad-request");
    }
}
