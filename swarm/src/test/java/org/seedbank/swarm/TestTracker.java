package org.seedbank.swarm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seedbank.integrity.bencode.BBytes;
import org.seedbank.integrity.bencode.BDict;
import org.seedbank.integrity.bencode.BValue;
import org.seedbank.integrity.bencode.BencodeWriter;

/** A tracker (BEP 3) on loopback for one torrent: whoever announces gets everybody else. */
final class TestTracker implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("(?:^|&)port=([0-9]+)");

    private final HttpServer server;
    private final Set<Integer> ports = new ConcurrentSkipListSet<>();
    private volatile String refusal = "";

    private TestTracker(HttpServer server) {
        this.server = server;
        server.createContext("/announce", this::announce);
        server.start();
    }

    static TestTracker start() throws IOException {
        return new TestTracker(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    }

    /** From now on refuses everybody for this reason. */
    TestTracker refusing(String reason) {
        refusal = reason;
        return this;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/announce";
    }

    private void announce(HttpExchange exchange) throws IOException {
        Matcher port = PORT.matcher(exchange.getRequestURI().getRawQuery());
        int own = port.find() ? Integer.parseInt(port.group(1)) : 0;
        byte[] answer = BencodeWriter.write(BDict.of(
                refusal.isEmpty()
                        ? Map.of("interval", new BValue.BInteger(2), "peers", BBytes.of(othersThan(own)))
                        : Map.of("failure reason", BBytes.of(refusal))));
        ports.add(own);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private byte[] othersThan(int own) {
        ByteArrayOutputStream peers = new ByteArrayOutputStream();
        ports.stream()
                .filter(port -> port != own)
                .forEach(port -> peers.writeBytes(new byte[] {127, 0, 0, 1, (byte) (port >> 8), (byte) (int) port}));
        return peers.toByteArray();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
