package org.seedbank.node.internal.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.URIUtil;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.internal.page.PageAsset;
import org.seedbank.node.internal.page.PageSessions;
import org.seedbank.node.internal.wire.Messages;
import org.seedbank.node.internal.wire.Wire;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request and its answer, which is given once, on any thread. Used by one thread at a time. */
final class Call {

    private static final Logger LOG = LoggerFactory.getLogger(Call.class);

    private final Request request;
    private final Response response;
    private final Callback done;

    /** The parts of the path that stand in braces in its route, by their names, as they were sent. */
    private final Map<String, String> parts;

    Call(Request request, Response response, Callback done, Map<String, String> parts) {
        this.request = request;
        this.response = response;
        this.done = done;
        this.parts = parts;
    }

    String part(String name) {
        return URIUtil.decodePath(parts.get(name));
    }

    /** The value of a parameter behind the path's question mark. */
    Optional<String> parameter(String name) {
        try {
            return Optional.ofNullable(
                    Request.extractQueryParameters(request, UTF_8).getValue(name));
        } catch (IllegalArgumentException e) {
            throw new NodeException.BadRequest("the parameters are not percent-encoded UTF-8");
        }
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeaders().get(name));
    }

    /** How many bytes the body is said to have; negative when that is not said. */
    long bodyLength() {
        return request.getLength();
    }

    InputStream body() {
        return Request.asInputStream(request);
    }

    /** Answers with a value, and waits for whoever reads slowly. */
    void send(Object value) throws IOException {
        prepare("application/json");
        try (Writer out = new OutputStreamWriter(Response.asBufferedOutputStream(request, response), UTF_8)) {
            Wire.write(value, out);
        }
        done.succeeded();
    }

    /** Answers with a document of this type. */
    void send(InputStream document) throws IOException {
        prepare("application/json");
        try (OutputStream out = Response.asBufferedOutputStream(request, response)) {
            document.transferTo(out);
        }
        done.succeeded();
    }

    /** Answers with a document of the page, unless the browser has it as it is. */
    void send(PageAsset asset) {
        HttpFields.Mutable headers = response.getHeaders();
        PageHeaders.put(headers, asset.type());
        headers.put(HttpHeader.ETAG, asset.tag());
        if (header("If-None-Match").filter(tags -> tags.contains(asset.tag())).isPresent()) {
            response.setStatus(304);
            done.succeeded();
            return;
        }
        byte[] bytes = agreeOnGzip() ? asset.compressed() : asset.bytes();
        headers.put(HttpHeader.CONTENT_TYPE, asset.type()).put(HttpHeader.CONTENT_LENGTH, (long) bytes.length);
        response.write(true, ByteBuffer.wrap(bytes), done);
    }

    /** What proves the session that it belongs to; empty when a program asks. */
    Optional<PageSessions.Secrets> session() {
        return SessionCookie.in(request);
    }

    void setCookie(String cookie) {
        response.getHeaders().put(HttpHeader.SET_COOKIE, cookie);
    }

    /** Answers that it is done, or that there is nothing. */
    void sendNothing() {
        response.setStatus(204);
        done.succeeded();
    }

    /** Begins an answer that is sent piece by piece. */
    EventStream events(ChangeFeed feed, long seen) {
        prepare("text/event-stream");
        Optional<GzipPieces> gzip = agreeOnGzip() ? Optional.of(new GzipPieces()) : Optional.empty();
        return new EventStream(feed, seen, gzip, request, response, done);
    }

    /** Tells whether the answer is sent by gzip, and says so to who asks. */
    private boolean agreeOnGzip() {
        boolean gzip =
                request.getHeaders().getQualityCSV(HttpHeader.ACCEPT_ENCODING).contains("gzip");
        if (gzip) {
            response.getHeaders().put(HttpHeader.CONTENT_ENCODING, "gzip");
        }
        return gzip;
    }

    private void prepare(String type) {
        response.getHeaders()
                .put(HttpHeader.CONTENT_TYPE, type)
                .put(HttpHeader.CACHE_CONTROL, "no-store")
                .put("X-Content-Type-Options", "nosniff");
    }

    /** Answers with what went wrong, unless something else was answered already. */
    void refuse(Throwable failure) {
        Refusal refusal = Refusal.of(failure);
        if (response.isCommitted()) {
            done.failed(failure);
            return;
        }
        try {
            response.reset();
            response.setStatus(refusal.status());
            send(new Messages.ErrorBody(refusal.problem()));
        } catch (IOException e) {
            LOG.debug("who asked is gone", e);
            done.failed(e);
        }
    }
}
