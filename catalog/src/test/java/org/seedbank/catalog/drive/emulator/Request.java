package org.seedbank.catalog.drive.emulator;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One call, however it was wrapped: unpacked, with the method that is meant. */
final class Request {

    private final String method;
    private final String path;
    private final Parameters query;
    private final Map<String, String> headers;
    private final byte[] body;
    private String origin = "";
    private Fault fault = Fault.none();

    /** The target is a path with a query or a whole URL; header names are in any case. */
    Request(String method, String target, Map<String, String> headers, byte[] body) {
        this.headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        this.headers.putAll(headers);
        String override = this.headers.get("X-HTTP-Method-Override");
        URI uri = parse(target);
        boolean form = "GET".equals(override) && method.equals("POST");
        this.method = override == null ? method : override.toUpperCase(Locale.ROOT);
        this.path = uri.getPath();
        this.query = Parameters.parse(
                form ? new String(body, StandardCharsets.UTF_8) : uri.getRawQuery() == null ? "" : uri.getRawQuery());
        this.body = form ? new byte[0] : body;
    }

    private static URI parse(String target) {
        try {
            URI uri = URI.create(target);
            if (uri.getPath() != null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw DriveError.invalid("not a URL: " + target);
    }

    /** Says where the client thinks it is talking to, such as {@code https://www.googleapis.com}. */
    Request from(String where) {
        origin = where;
        return this;
    }

    Request with(Fault some) {
        fault = some;
        return this;
    }

    String method() {
        return method;
    }

    String path() {
        return path;
    }

    Parameters query() {
        return query;
    }

    /** The value of that header, or null. */
    String header(String name) {
        return headers.get(name);
    }

    String header(String name, String otherwise) {
        return headers.getOrDefault(name, otherwise);
    }

    Map<String, String> headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }

    String origin() {
        return origin;
    }

    /** What is to go wrong with this one. */
    Fault fault() {
        return fault;
    }

    JsonObject json() {
        return json(body);
    }

    /** A JSON object; nothing at all counts as an empty one. */
    static JsonObject json(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        try {
            return text.isBlank()
                    ? new JsonObject()
                    : JsonParser.parseString(text).getAsJsonObject();
        } catch (JsonParseException | IllegalStateException e) {
            throw DriveError.parse("Parse Error");
        }
    }
}
