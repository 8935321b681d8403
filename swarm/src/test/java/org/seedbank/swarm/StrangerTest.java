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
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;

/** Peers that say what no client says about v2 hashes (BEP 52); where that is a fault of libtorrent, the process dies of it. */
class StrangerTest {

    private static final int HASHES = 22;

    /** Large enough for padding of more than one block, which alone can have hashes. */
    private static final int PIECE = 64 << 10;

    @TempDir
    private Path temp;

    @AutoClose
    private SwarmBench bench;

    @BeforeEach
    void open() {
        bench = new SwarmBench(temp);
    }

    /** Padding and empty files have no hash, so a root of zeros means them. */
    @ParameterizedTest
    @EnumSource(value = TorrentFormat.class, names = "V1", mode = EnumSource.Mode.EXCLUDE)
    void hashes_of_files_that_have_none_are_not_taken(TorrentFormat format) throws Exception {
        Metainfo torrent = soil(format);
        Swarm seeder = bench.seeding("seeder", torrent, bench.path("soil"));
        Swarm fetcher = bench.swarm("fetcher");
        Transfer fetching = fetcher.fetch(torrent, bench.path("copies/soil"), FetchPlan.everything());

        for (Swarm swarm : List.of(fetcher, seeder)) {
            for (int layer : List.of(0, 1, 2)) {
                for (int count : List.of(1, 2, 4)) {
                    try (Stranger stranger = Stranger.meets(swarm, v2(torrent))) {
                        ByteBuffer hashes = ByteBuffer.allocate(32 + 4 * 4 + 32 * count);
                        hashes.putInt(32, layer).putInt(40, count).put(48, SwarmBench.bytes(32 * count));
                        stranger.send(HASHES, hashes.array());
                        stranger.awaitRefusal();
                    }
                }
            }
        }

        fetching.connect(SwarmBench.address(seeder));
        SwarmBench.land(fetching);
        assertThat(SwarmBench.content(bench.path("copies/soil"))).isEqualTo(SwarmBench.content(bench.path("soil")));
    }

    /** Before {@code info} is there, nobody knows that such a torrent has no v2 hashes to ask for. */
    @Test
    void a_peer_of_a_v1_magnet_link_may_say_that_it_speaks_v2() throws Exception {
        Metainfo torrent = soil(TorrentFormat.V1);
        Swarm fetcher = bench.swarm("fetcher");
        CompletableFuture<Metainfo> resolving = CompletableFuture.supplyAsync(() -> {
            try {
                return fetcher.resolve(torrent.magnetLink(), List.of(), Duration.ofSeconds(30));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        try (Stranger stranger = Stranger.meets(fetcher, torrent.infoHashV1().orElseThrow())) {
            stranger.givesInfoAndHas(torrent);

            assertThat(resolving.get(1, TimeUnit.MINUTES).infoHashV1()).isEqualTo(torrent.infoHashV1());
        }
    }

    private Metainfo soil(TorrentFormat format) throws Exception {
        bench.write("soil/depth.csv", SwarmBench.bytes(100_000));
        bench.write("soil/notes.txt", new byte[0]);
        bench.write("soil/ph.csv", SwarmBench.bytes(50_000));
        return bench.torrent(bench.path("soil"), format, PIECE);
    }

    private static InfoHash v2(Metainfo torrent) {
        return torrent.infoHashV2().orElseThrow();
    }

    /** A peer made of bytes, which says in its handshake that it speaks v2 and extensions (BEP 10). */
    private record Stranger(Socket socket, DataInputStream in) implements AutoCloseable {

        private static final int EXTENDED = 20;
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

        private static byte[] text(String text) {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
