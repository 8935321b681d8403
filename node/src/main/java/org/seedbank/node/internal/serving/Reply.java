package org.seedbank.node.internal.serving;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.seedbank.node.serving.UrlText;

/** The head of an answer, RFC 9110: its status, what of the content goes out, and what is said of that. */
final class Reply {

    static final int OK = 200;

    private static final int NO_CONTENT = 204;
    private static final int PARTIAL = 206;
    private static final int NOT_MODIFIED = 304;
    private static final int FAILED_CONDITION = 412;
    private static final int NO_SUCH_RANGE = 416;

    /** Not in any file, but by the chance of two to the power of 128. */
    private static final String BOUNDARY = "4c0d1f6a8be7439f9a52d07c31e6b85f";

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** Nothing that is served is a page of this server's own, whatever its bytes say: it runs no scripts and loads nothing. */
    private static final String POLICY = "sandbox; default-src 'none'";

    /** Kinds of characters that do something to a terminal, or cannot be seen. */
    private static final Set<Integer> HIDDEN = Stream.of(
                    Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE)
            .map(Byte::intValue)
            .collect(Collectors.toUnmodifiableSet());

    private final int status;
    private final Optional<Body> body;

    private Reply(int status, Optional<Body> body) {
        this.status = status;
        this.body = body;
    }

    int status() {
        return status;
    }

    /** Its body; empty where it has none, as for {@code HEAD}. */
    Optional<Body> body() {
        return body;
    }

    /** Answers of all kinds may be read by pages of others, as clients in browsers are: nobody is told a secret here. */
    static void openToAll(HttpFields.Mutable headers) {
        headers.put("Access-Control-Allow-Origin", "*");
        headers.put(
                "Access-Control-Expose-Headers",
                "Accept-Ranges, Content-Length, Content-Range, ETag, Last-Modified, Repr-Digest, Retry-After");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Cross-Origin-Resource-Policy", "cross-origin");
        headers.put("Referrer-Policy", "no-referrer");
    }

    /** Decides what of a content goes out, writes the head, and opens the body. */
    static Reply of(Content content, Request request, Response response) throws IOException {
        HttpFields.Mutable headers = response.getHeaders();
        Conditions conditions = new Conditions(request.getHeaders(), content);
        content.quotedTag().ifPresent(tag -> headers.put(HttpHeader.ETAG, tag));
        content.modified().ifPresent(time -> headers.put(HttpHeader.LAST_MODIFIED, DATE.format(time)));
        headers.put(HttpHeader.CACHE_CONTROL, content.caching());
        boolean ranges = content.length() != Body.UNKNOWN;
        headers.put(HttpHeader.ACCEPT_RANGES, ranges ? "bytes" : "none");
        switch (conditions.outcome()) {
            case FAILED -> {
                return bare(FAILED_CONDITION, response);
            }
            case NOT_MODIFIED -> {
                return bare(NOT_MODIFIED, response);
            }
            case GO_ON -> headers.put(HttpHeader.CONTENT_TYPE, content.type());
        }
        if (!content.type().equals(Content.HTML)) {
            headers.put("Content-Security-Policy", POLICY);
        }
        content.digest().ifPresent(digest -> headers.put("Repr-Digest", "sha-256=:" + digest + ":"));
        String range = request.getHeaders().get(HttpHeader.RANGE);
        boolean get = HttpMethod.GET.is(request.getMethod());
        Optional<List<RangeHeader.Stretch>> asked = range == null || !ranges || !get || !conditions.partFits()
                ? Optional.empty()
                : RangeHeader.parse(range, content.length());
        if (asked.isPresent() && asked.get().isEmpty()) {
            headers.put(HttpHeader.CONTENT_RANGE, "bytes */" + content.length());
            headers.remove(HttpHeader.CONTENT_TYPE);
            return bare(NO_SUCH_RANGE, response);
        }
        return asked.isPresent() ? parts(asked.get(), content, response) : whole(content, get, response);
    }

    private static Reply bare(int status, Response response) {
        response.setStatus(status);
        if (status != NOT_MODIFIED) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, 0L);
        }
        return new Reply(status, Optional.empty());
    }

    private static Reply whole(Content content, boolean get, Response response) throws IOException {
        response.setStatus(OK);
        if (content.length() != Body.UNKNOWN) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, content.length());
        }
        if (!get || content.length() == 0) {
            return new Reply(OK, Optional.empty());
        }
        List<RangeHeader.Stretch> all = List.of(new RangeHeader.Stretch(0, content.length()));
        return new Reply(OK, Optional.of(content.source().open(all).get(0)));
    }

    private static Reply parts(List<RangeHeader.Stretch> stretches, Content content, Response response)
            throws IOException {
        HttpFields.Mutable headers = response.getHeaders();
        response.setStatus(PARTIAL);
        List<Body> opened = content.source().open(stretches);
        if (stretches.size() == 1) {
            headers.put(HttpHeader.CONTENT_RANGE, range(stretches.get(0), content));
            headers.put(HttpHeader.CONTENT_LENGTH, opened.get(0).length());
            return new Reply(PARTIAL, Optional.of(opened.get(0)));
        }
        List<Body> bodies = new ArrayList<>();
        for (int i = 0; i < opened.size(); i++) {
            bodies.add(new BytesBody("%s--%s\r\nContent-Type: %s\r\nContent-Range: %s\r\n\r\n"
                    .formatted(i == 0 ? "" : "\r\n", BOUNDARY, content.type(), range(stretches.get(i), content))
                    .getBytes(UTF_8)));
            bodies.add(opened.get(i));
        }
        bodies.add(new BytesBody("\r\n--%s--\r\n".formatted(BOUNDARY).getBytes(UTF_8)));
        PartsBody all = new PartsBody(bodies);
        headers.put(HttpHeader.CONTENT_TYPE, "multipart/byteranges; boundary=" + BOUNDARY);
        headers.put(HttpHeader.CONTENT_LENGTH, all.length());
        return new Reply(PARTIAL, Optional.of(all));
    }

    private static String range(RangeHeader.Stretch stretch, Content content) {
        return "bytes %d-%d/%d".formatted(stretch.start(), stretch.end() - 1, content.length());
    }

    /** Answers with what is in the way. */
    static void refuse(Refused why, Request request, Response response, Callback done) {
        response.reset();
        openToAll(response.getHeaders());
        response.setStatus(why.status());
        why.retryAfter().ifPresent(seconds -> response.getHeaders().put(HttpHeader.RETRY_AFTER, (long) seconds));
        byte[] text = ("seedbank: " + shown(why.getMessage()) + "\n").getBytes(UTF_8);
        response.getHeaders()
                .put(HttpHeader.CONTENT_TYPE, Content.TEXT)
                .put(HttpHeader.CACHE_CONTROL, "no-store")
                .put(HttpHeader.CONTENT_LENGTH, (long) text.length);
        boolean head = HttpMethod.HEAD.is(request.getMethod());
        response.write(true, head ? ByteBuffer.allocate(0) : ByteBuffer.wrap(text), done);
    }

    /** What people wrote, with nothing in it that does something to a terminal or cannot be seen. */
    private static String shown(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (HIDDEN.contains(Character.getType(c))) {
                shown.append("\\u{").append(Integer.toHexString(c)).append('}');
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    /** Leads to the same with a slash behind it, wherever this server stands behind another. */
    static void redirect(String name, Response response, Callback done) {
        response.setStatus(301);
        response.getHeaders().put(HttpHeader.LOCATION, "./" + UrlText.encoded(name) + "/");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, 0L);
        response.write(true, ByteBuffer.allocate(0), done);
    }

    /** Tells a page of others what it may ask (CORS). */
    static void options(Response response, Callback done) {
        response.setStatus(NO_CONTENT);
        response.getHeaders()
                .put(HttpHeader.ALLOW, SiteHandler.METHODS)
                .put(new HttpField("Access-Control-Allow-Methods", SiteHandler.METHODS))
                .put(new HttpField("Access-Control-Allow-Headers", "Range, If-Range, If-None-Match, Cache-Control"))
                .put(new HttpField("Access-Control-Max-Age", "86400"));
        response.write(true, ByteBuffer.allocate(0), done);
    }

    /** A time in whole seconds, as headers tell it. */
    static Instant seconds(Instant time) {
        return Instant.ofEpochSecond(time.getEpochSecond());
    }
}
