package org.seedbank.tracker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.seedbank.integrity.HostPort;
import org.seedbank.integrity.bencode.BDict;
import org.seedbank.integrity.bencode.BencodeReader;

/** Asks a tracker over a plain socket, as no client's library would let one. */
final class Peer {

    private static final int DEADLINE_MILLIS = 20_000;

    private Peer() {}

    /** An open connection. */
    static Socket connect(HostPort tracker) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(tracker.host(), tracker.port()), DEADLINE_MILLIS);
        socket.setSoTimeout(DEADLINE_MILLIS);
        return socket;
    }

    static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** All of an answer until the end of the connection, one byte in each character. */
    static String raw(HostPort tracker, String request) throws IOException {
        try (Socket socket = connect(tracker)) {
            send(socket, request);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** The answer to a GET with these header lines, each with its end. */
    static String get(HostPort tracker, String target, String headers) throws IOException {
        return raw(tracker, "GET " + target + " HTTP/1.1\r\nHost: tracker\r\nConnection: close\r\n" + headers + "\r\n");
    }

    static String body(String answer) {
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }

    static String page(HostPort tracker, String target) throws IOException {
        String latin = body(get(tracker, target, ""));
        return new String(latin.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** The answer to an announce or a scrape, through a proxy that says where it comes from. */
    static BDict ask(HostPort tracker, String target, String client) throws Exception {
        String answer = get(tracker, target, client.isEmpty() ? "" : "X-Forwarded-For: " + client + "\r\n");
        return (BDict) BencodeReader.read(body(answer).getBytes(StandardCharsets.ISO_8859_1));
    }

    /** One answer of a connection that stays open. */
    static String next(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the connection has ended after: " + head);
            }
            head.write(next);
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        int at = text.indexOf("Content-Length: ") + 16;
        int length = Integer.parseInt(text.substring(at, text.indexOf('\r', at)));
        return text + new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
    }
}
