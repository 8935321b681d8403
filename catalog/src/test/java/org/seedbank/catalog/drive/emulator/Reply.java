package org.seedbank.catalog.drive.emulator;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer and the way it is to arrive. */
final class Reply {

    /** What becomes of the answer on its way. */
    enum Delivery {
        WHOLE,
        /** The connection is reset in place of an answer. */
        CUT,
        /** Half of what {@code Content-Length} promises, then the end. */
        TRUNCATED,
        /** One byte at a time. */
        SLOW
    }

    private static final Gson GSON =
            new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

    private final int status;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private Content body;
    private long from;
    private long length;
    private Delivery delivery = Delivery.WHOLE;
    private Fault pace = Fault.none();

    private Reply(int status, Content body) {
        this.status = status;
        this.body = body;
        this.length = body.size();
    }

    static Reply empty(int status) {
        return new Reply(status, Content.of(new byte[0]));
    }

    static Reply json(JsonElement json) {
        return json(200, json);
    }

    static Reply json(int status, JsonElement json) {
        return text(status, "application/json; charset=UTF-8", GSON.toJson(json));
    }

    static Reply text(int status, String type, String text) {
        return bytes(status, type, text.getBytes(StandardCharsets.UTF_8));
    }

    static Reply bytes(int status, String type, byte[] bytes) {
        return new Reply(status, Content.of(bytes)).header("Content-Type", type);
    }

    static Reply error(DriveError error) {
        Reply reply = json(error.status(), error.body());
        return switch (error.reason()) {
            case "authError" ->
                reply.header(
                        "WWW-Authenticate", "Bearer realm=\"https://accounts.google.com/\", error=\"invalid_token\"");
            case "insufficientPermissions" ->
                reply.header(
                        "WWW-Authenticate",
                        "Bearer realm=\"https://accounts.google.com/\", error=\"insufficient_scope\"");
            case "required" -> reply.header("WWW-Authenticate", "Bearer realm=\"https://accounts.google.com/\"");
            default -> reply;
        };
    }

    static Reply media(int status, String type, Content content, ByteRange range) {
        Reply reply = new Reply(status, content).header("Content-Type", type);
        reply.from = range.first();
        reply.length = range.length();
        return reply;
    }

    Reply header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    Reply body(Content other) {
        body = other;
        from = 0;
        length = other.size();
        return this;
    }

    Reply arriving(Delivery how) {
        delivery = how;
        return this;
    }

    /** Says how slow it is to be. */
    Reply paced(Fault fault) {
        pace = fault;
        return this;
    }

    Fault pace() {
        return pace;
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    Content body() {
        return body;
    }

    long from() {
        return from;
    }

    long length() {
        return length;
    }

    Delivery delivery() {
        return delivery;
    }

    boolean isJson() {
        return headers.getOrDefault("Content-Type", "").startsWith("application/json");
    }

    /** The body of a JSON answer. */
    String text() {
        return new String(body.bytes(), StandardCharsets.UTF_8);
    }
}
