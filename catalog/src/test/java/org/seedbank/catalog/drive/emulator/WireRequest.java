package org.seedbank.catalog.drive.emulator;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** Reads one request off a connection (RFC 9112): {@code Content-Length}, chunks, {@code Expect}, gzip. */
final class WireRequest {

    private final InputStream in;
    private final OutputStream out;

    WireRequest(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** The next request, or null where the client has no more. */
    Request read(String scheme) throws IOException {
        String line = line();
        if (line == null) {
            return null;
        }
        String[] words = line.split(" ", -1);
        if (words.length != 3 || !words[2].startsWith("HTTP/1.")) {
            throw new IOException("no HTTP/1 request line");
        }
        Map<String, String> headers = headers();
        byte[] body = body(headers);
        if ("gzip".equalsIgnoreCase(headers.get("Content-Encoding"))) {
            body = new GZIPInputStream(new ByteArrayInputStream(body)).readNBytes(Limits.BODY_BYTES);
        }
        return new Request(words[0], words[1], headers, body).from(scheme + "://" + headers.get("Host"));
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = mustLine(); !line.isEmpty(); line = mustLine()) {
            int colon = line.indexOf(':');
            if (colon < 1 || headers.size() == Limits.HEADERS) {
                throw new IOException("a bad header, or too many of them");
            }
            headers.merge(line.substring(0, colon), line.substring(colon + 1).strip(), (one, two) -> one + "," + two);
        }
        return headers;
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if ("100-continue".equalsIgnoreCase(headers.get("Expect"))) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }
        if ("chunked".equalsIgnoreCase(headers.get("Transfer-Encoding"))) {
            return chunks();
        }
        return exactly(number(headers.getOrDefault("Content-Length", "0"), 10));
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int size = number(mustLine().replaceFirst(";.*", ""), 16);
            if (body.size() + (long) size > Limits.BODY_BYTES) {
                throw new IOException("the body is too long");
            }
            if (size == 0) {
                headers();
                return body.toByteArray();
            }
            body.writeBytes(exactly(size));
            mustLine();
        }
    }

    private byte[] exactly(int size) throws IOException {
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException("the body ends early");
        }
        return bytes;
    }

    private static int number(String text, int radix) throws IOException {
        try {
            int number = Integer.parseInt(text.strip(), radix);
            if (number >= 0 && number <= Limits.BODY_BYTES) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IOException("not a length that is taken: " + text);
    }

    private String mustLine() throws IOException {
        String line = line();
        if (line == null) {
            throw new EOFException("the request ends early");
        }
        return line;
    }

    /** Null at the end of the stream. */
    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 || line.size() == Limits.LINE_BYTES) {
                return null;
            }
            line.write(c);
        }
        return line.toString(StandardCharsets.ISO_8859_1).replaceFirst("\r$", "");
    }
}
