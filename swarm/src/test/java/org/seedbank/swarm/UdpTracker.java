package org.seedbank.swarm;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A tracker over UDP (BEP 15) on loopback, which refuses everybody, or knows of others by numbers alone. */
final class UdpTracker implements AutoCloseable {

    private static final int CONNECT = 0;
    private static final int ANNOUNCE = 1;
    private static final int ERROR = 3;

    private final DatagramSocket socket;
    private volatile String refusal;

    private UdpTracker(DatagramSocket socket, String refusal) {
        this.socket = socket;
        this.refusal = refusal;
    }

    /** Starts one. An empty refusal is none: then it counts 4 seeders and 3 leechers. */
    static UdpTracker start(String refusal) throws IOException {
        UdpTracker tracker =
                new UdpTracker(new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)), refusal);
        Thread thread = new Thread(tracker::serve, "a tracker over udp");
        thread.setDaemon(true);
        thread.start();
        return tracker;
    }

    /** It refuses nothing any more. */
    void welcome() {
        refusal = "";
    }

    String url() {
        return "udp://127.0.0.1:" + socket.getLocalPort();
    }

    private void serve() {
        DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
        while (!socket.isClosed()) {
            try {
                packet.setLength(2000);
                socket.receive(packet);
                byte[] answer = answer(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()));
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException e) {
                return; // The test has ended.
            }
        }
    }

    private byte[] answer(ByteBuffer request) {
        int action = request.getInt(8);
        int transaction = request.getInt(12);
        ByteBuffer answer = ByteBuffer.allocate(100);
        if (action == CONNECT) {
            answer.putInt(CONNECT).putInt(transaction).putLong(7);
        } else if (!refusal.isEmpty()) {
            answer.putInt(ERROR).putInt(transaction).put(refusal.getBytes(StandardCharsets.UTF_8));
        } else {
            answer.putInt(ANNOUNCE).putInt(transaction).putInt(1800).putInt(3).putInt(4);
        }
        byte[] bytes = new byte[answer.position()];
        answer.flip().get(bytes);
        return bytes;
    }

    @Override
    public void close() {
        socket.close();
    }
}
