package org.seedbank.catalog.drive.emulator;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Speaks the wire by hand, with one bearer token or none. */
final class RawClient {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final URI root;
    private final String token;

    RawClient(DriveEmulator emulator, String token) {
        this.root = emulator.rootUrl();
        this.token = token;
    }

    /** What came back. */
    record Answer(HttpResponse<byte[]> response) {

        int status() {
            return response.statusCode();
        }

        String text() {
            return new String(response.body(), StandardCharsets.ISO_8859_1);
        }

        JsonObject json() {
            return JsonParser.parseString(new String(response.body(), StandardCharsets.UTF_8))
                    .getAsJsonObject();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** The reason that an error body names, behind its status. */
        String refusal() {
            JsonObject error = json().getAsJsonObject("error");
            return error.get("code").getAsInt()
                    + " "
                    + error.getAsJsonArray("errors")
                            .get(0)
                            .getAsJsonObject()
                            .get("reason")
                            .getAsString();
        }

        /** The names in a listing, in its order. */
        List<String> names() {
            return json().getAsJsonArray("files").asList().stream()
                    .map(file -> file.getAsJsonObject().get("name").getAsString())
                    .toList();
        }
    }

    Answer get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, "", headers);
    }

    /** A listing by {@code q}. */
    Answer find(String q) throws IOException, InterruptedException {
        return get("drive/v3/files?q=" + escaped(q));
    }

    /** The text as a parameter's value. */
    static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    Answer send(String method, String path, String body, String... headers) throws IOException, InterruptedException {
        return send(method, path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    Answer send(String method, String path, byte[] body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(root.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return new Answer(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
    }
}
