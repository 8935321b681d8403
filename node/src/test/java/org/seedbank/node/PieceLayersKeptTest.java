package org.seedbank.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.bencode.BencodeWriter;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.NewDataset;
import org.seedbank.swarm.SwarmKey;

/** A v2 torrent without its piece layers (BEP 52), as programs save it that had it from a magnet link. */
class PieceLayersKeptTest {

    @TempDir
    Path folder;

    private NodeBench bench;

    @BeforeEach
    void open() {
        bench = new NodeBench(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void layers_that_peers_gave_are_given_on_by_the_next_session() throws Exception {
        bench.fill("soil/a.bin", 200_000);
        Metainfo torrent = bench.torrent("soil", TorrentFormat.V2);
        Metainfo bare = Metainfo.parse(new BencodeWriter()
                .beginDict()
                .key("info")
                .encoded(torrent.info())
                .end()
                .toByteArray());
        SwarmKey key = SwarmKey.of(torrent);
        Node station = bench.node("station");
        station.add(NewDataset.published(torrent, bench.path("soil")));
        NodeBench.await(station, key, DatasetState.SEEDING);
        Node archive = bench.node("archive");
        archive.add(NewDataset.fetched(bare, bench.path("copies"), "add"));
        NodeBench.await(archive, key, DatasetState.SEEDING);
        bench.close(station);
        bench.close(archive);

        NodeBench.await(bench.node("archive"), key, DatasetState.SEEDING);
        Node third = bench.node("third");
        third.add(NewDataset.fetched(bare, bench.path("third copies"), "add"));

        NodeBench.await(third, key, DatasetState.SEEDING);
        assertThat(bench.path("third copies/soil/a.bin"))
                .hasBinaryContent(Files.readAllBytes(bench.path("soil/a.bin")));
    }
}
