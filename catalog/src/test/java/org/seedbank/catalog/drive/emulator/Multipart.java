package org.seedbank.catalog.drive.emulator;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bodies of several parts (RFC 2046, section 5.1). Split on bytes: a part may hold anything. */
final class Multipart {

    private static final Pattern BOUNDARY =
            Pattern.compile("(?i)multipart/\\w+;.*?boundary=(?:\"([^\"]+)\"|([^;\\s]+)).*");
    private static final byte[] BLANK_LINE = ascii("\r\n\r\n");

    /** One part. */
    static final class Part {

        private final Map<String, String> headers;
        private final byte[] body;

        private Part(Map<String, String> headers, byte[] body) {
            this.headers = headers;
            this.body = body;
        }

        String header(String name) {
            return headers.get(name);
        }

        byte[] body() {
            return body;
        }
    }

    private Multipart() {}

    static List<Part> parse(String contentType, byte[] body) {
        Matcher boundary = BOUNDARY.matcher(contentType == null ? "" : contentType);
        if (!boundary.matches()) {
            throw DriveError.parse("Missing multipart boundary in Content-Type");
        }
        String name = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
        byte[] first = ascii("--" + name);
        byte[] next = ascii("\r\n--" + name);
        List<Part> parts = new ArrayList<>();
        int at = indexOf(body, first, 0) + first.length;
        while (at >= first.length && !startsWith(body, "--", at)) {
            int end = indexOf(body, next, at);
            if (end < 0) {
                throw DriveError.parse("Missing end boundary in multipart body.");
            }
            parts.add(part(Arrays.copyOfRange(body, at, end)));
            at = end + next.length;
        }
        return parts;
    }

    /** Reads headers, a blank line and the rest; what comes before the first header's line end is dropped. */
    private static Part part(byte[] bytes) {
        int blank = indexOf(bytes, BLANK_LINE, 0);
        if (blank < 0) {
            throw DriveError.parse("Missing blank line in multipart body.");
        }
        String head = new String(bytes, 0, blank, StandardCharsets.ISO_8859_1);
        Map<String, String> headers = headers(head);
        byte[] body = Arrays.copyOfRange(bytes, blank + BLANK_LINE.length, bytes.length);
        boolean base64 = "base64".equalsIgnoreCase(headers.get("Content-Transfer-Encoding"));
        return new Part(headers, base64 ? Base64.getMimeDecoder().decode(body) : body);
    }

    static Map<String, String> headers(String lines) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        lines.lines()
                .map(line -> line.split(":", 2))
                .filter(pair -> pair.length == 2)
                .forEach(pair -> headers.put(pair[0].strip(), pair[1].strip()));
        return headers;
    }

    /** Splits an HTTP message into its head, without the blank line, and its body. */
    static List<byte[]> message(byte[] bytes) {
        int blank = indexOf(bytes, BLANK_LINE, 0);
        int end = blank < 0 ? bytes.length : blank;
        byte[] body = blank < 0 ? new byte[0] : Arrays.copyOfRange(bytes, blank + BLANK_LINE.length, bytes.length);
        return List.of(Arrays.copyOf(bytes, end), body);
    }

    /** Puts parts together, each already with its headers. */
    static byte[] write(String boundary, List<byte[]> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(ascii("--" + boundary + "\r\n"));
            out.writeBytes(part);
            out.writeBytes(ascii("\r\n"));
        }
        out.writeBytes(ascii("--" + boundary + "--\r\n"));
        return out.toByteArray();
    }

    private static boolean startsWith(byte[] bytes, String text, int at) {
        byte[] wanted = ascii(text);
        int end = at + wanted.length;
        return end <= bytes.length && Arrays.equals(bytes, at, end, wanted, 0, wanted.length);
    }

    /** Negative, by far, where it is not found. */
    private static int indexOf(byte[] bytes, byte[] wanted, int from) {
        for (int at = from; at + wanted.length <= bytes.length; at++) {
            if (bytes[at] == wanted[0] && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return Integer.MIN_VALUE;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
