package org.seedbank.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.bencode.BencodeWriter;
import org.seedbank.integrity.torrent.Metainfo;

/** Nodes that a torrent names are asked by the DHT (BEP 5), unless it is private (BEP 27). */
class PrivateTorrentTest {

    @TempDir
    private Path temp;

    @AutoClose
    private SwarmBench bench;

    @BeforeEach
    void open() {
        bench = new SwarmBench(temp);
    }

    @Test
    void nodes_of_a_private_torrent_hear_nothing() throws Exception {
        InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (DatagramSocket ofPrivate = new DatagramSocket(loopback);
                DatagramSocket ofOthers = new DatagramSocket(loopback)) {
            SwarmSettings local = bench.settings("fetcher");
            Swarm swarm = bench.open(SwarmSettings.open(local.folders(), local.clientVersion())
                    .withListen(local.listen())
                    .withAllowPrivate(true));

            swarm.fetch(torrent("private", true, ofPrivate), bench.path("private"), FetchPlan.everything());
            swarm.fetch(torrent("other", false, ofOthers), bench.path("other"), FetchPlan.everything());

            assertThat(text(ofOthers, 60_000)).contains("1:y1:q");
            assertThat(text(ofPrivate, 1)).isEmpty();
        }
    }

    /** What comes first within a time; nothing when nothing comes. */
    private static String text(DatagramSocket socket, int millis) throws Exception {
        DatagramPacket packet = new DatagramPacket(new byte[1500], 1500);
        socket.setSoTimeout(millis);
        try {
            socket.receive(packet);
        } catch (SocketTimeoutException e) {
            return "";
        }
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1);
    }

    private static Metainfo torrent(String name, boolean isPrivate, DatagramSocket node) {
        BencodeWriter info = new BencodeWriter().beginDict().key("length").integer(1);
        info.key("name").text(name).key("piece length").integer(16384);
        info.key("pieces").bytes(new byte[20]);
        if (isPrivate) {
            info.key("private").integer(1);
        }
        BencodeWriter torrent =
                new BencodeWriter().beginDict().key("info").encoded(info.end().toByteArray());
        torrent.key("nodes").beginList().beginList().text("127.0.0.1").integer(node.getLocalPort());
        return Metainfo.parse(torrent.end().end().end().toByteArray());
    }
}
