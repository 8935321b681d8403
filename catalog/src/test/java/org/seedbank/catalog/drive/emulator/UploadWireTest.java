package org.seedbank.catalog.drive.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.seedbank.catalog.drive.emulator.RawClient.Answer;

/** Uploads and downloads, byte for byte on the wire. */
class UploadWireTest {

    private static final String USER = "grower@example.org";
    private static final String UPLOAD = "upload/drive/v3/files?uploadType=";

    private final DriveEmulator emulator = DriveEmulator.start();
    private final RawClient client = new RawClient(emulator, emulator.drive().userToken(USER, "drive"));

    @AfterEach
    void close() {
        emulator.close();
    }

    @Test
    void a_part_may_hold_any_bytes_and_things_that_look_like_a_boundary() throws Exception {
        byte[] content = "\r\n--other--\r\n\0\u00ff\r\n".getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(
                "--b\r\nContent-Type: application/json\r\n\r\n{\"name\":\"x\"}\r\n--b\r\nContent-Type: image/png\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(content);
        body.writeBytes("\r\n--b--".getBytes(StandardCharsets.US_ASCII));

        Answer made = client.send(
                "POST", UPLOAD + "multipart", body.toByteArray(), "Content-Type", "multipart/related; boundary=\"b\"");

        String id = made.json().get("id").getAsString();
        assertThat(emulator.drive().content(id)).isEqualTo(content);
        assertThat(emulator.drive().look(id).mimeType()).isEqualTo("image/png");
    }

    @Test
    void a_zipped_body_is_unpacked() throws Exception {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write("{\"name\":\"ph.csv\"}".getBytes(StandardCharsets.UTF_8));
        }

        Answer made = client.send("POST", "drive/v3/files", zipped.toByteArray(), "Content-Encoding", "gzip");

        assertThat(made.json().get("name").getAsString()).isEqualTo("ph.csv");
    }

    @Test
    void bytes_alone_make_a_file_without_a_name() throws Exception {
        Answer made =
                client.send("POST", UPLOAD + "media&fields=name,mimeType,size", "6.5", "Content-Type", "text/csv");

        assertThat(made.text()).isEqualTo("{\"name\":\"Untitled\",\"mimeType\":\"text/csv\",\"size\":\"3\"}");
    }

    @Test
    void chunks_of_unknown_number_make_a_file() throws Exception {
        Answer begun = client.send("POST", UPLOAD + "resumable&fields=name,size", "{\"name\":\"ph.csv\"}");
        String session = begun.header("Location");

        Answer none = client.send("PUT", session, "", "Content-Range", "bytes */*");
        Answer first = client.send("PUT", session, "6.5", "Content-Range", "bytes 0-2/*");
        Answer gap = client.send("PUT", session, "9", "Content-Range", "bytes 7-7/*");
        Answer overlap = client.send("PUT", session, "57", "Content-Range", "bytes 2-3/4");
        Answer asked = client.send("PUT", session, "", "Content-Range", "bytes */4");

        assertThat(begun.status()).isEqualTo(200);
        assertThat(none.status() + none.header("Range")).isEqualTo("308");
        assertThat(first.status() + first.header("Range")).isEqualTo("308bytes=0-2");
        assertThat(first.header("Location")).isEmpty();
        assertThat(gap.header("Range")).isEqualTo("bytes=0-2");
        assertThat(overlap.text()).isEqualTo("{\"name\":\"ph.csv\",\"size\":\"4\"}");
        assertThat(asked.text()).isEqualTo(overlap.text());
        assertThat(emulator.drive().list(emulator.drive().root(USER))).hasSize(1);
    }

    @Test
    void bad_metadata_is_refused() throws Exception {
        assertThat(client.send("POST", "drive/v3/files", "{\"id\":\"1234567890123456789012345\"}")
                        .refusal())
                .isEqualTo("400 invalid");
        assertThat(client.send("POST", "drive/v3/files", "{\"name\":").refusal())
                .isEqualTo("400 parseError");
        assertThat(client.send("POST", "drive/v3/files", "{\"name\":1}").refusal())
                .isEqualTo("400 parseError");
        assertThat(client.send("POST", "drive/v3/files", "{\"parents\":\"x\"}").refusal())
                .isEqualTo("400 parseError");
        assertThat(client.send("POST", "drive/v3/files", "{\"createdTime\":\"today\"}")
                        .refusal())
                .isEqualTo("400 invalid");
    }

    @Test
    void a_session_that_never_was_is_not_found() throws Exception {
        assertThat(client.send("PUT", UPLOAD + "resumable&upload_id=x", "").refusal())
                .isEqualTo("404 notFound");
    }

    @Test
    void an_upload_to_a_file_heeds_the_tag_that_it_names() throws Exception {
        String id = emulator.drive().file(USER, emulator.drive().root(USER), "x", new byte[] {'a'});
        String path = "upload/drive/v3/files/" + id + "?uploadType=media";
        String tag = client.get("drive/v2/files/" + id).json().get("etag").getAsString();

        assertThat(client.send("PATCH", path, "b", "If-Match", tag).status()).isEqualTo(200);
        assertThat(client.send("PATCH", path, "c", "If-Match", tag).refusal()).isEqualTo("412 conditionNotMet");
        assertThat(client.send("PUT", path, "c").refusal()).isEqualTo("404 notFound");
        assertThat(emulator.drive().content(id)).isEqualTo(new byte[] {'b'});
    }

    @Test
    void what_a_body_of_parts_lacks_is_a_parse_error() throws Exception {
        assertThat(client.send("POST", UPLOAD + "multipart", "--b", "Content-Type", "multipart/related; boundary=b")
                        .refusal())
                .isEqualTo("400 parseError");
        assertThat(client.send("POST", UPLOAD + "multipart", "{}", "Content-Type", "application/json")
                        .refusal())
                .isEqualTo("400 parseError");
    }

    @Test
    void a_range_is_a_part_of_the_file() throws Exception {
        String id = emulator.drive().file(USER, emulator.drive().root(USER), "x", new byte[] {'a', 'b', 'c', 'd'});
        String path = "drive/v3/files/" + id + "?alt=media";

        Answer middle = client.get(path, "Range", "bytes=1-2");
        Answer behind = client.get(path, "Range", "bytes=4-");

        assertThat(middle.status() + middle.text() + middle.header("Content-Range"))
                .isEqualTo("206bcbytes 1-2/4");
        assertThat(client.get(path, "Range", "bytes=2-99").text()).isEqualTo("cd");
        assertThat(client.get(path, "Range", "bytes=-3").text()).isEqualTo("bcd");
        assertThat(client.get(path, "Range", "words=1-2").text()).isEqualTo("abcd");
        assertThat(behind.status() + behind.header("Content-Range")).isEqualTo("416bytes */4");
    }

    @Test
    void calls_come_in_one_batch() throws Exception {
        String id = emulator.drive().file(USER, emulator.drive().root(USER), "x", new byte[0]);
        String body = """
                --b
                Content-Type: application/http
                Content-ID: <one>

                PATCH %sdrive/v3/files/%s HTTP/1.1
                Content-Type: application/json

                {"name":"y"}
                --b
                Content-Type: application/http
                Content-ID: <two>

                GET /drive/v3/files/none HTTP/1.1

                --b--
                """.formatted(emulator.rootUrl(), id).replace("\n", "\r\n");

        Answer answer = client.send("POST", "batch/drive/v3", body, "Content-Type", "multipart/mixed; boundary=b");

        assertThat(answer.text())
                .contains("Content-ID: <response-one>", "HTTP/1.1 200 OK", "\"name\":\"y\"")
                .contains("Content-ID: <response-two>", "HTTP/1.1 404 Not Found", "File not found: none.");
        assertThat(emulator.drive().look(id).name()).isEqualTo("y");
    }

    @Test
    void properties_and_descriptions_have_limits() throws Exception {
        String key = "k".repeat(60);
        String fits = "{\"properties\":{\"" + key + "\":\"" + "v".repeat(64) + "\"}}";
        String exceeds = "{\"properties\":{\"" + key + "\":\"" + "v".repeat(65) + "\"}}";
        String megabyte = "{\"description\":\"" + "x".repeat(1 << 20) + "\"}";

        assertThat(client.send("POST", "drive/v3/files", fits).status()).isEqualTo(200);
        assertThat(client.send("POST", "drive/v3/files", exceeds).refusal()).isEqualTo("400 propertyLengthExceeded");
        assertThat(client.send("POST", "drive/v3/files", megabyte).refusal()).isEqualTo("400 invalid");
    }
}
