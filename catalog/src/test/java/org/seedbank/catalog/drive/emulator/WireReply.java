package org.seedbank.catalog.drive.emulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/** Writes one answer to a connection, the way it is to arrive. */
final class WireReply {

    private static final long LONGEST_HALT_SECONDS = 60;

    private final OutputStream out;

    WireReply(OutputStream out) {
        this.out = out;
    }

    /** What HTTP calls a status; clients do not heed it. */
    static String phrase(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 204 -> "No Content";
            case 206 -> "Partial Content";
            case 308 -> "Resume Incomplete";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 409 -> "Conflict";
            default -> "Status";
        };
    }

    /** Returns whether the connection can serve another request. */
    boolean write(Request request, Reply reply, Instant date) throws IOException, InterruptedException {
        if (reply.isJson() && request.header("Accept-Encoding", "").contains("gzip")) {
            reply.body(Content.of(gzip(reply.body().bytes()))).header("Content-Encoding", "gzip");
        }
        out.write(head(reply, date));
        boolean whole = reply.delivery() != Reply.Delivery.TRUNCATED;
        long length = whole ? reply.length() : reply.length() / 2;
        if (reply.delivery() == Reply.Delivery.SLOW) {
            writeSlowly(reply);
        } else if (!request.method().equals("HEAD")) {
            reply.body().writeTo(out, reply.from(), length);
        }
        out.flush();
        return whole && !"close".equalsIgnoreCase(request.header("Connection"));
    }

    private static byte[] head(Reply reply, Instant date) {
        StringBuilder head = new StringBuilder("HTTP/1.1 ")
                .append(reply.status())
                .append(' ')
                .append(phrase(reply.status()))
                .append("\r\nDate: ")
                .append(DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.ofInstant(date, ZoneOffset.UTC)));
        reply.headers()
                .forEach((name, value) ->
                        head.append("\r\n").append(name).append(": ").append(value));
        if (reply.status() != 204) {
            head.append("\r\nContent-Length: ").append(reply.length());
        }
        return head.append("\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private void writeSlowly(Reply reply) throws IOException, InterruptedException {
        Fault pace = reply.pace();
        if (pace.release() != null) {
            long half = reply.length() / 2;
            reply.body().writeTo(out, reply.from(), half);
            out.flush();
            if (!pace.release().await(LONGEST_HALT_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("nobody let the answer go on");
            }
            reply.body().writeTo(out, reply.from() + half, reply.length() - half);
            return;
        }
        for (long at = 0; at < reply.length(); at++) {
            reply.body().writeTo(out, reply.from() + at, 1);
            out.flush();
            Thread.sleep(pace.pause().toMillis());
        }
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(bytes);
        }
        return zipped.toByteArray();
    }
}
