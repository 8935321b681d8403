package org.seedbank.node;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One answer to bytes that were sent as they are, over a connection of its own that is read to its end. */
final class Asked {

    private static final int LIMIT_MILLIS = 20_000;

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;
    private final boolean whole;

    private Asked(int status, Map<String, String> headers, byte[] body, boolean whole) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.whole = whole;
    }

    /** Asks for a path, with more lines of the head, each with its line end. */
    static Asked get(int port, String path, String... lines) throws IOException {
        return raw(
                port,
                "GET %s HTTP/1.1\r\nHost: anybody.example\r\nConnection: close\r\n%s\r\n"
                        .formatted(path, String.join("", lines)));
    }

    static Asked raw(int port, String head) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(LIMIT_MILLIS);
            socket.getOutputStream().write(head.getBytes(UTF_8));
            return read(socket.getInputStream());
        }
    }

    private static Asked read(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            in.transferTo(all);
        } catch (SocketTimeoutException e) {
            throw new AssertionError("no end came of " + all.toString(ISO_8859_1), e);
        } catch (IOException e) {
            // The connection was cut, and what came counts.
            all.flush();
        }
        byte[] bytes = all.toByteArray();
        String text = all.toString(ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return new Asked(0, Map.of(), bytes, false);
        }
        String[] lines = text.substring(0, end).split("\r\n", -1);
        Map<String, String> headers = new TreeMap<>();
        for (String line : Arrays.asList(lines).subList(1, lines.length)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        byte[] body = Arrays.copyOfRange(bytes, end + 4, bytes.length);
        String length = headers.get("content-length");
        boolean whole =
                length == null ? text.endsWith("0\r\n\r\n") || body.length == 0 : body.length == Long.parseLong(length);
        return new Asked(Integer.parseInt(lines[0].split(" ", -1)[1]), headers, body, whole);
    }

    int status() {
        return status;
    }

    byte[] body() {
        return body;
    }

    /** Tells whether all came that the head announced. */
    boolean whole() {
        return whole;
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    String text() {
        return new String(body, UTF_8);
    }
}
