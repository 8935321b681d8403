package org.seedbank.node.findings;

import java.io.IOException;
import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.seedbank.swarm.SessionView;
import org.seedbank.swarm.SwarmKey;

/** Finds out whether a peer answers at an address: a connection and the handshake of BEP 3 over TCP, a greeting of BEP 29 over UDP. */
final class PortProbe {

    private static final byte[] PROTOCOL = "\u0013BitTorrent protocol".getBytes(StandardCharsets.US_ASCII);
    private static final int RESERVED = 8;
    private static final int INFOHASH_END = PROTOCOL.length + RESERVED + 20;
    private static final byte[] NAME = SessionView.CONNECT_BACK_ID.getBytes(StandardCharsets.US_ASCII);
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Packets of uTP: the kind and the version in one byte. */
    private static final byte SYN = 0x41;

    private static final byte STATE = 0x21;
    private static final byte RESET = 0x31;
    private static final int HEADER = 20;
    private static final int TRIES = 3;

    private final InetSocketAddress peer;
    private final Duration patience;

    /** What came of it. */
    enum Outcome {
        /** It has the dataset, and said so as peers do. */
        HANDSHAKE("handshake"),
        /** Somebody is there. */
        CONNECTED("connected"),
        /** The machine is there, and nobody listens; or a firewall says so. */
        REFUSED("refused"),
        /** Nothing came back, as behind a firewall that drops. */
        TIMEOUT("timeout"),
        /** There is no way to it. */
        UNREACHABLE("unreachable");

        private final String label;

        Outcome(String label) {
            this.label = label;
        }

        /** In one word, between programs. */
        String label() {
            return label;
        }
    }

    PortProbe(InetSocketAddress peer, Duration patience) {
        this.peer = peer;
        this.patience = patience;
    }

    /**
     * Connects, and shakes hands where there is a dataset to name.
     *
     * @param dataset one that the peer should have
     */
    Outcome tcp(Optional<SwarmKey> dataset) {
        try (Socket socket = new Socket()) {
            socket.connect(peer, (int) patience.toMillis());
            return dataset.isPresent() && answers(socket, dataset.get()) ? Outcome.HANDSHAKE : Outcome.CONNECTED;
        } catch (SocketTimeoutException e) {
            return Outcome.TIMEOUT;
        } catch (ConnectException e) {
            return Outcome.REFUSED;
        } catch (IOException e) {
            return Outcome.UNREACHABLE;
        }
    }

    private boolean answers(Socket socket, SwarmKey dataset) {
        byte[] infohash = HexFormat.of().parseHex(dataset.hex());
        try {
            socket.setSoTimeout((int) patience.toMillis());
            socket.getOutputStream()
                    .write(ByteBuffer.allocate(INFOHASH_END + NAME.length)
                            .put(PROTOCOL)
                            .put(new byte[RESERVED])
                            .put(infohash)
                            .put(NAME)
                            .array());
            byte[] said = socket.getInputStream().readNBytes(INFOHASH_END);
            return said.length == INFOHASH_END
                    && Arrays.equals(said, 0, PROTOCOL.length, PROTOCOL, 0, PROTOCOL.length)
                    && Arrays.equals(said, INFOHASH_END - infohash.length, INFOHASH_END, infohash, 0, infohash.length);
        } catch (IOException e) {
            return false; // Somebody is there, who says nothing that is understood.
        }
    }

    /** Sends a greeting of uTP, three times if it must. */
    Outcome udp() {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(peer);
            socket.setSoTimeout((int) patience.toMillis() / TRIES);
            short id = (short) RANDOM.nextInt();
            for (int i = 0; i < TRIES; i++) {
                send(socket, SYN, id);
                if (isAnswered(socket, id)) {
                    send(socket, RESET, (short) (id + 1));
                    return Outcome.CONNECTED;
                }
            }
            return Outcome.TIMEOUT;
        } catch (PortUnreachableException e) {
            return Outcome.REFUSED;
        } catch (IOException e) {
            return Outcome.UNREACHABLE;
        }
    }

    private static void send(DatagramSocket socket, byte kind, short id) throws IOException {
        byte[] packet = ByteBuffer.allocate(HEADER)
                .put(kind)
                .put((byte) 0)
                .putShort(id)
                .putInt((int) (System.nanoTime() / 1_000))
                .putInt(0)
                .putInt(1 << 20)
                .putShort((short) 1)
                .putShort((short) 0)
                .array();
        socket.send(new DatagramPacket(packet, packet.length));
    }

    private static boolean isAnswered(DatagramSocket socket, short id) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[HEADER], HEADER);
        try {
            socket.receive(packet);
        } catch (SocketTimeoutException e) {
            return false;
        }
        ByteBuffer answer = ByteBuffer.wrap(packet.getData());
        boolean known = answer.get(0) == STATE || answer.get(0) == RESET;
        return packet.getLength() >= HEADER && known && answer.getShort(2) == id;
    }
}
