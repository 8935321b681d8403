package org.seedbank.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.integrity.torrent.Metainfo;

/** A peer made of bytes, which says in its handshake that it speaks v2 and extensions (BEP 10). */
record Stranger(Socket socket, DataInputStream in) implements AutoCloseable {

    static final int EXTENDED = 20;
    private static final int HAVE = 4;
    private static final byte[] PROTOCOL = "\u0013BitTorrent protocol".getBytes(StandardCharsets.ISO_8859_1);
    private static final Pattern METADATA = Pattern.compile("11:ut_metadatai(\\d+)e");

    /** As often as it takes: a session hangs up on those who ask for a torrent that it has not yet. */
    static Stranger meets(Swarm swarm, InfoHash torrent) throws IOException {
        long end = System.nanoTime() + SwarmBench.PATIENCE.toNanos();
        while (true) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), swarm.port());
            socket.setSoTimeout((int) SwarmBench.PATIENCE.toMillis());
            Stranger stranger = new Stranger(socket, new DataInputStream(socket.getInputStream()));
            try {
                stranger.shakeHands(torrent);
                return stranger;
            } catch (IOException e) {
                stranger.close();
                if (System.nanoTime() > end) {
                    throw e;
                }
            }
        }
    }

    private void shakeHands(InfoHash torrent) throws IOException {
        byte[] hello = new byte[68];
        System.arraycopy(PROTOCOL, 0, hello, 0, PROTOCOL.length);
        hello[25] = 0x10;
        hello[27] = 0x14;
        System.arraycopy(torrent.bytes(), 0, hello, 28, 20);
        System.arraycopy(SwarmBench.bytes(20), 0, hello, 48, 20);
        socket.getOutputStream().write(hello);
        in.readFully(hello);
    }

    /** Says what it is called (BEP 10). */
    void isCalled(String name) throws IOException {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream hello = new ByteArrayOutputStream();
        hello.writeBytes(text("\0d1:mde1:v" + utf8.length + ":"));
        hello.writeBytes(utf8);
        hello.write('e');
        send(EXTENDED, hello.toByteArray());
    }

    void send(int type, byte[] message) throws IOException {
        ByteBuffer framed = ByteBuffer.allocate(5 + message.length);
        socket.getOutputStream()
                .write(framed.putInt(1 + message.length)
                        .put((byte) type)
                        .put(message)
                        .array());
    }

    void awaitRefusal() throws IOException {
        try {
            while (in.read() >= 0) {}
        } catch (SocketException e) {
            assertThat(e).isNotInstanceOf(ConnectException.class);
        }
    }

    /** Gives {@code info} (BEP 9) when it is asked for, and says in the same breath that it has a piece. */
    void givesInfoAndHas(Metainfo torrent) throws IOException {
        byte[] info = new byte[torrent.info().remaining()];
        torrent.info().get(info);
        send(EXTENDED, text("\0d1:md11:ut_metadatai3ee13:metadata_sizei" + info.length + "ee"));
        int theirs = 0;
        while (true) {
            byte[] message = new byte[in.readInt()];
            in.readFully(message);
            String said = new String(message, StandardCharsets.ISO_8859_1);
            Matcher theirNumber = METADATA.matcher(said);
            if (theirNumber.find()) {
                theirs = Integer.parseInt(theirNumber.group(1));
            } else if (said.contains("8:msg_typei0e")) {
                String head = "d8:msg_typei1e5:piecei0e10:total_sizei" + info.length + "ee";
                ByteArrayOutputStream both = new ByteArrayOutputStream();
                both.writeBytes(new byte[] {0, 0, 0, 0, EXTENDED, (byte) theirs});
                both.writeBytes(text(head));
                both.writeBytes(info);
                byte[] given = both.toByteArray();
                ByteBuffer.wrap(given).putInt(given.length - 4);
                both.reset();
                both.writeBytes(given);
                both.writeBytes(new byte[] {0, 0, 0, 5, HAVE, 0, 0, 0, 0});
                socket.getOutputStream().write(both.toByteArray());
                return;
            }
        }
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
