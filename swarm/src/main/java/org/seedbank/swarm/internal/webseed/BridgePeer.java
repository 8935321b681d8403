package org.seedbank.swarm.internal.webseed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.BitSet;
import org.seedbank.swarm.internal.session.ClientName;

/**
 * A peer on this machine that has what web servers gave, in the eyes of this session's own libtorrent (BEP 3, 6, 10). It calls
 * libtorrent, so nobody can call it, and tells no port, so libtorrent tells nobody of it. A piece is offered when it is here and was
 * checked: libtorrent has no reason to wait for it, or to ban the peer.
 *
 * <p>One thread reads; any may write.
 */
final class BridgePeer implements AutoCloseable {

    /**
     * Bridges come from an address of this machine that nothing else uses, so that none is taken for another peer, nor a peer
     * for one.
     */
    static final byte[] OWN_ADDRESS = {127, 83, 66, 1};

    private static final int CONNECT_MILLIS = 10_000;
    private static final int BUFFER = 256 << 10;

    /** Requests that may be under way: 32 MiB, so that libtorrent asks for whole pieces of any size. */
    private static final int REQUESTS = 2_000;

    private static final byte[] PROTOCOL = "\u0013BitTorrent protocol".getBytes(ISO_8859_1);

    /** BEP 10 for the number of requests, BEP 6 to say that there is nothing yet. */
    private static final byte[] RESERVED = {0, 0, 0, 0, 0, 0x10, 0, 0x04};

    private static final int HASH = 20;
    private static final int LONGEST = 1 << 20;

    private static final int UNCHOKE = 1;
    private static final int HAVE = 4;
    private static final int BITFIELD = 5;
    private static final int REQUEST = 6;
    private static final int PIECE = 7;
    private static final int HAVE_ALL = 14;
    private static final int HAVE_NONE = 15;
    private static final int REJECT = 16;
    private static final int EXTENDED = 20;

    /** What libtorrent says. Called on the thread that reads. */
    interface Listener {
        /** It has these pieces to begin with. */
        void began(BitSet there);

        /** It has got a piece. */
        void got(int piece);

        /** It asks for a part of a piece that was offered. */
        void asked(int piece, int begin, int length) throws IOException;
    }

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final int pieces;

    /** Guarded by {@link #out}. */
    private final BitSet offered = new BitSet();

    private BridgePeer(Socket socket, InputStream in, OutputStream out, int pieces) {
        this.socket = socket;
        this.pieces = pieces;
        this.in = new DataInputStream(new BufferedInputStream(in, BUFFER));
        this.out = new DataOutputStream(new BufferedOutputStream(out, BUFFER));
    }

    /**
     * Connects to libtorrent and shakes hands.
     *
     * @param infohash of v1, or the first 20 bytes of that of v2
     */
    static BridgePeer connect(SessionDoor session, byte[] infohash, int pieces) throws IOException {
        Socket socket = new Socket();
        boolean connected = false;
        try {
            bind(socket, session.address());
            socket.setTcpNoDelay(true);
            socket.connect(session.address(), CONNECT_MILLIS);
            BridgePeer peer = open(socket, session, Arrays.copyOf(infohash, HASH), pieces);
            peer.shakeHands(infohash);
            connected = true;
            return peer;
        } finally {
            if (!connected) {
                socket.close();
            }
        }
    }

    private static BridgePeer open(Socket socket, SessionDoor session, byte[] infohash, int pieces) throws IOException {
        InputStream in = socket.getInputStream();
        OutputStream out = socket.getOutputStream();
        if (!session.isEncrypted()) {
            return new BridgePeer(socket, in, out, pieces);
        }
        EncryptedStreams streams = EncryptedStreams.begin(in, out, infohash);
        return new BridgePeer(socket, streams.in(), streams.out(), pieces);
    }

    /** Where the system has no such address, the usual one does as long as nothing else of this machine is a peer. */
    private static void bind(Socket socket, InetSocketAddress session) throws IOException {
        if (session.getAddress() instanceof Inet4Address) {
            try {
                socket.bind(new InetSocketAddress(InetAddress.getByAddress(OWN_ADDRESS), 0));
            } catch (SocketException e) {
                return;
            }
        }
    }

    private void shakeHands(byte[] infohash) throws IOException {
        byte[] name = new byte[HASH];
        new SecureRandom().nextBytes(name);
        byte[] program = ClientName.OF_WEB_SEEDS.getBytes(ISO_8859_1);
        System.arraycopy(program, 0, name, 0, program.length);
        synchronized (out) {
            out.write(PROTOCOL);
            out.write(RESERVED);
            out.write(infohash, 0, HASH);
            out.write(name);
            out.flush();
        }
        byte[] start = in.readNBytes(PROTOCOL.length);
        in.readFully(new byte[RESERVED.length]);
        byte[] answered = in.readNBytes(HASH);
        in.readFully(new byte[HASH]);
        if (!Arrays.equals(start, PROTOCOL) || !Arrays.equals(answered, Arrays.copyOf(infohash, HASH))) {
            throw new ProtocolException("somebody else answers at the session's port");
        }
        byte[] extended =
                "d1:mde4:reqqi%de1:v17:seedbank web seede".formatted(REQUESTS).getBytes(ISO_8859_1);
        synchronized (out) {
            message(HAVE_NONE, 0);
            message(EXTENDED, extended.length + 1);
            out.write(0);
            out.write(extended);
            message(UNCHOKE, 0);
            out.flush();
        }
    }

    private void message(int kind, int length) throws IOException {
        out.writeInt(length + 1);
        out.write(kind);
    }

    /** Reads what libtorrent says until it ends the connection, or somebody {@linkplain #close() closes} it. */
    void listen(Listener listener) throws IOException {
        while (true) {
            int length = in.readInt();
            if (length == 0) {
                continue;
            }
            if (length < 0 || length > Math.max(LONGEST, pieces / Byte.SIZE + 2)) {
                throw new ProtocolException("a message has %d bytes".formatted(length));
            }
            take(in.read(), length - 1, listener);
            if (in.available() == 0) {
                flush(); // What is asked for in one go is answered in one go.
            }
        }
    }

    /** Sends what waits in the buffer. */
    void flush() throws IOException {
        synchronized (out) {
            out.flush();
        }
    }

    private void take(int kind, int length, Listener listener) throws IOException {
        switch (kind) {
            case HAVE_ALL -> {
                BitSet all = new BitSet();
                all.set(0, pieces);
                listener.began(all);
            }
            case HAVE_NONE -> listener.began(new BitSet());
            case BITFIELD -> listener.began(bits(in.readNBytes(length)));
            case HAVE -> listener.got(in.readInt());
            case REQUEST -> listener.asked(in.readInt(), in.readInt(), in.readInt());
            default -> in.skipNBytes(length);
        }
    }

    /** The first piece is the highest bit. */
    private BitSet bits(byte[] field) {
        BitSet there = new BitSet(pieces);
        for (int piece = 0; piece < Math.min(pieces, field.length * Byte.SIZE); piece++) {
            if ((field[piece / Byte.SIZE] & 0x80 >> piece % Byte.SIZE) != 0) {
                there.set(piece);
            }
        }
        return there;
    }

    /**
     * Says that a piece is here. The word that it may ask is said again, since libtorrent then asks at once. Sent with the
     * next {@link #flush}.
     *
     * <p>The last one is told as having all: after a plain word of it, libtorrent takes the peer for a seed that it wants nothing of
     * and leaves, as it looks for what it wants only after that ({@code peer_connection::incoming_have}).
     */
    void offer(int piece) throws IOException {
        synchronized (out) {
            offered.set(piece);
            if (offered.cardinality() == pieces) {
                message(HAVE_ALL, 0);
            } else {
                message(HAVE, Integer.BYTES);
                out.writeInt(piece);
            }
            message(UNCHOKE, 0);
        }
    }

    /** Sends a part of a piece, the last of it with the next {@link #flush}. Waits while libtorrent takes nothing, as within its limits. */
    void send(int piece, int begin, int length, byte[] bytes) throws IOException {
        synchronized (out) {
            message(PIECE, 2 * Integer.BYTES + length);
            out.writeInt(piece);
            out.writeInt(begin);
            out.write(bytes, begin, length);
        }
    }

    /** Refuses a part of a piece, with the next {@link #flush}. */
    void reject(int piece, int begin, int length) throws IOException {
        synchronized (out) {
            message(REJECT, 3 * Integer.BYTES);
            out.writeInt(piece);
            out.writeInt(begin);
            out.writeInt(length);
        }
    }

    /** Shows that it is still there. */
    void keepAlive() throws IOException {
        synchronized (out) {
            out.writeInt(0);
            out.flush();
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
