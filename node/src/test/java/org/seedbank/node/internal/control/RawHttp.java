package org.seedbank.node.internal.control;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Bytes as somebody hostile, or only careless, might send them. */
final class RawHttp {

    private static final int TIMEOUT_MILLIS = 30_000;

    private final int port;
    private final String token;

    RawHttp(int port, String token) {
        this.port = port;
        this.token = token;
    }

    Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.connect(
                new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), TIMEOUT_MILLIS);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return socket;
    }

    /** The head of a request that is let in; lines are ended with {@code \n} here. */
    String head(String requestLine) {
        return requestLine + " HTTP/1.1\nHost: 127.0.0.1:" + port + "\nAuthorization: Bearer " + token + "\n";
    }

    static byte[] bytes(String head) {
        return head.replace("\n", "\r\n").getBytes(ISO_8859_1);
    }

    /** Sends one request and returns all that comes back. */
    String exchange(String head, String body) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(bytes(head + "\n"));
            socket.getOutputStream().write(body.getBytes(ISO_8859_1));
            return rest(socket);
        }
    }

    static String rest(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        return new String(in.readAllBytes(), ISO_8859_1);
    }

    /** The answer to a request that is let in. */
    String get(String path) throws IOException {
        return exchange(head("GET " + path), "");
    }

    /** The answer to a JSON body. */
    String send(String method, String path, String json) throws IOException {
        return exchange(
                head(method + " " + path) + "Content-Type: application/json\nContent-Length: " + json.length() + "\n",
                json);
    }

    static int status(String answer) {
        return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
    }

    static String code(String answer) {
        return answer.replaceFirst("(?s).*\"code\":\"([a-z-]+)\".*", "$1");
    }
}
