package org.seedbank.node;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.NewDataset;
import org.seedbank.swarm.SwarmKey;

/** What programs of others ask of a node that serves over HTTP, as WebTorrent 2.8 was seen to: they give up where it is refused. */
class ServedToProgramsTest {

    private static final int DEADLINE_MILLIS = 60_000;

    @TempDir
    private Path folder;

    private NodeBench bench;
    private Node node;
    private int port;

    @BeforeEach
    void open() throws Exception {
        bench = new NodeBench(folder);
        node = bench.serving("station", false);
        port = node.facts().http().orElseThrow().serving().listen().port();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private String publish(String name) throws Exception {
        Metainfo torrent = bench.torrent(name);
        node.add(NewDataset.published(torrent, bench.path(name)));
        NodeBench.await(node, SwarmKey.of(torrent), DatasetState.SEEDING);
        return "/d/" + torrent.datasetDigest().orElseThrow() + "/" + name + "/";
    }

    @Test
    void one_connection_is_there_for_many_requests() throws Exception {
        bench.write("soil/ph.csv", "6.5\n");
        bench.write("soil/depth.csv", "10\n");
        String soil = publish("soil");
        byte[] head = "GET %sph.csv HTTP/1.1\r\nHost: h\r\nRange: bytes=0-2\r\n\r\n"
                .formatted(soil)
                .getBytes(US_ASCII);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(DEADLINE_MILLIS);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            for (int i = 0; i < 100; i++) {
                socket.getOutputStream().write(head);
                StringBuilder answer = new StringBuilder();
                while (!answer.toString().endsWith("\r\n\r\n")) {
                    answer.append((char) in.readUnsignedByte());
                }
                assertThat(answer.toString()).startsWith("HTTP/1.1 206 ");
                assertThat(new String(in.readNBytes(3), US_ASCII)).isEqualTo("6.5");
            }
        }
    }

    /** It asks for a file's neighbours in the torrent along with it, and takes nothing of any where one is refused. */
    @Test
    void an_empty_file_is_given_whole_whatever_range_of_it_is_asked_for() throws Exception {
        bench.write("soil/empty", "");
        bench.write("soil/ph.csv", "6.5\n");
        String soil = publish("soil");

        for (String range : new String[] {"bytes=0-16383", "bytes=0-0", "bytes=-1"}) {
            Asked answer = Asked.get(port, soil + "empty", "Range: " + range + "\r\n");
            assertThat(answer.status()).as(range).isEqualTo(200);
            assertThat(answer.header("content-length")).contains("0");
        }
    }
}
