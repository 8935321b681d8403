import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Announces many peers to a tracker on this machine, as fast as it answers, on one thread; all addresses are of 127.0.0.0/8.
 *
 * <p>java Announces.java udp|http|keep PORT TORRENTS PEERS MOST_ANNOUNCES MOST_SECONDS
 *
 * <p>java Announces.java hashes TORRENTS prints the infohashes that it announces.
 *
 * <p>Each peer is an address and a port of its own, a fifth have everything. Prints announces that were answered, seconds,
 * announces a second, and how many answers were none.
 */
final class Announces {

    private static final int LANES = 64;
    private static final int WINDOW = 8;

    private final String kind;
    private final InetSocketAddress tracker;
    private final int torrents;
    private final int peers;
    private final long most;
    private final Selector selector;
    private long sent;
    private long answered;
    private long bad;

    private Announces(String[] args) throws IOException {
        kind = args[0];
        tracker = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), Integer.parseInt(args[1]));
        torrents = Integer.parseInt(args[2]);
        peers = Integer.parseInt(args[3]);
        most = Long.parseLong(args[4]);
        selector = Selector.open();
    }

    public static void main(String[] args) throws IOException {
        if (args[0].equals("hashes")) {
            for (int torrent = 0; torrent < Integer.parseInt(args[1]); torrent++) {
                ByteBuffer hash = ByteBuffer.allocate(20);
                put(hash, torrent);
                System.out.println(HexFormat.of().formatHex(hash.array()));
            }
            return;
        }
        new Announces(args).run(Long.parseLong(args[5]));
    }

    /** A source address, which has the peers whose numbers are its own modulo the lanes. */
    private final class Lane {
        private final InetAddress from;
        private final int number;
        private final ByteBuffer in = ByteBuffer.allocateDirect(4096);
        private final ByteBuffer out = ByteBuffer.allocateDirect(512);
        private long connection;
        private boolean connected;
        private long next;
        private int waiting;
        private long lastHeard = System.nanoTime();
        private DatagramChannel udp;
        private SocketChannel tcp;
        private SelectionKey key;

        Lane(int number) throws IOException {
            this.number = number;
            this.from = InetAddress.getByAddress(new byte[] {127, 1, (byte) (number / 200), (byte) (1 + number % 200)});
        }

        /** Peers of a lane differ in their ports, and come round again when all have announced. */
        private int peer() {
            return (int) (next % Math.max(1, peers / LANES));
        }

        void openUdp() throws IOException {
            udp = DatagramChannel.open();
            udp.bind(new InetSocketAddress(from, 0));
            udp.connect(tracker);
            udp.configureBlocking(false);
            key = udp.register(selector, SelectionKey.OP_READ, this);
            out.clear().putLong(0x41727101980L).putInt(0).putInt(number).flip();
            udp.write(out);
        }

        void fill() throws IOException {
            while (connected && waiting < WINDOW && sent < most) {
                int peer = peer();
                out.clear().putLong(connection).putInt(1).putInt(peer);
                hash(out, peer);
                out.put("-XX0001-abcdefghijkl".getBytes(StandardCharsets.ISO_8859_1));
                out.putLong(0).putLong(peer % 5 == 0 ? 0 : 1_000_000).putLong(0).putInt(2);
                out.putInt(0).putInt(peer).putInt(50).putShort((short) port(peer)).flip();
                if (udp.write(out) == 0) {
                    return;
                }
                next++;
                sent++;
                waiting++;
            }
        }

        void heard() throws IOException {
            for (in.clear(); udp.read(in) > 0; in.clear()) {
                in.flip();
                lastHeard = System.nanoTime();
                int action = in.getInt();
                in.getInt();
                if (action == 0) {
                    connection = in.getLong();
                    connected = true;
                } else {
                    waiting = Math.max(0, waiting - 1);
                    answered++;
                    bad += action == 1 ? 0 : 1;
                }
            }
            fill();
        }

        /** Packets get lost when buffers are full. */
        void wake(long now) throws IOException {
            if (now - lastHeard > 200_000_000L) {
                sent -= waiting;
                waiting = 0;
                lastHeard = now;
                fill();
            }
        }

        void openTcp() throws IOException {
            tcp = SocketChannel.open();
            tcp.setOption(java.net.StandardSocketOptions.SO_LINGER, 0);
            tcp.bind(new InetSocketAddress(from, 0));
            tcp.configureBlocking(false);
            tcp.connect(tracker);
            key = tcp.register(selector, SelectionKey.OP_CONNECT, this);
        }

        void ask() throws IOException {
            if (sent >= most) {
                tcp.close();
                return;
            }
            int peer = peer();
            StringBuilder query = new StringBuilder("GET /announce?info_hash=");
            ByteBuffer hash = ByteBuffer.allocate(20);
            hash(hash, peer);
            for (byte each : hash.array()) {
                query.append('%').append(Character.forDigit(each >> 4 & 15, 16)).append(Character.forDigit(each & 15, 16));
            }
            query.append("&peer_id=-XX0001-abcdefghijkl&port=").append(port(peer));
            query.append("&uploaded=0&downloaded=0&left=").append(peer % 5 == 0 ? 0 : 1_000_000);
            query.append("&compact=1&numwant=50&event=started HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: bench\r\n");
            query.append(kind.equals("keep") ? "\r\n" : "Connection: close\r\n\r\n");
            tcp.write(ByteBuffer.wrap(query.toString().getBytes(StandardCharsets.ISO_8859_1)));
            next++;
            sent++;
            in.clear();
            key.interestOps(SelectionKey.OP_READ);
        }

        /** An answer is whole when the connection ends, or with the length that it says. */
        void readTcp() throws IOException {
            int count = tcp.read(in);
            String all = StandardCharsets.ISO_8859_1.decode(in.duplicate().flip()).toString();
            int head = all.indexOf("\r\n\r\n");
            int length = all.indexOf("Content-Length: ");
            boolean whole = head > 0
                    && length > 0
                    && all.length() >= head + 4 + Integer.parseInt(all.substring(length + 16, all.indexOf('\r', length)));
            if (!whole && count >= 0) {
                return;
            }
            answered++;
            bad += all.contains("8:interval") ? 0 : 1;
            if (kind.equals("keep") && whole) {
                ask();
            } else {
                tcp.close();
                if (sent < most) {
                    openTcp();
                }
            }
        }

        private int port(int peer) {
            return 1_024 + peer;
        }

        private void hash(ByteBuffer into, int peer) {
            int torrent = Math.floorMod((peer * LANES + number) * 31, torrents);
            put(into, torrent);
        }
    }

    private static void put(ByteBuffer into, int torrent) {
        into.putLong(0x1234_5678_9abc_def0L ^ torrent * 0x9e37_79b9_7f4a_7c15L).putLong(torrent).putInt(~torrent);
    }

    private void run(long seconds) throws IOException {
        List<Lane> lanes = new ArrayList<>();
        for (int number = 0; number < LANES; number++) {
            Lane lane = new Lane(number);
            lanes.add(lane);
            if (kind.equals("udp")) {
                lane.openUdp();
            } else {
                lane.openTcp();
            }
        }
        long began = System.nanoTime();
        long deadline = began + seconds * 1_000_000_000L;
        while (answered < most && System.nanoTime() < deadline) {
            selector.select(
                    key -> {
                        try {
                            Lane lane = (Lane) key.attachment();
                            if (lane.udp != null) {
                                lane.heard();
                            } else if (key.isConnectable()) {
                                lane.tcp.finishConnect();
                                lane.ask();
                            } else {
                                lane.readTcp();
                            }
                        } catch (IOException e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    100);
            if (kind.equals("udp")) {
                long now = System.nanoTime();
                for (Lane each : lanes) {
                    each.wake(now);
                }
            }
        }
        double took = (System.nanoTime() - began) / 1e9;
        System.out.printf(Locale.ROOT, "%d %.2f %.0f %d%n", answered, took, answered / took, bad);
    }
}
