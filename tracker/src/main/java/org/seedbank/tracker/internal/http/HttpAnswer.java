package org.seedbank.tracker.internal.http;

import java.nio.charset.StandardCharsets;

/** What a request is answered with. */
final class HttpAnswer {

    /** Nothing of another site, no script, nothing that is sent anywhere, and no frame around it. */
    private static final String POLICY =
            "default-src 'none'; style-src %s; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final String head;
    private final byte[] body;

    private HttpAnswer(String status, String type, String more, byte[] body) {
        this.head = "HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length + "\r\n"
                + more;
        this.body = body;
    }

    /** What clients of trackers read. */
    static HttpAnswer bencoded(byte[] body) {
        return new HttpAnswer("200 OK", "text/plain", "", body);
    }

    /** A line for another program. */
    static HttpAnswer line(String words) {
        return new HttpAnswer(
                "200 OK",
                "text/plain",
                "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n",
                (words + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** A page or figures that were made for all who ask for a while. */
    static HttpAnswer document(String type, byte[] body, String style) {
        String more = "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\n"
                + "Content-Security-Policy: " + POLICY.formatted(style) + "\r\n";
        return new HttpAnswer("200 OK", type, more, body);
    }

    /** A few words for what cannot be done. */
    static HttpAnswer failure(String status, String words) {
        return new HttpAnswer(
                status,
                "text/plain; charset=utf-8",
                "X-Content-Type-Options: nosniff\r\n",
                (words + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** All of it, as it goes over the wire. */
    byte[] bytes(boolean headOnly, boolean keepAlive) {
        String last = keepAlive ? "\r\n" : "Connection: close\r\n\r\n";
        int length = head.length() + last.length();
        byte[] all = new byte[length + (headOnly ? 0 : body.length)];
        // One byte for each character: nothing of a stranger's is in a head.
        put(head, all, 0);
        put(last, all, head.length());
        if (!headOnly) {
            System.arraycopy(body, 0, all, length, body.length);
        }
        return all;
    }

    private static void put(String text, byte[] into, int at) {
        for (int i = 0; i < text.length(); i++) {
            into[at + i] = (byte) text.charAt(i);
        }
    }
}
