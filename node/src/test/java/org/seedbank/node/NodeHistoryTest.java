package org.seedbank.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.NewDataset;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.internal.store.SampleState;
import org.seedbank.swarm.SwarmKey;

/** What a node says afterwards of what it did with datasets. */
class NodeHistoryTest {

    @TempDir
    Path folder;

    private NodeBench bench;
    private Metainfo torrent;
    private SwarmKey key;

    @BeforeEach
    void open() throws Exception {
        bench = new NodeBench(folder);
        bench.write("soil/ph.csv", "6.5\n");
        torrent = bench.torrent("soil");
        key = SwarmKey.of(torrent);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private List<String> history(String node) throws InterruptedException {
        return new NodeHistory(SampleState.folder(bench.path(node).resolve("node")))
                .last(100, entry -> entry.key().equals(key) && entry.digest().equals(torrent.datasetDigest())).stream()
                        .map(entry -> entry.kind().label() + ": " + entry.detail())
                        .map(line -> line.replace(folder.toString(), "BENCH"))
                        .toList();
    }

    @Test
    void tells_what_was_taken_in_fetched_verified_and_removed() throws Exception {
        Node station = bench.node("station");
        station.add(NewDataset.published(torrent, bench.path("soil")));
        Node archive = bench.node("archive");
        Files.createDirectory(bench.path("copies"));
        archive.add(NewDataset.fetched(torrent, bench.path("copies"), "get"));
        NodeBench.await(archive, key, view -> view.verified().isPresent());
        archive.remove(key, false);

        assertThat(history("station")).containsExactly("taken in: to be served from 'BENCH/soil', by publish");
        assertThat(history("archive"))
                .containsExactly(
                        "taken in: to be fetched to 'BENCH/copies/soil', by get",
                        "fetched: all bytes are at 'BENCH/copies/soil', and are verified next",
                        "verified: all 1 files at 'BENCH/copies/soil' are intact",
                        "removed: its files stay at 'BENCH/copies/soil'");
    }

    @Test
    void tells_what_was_withdrawn_and_what_was_retired() throws Exception {
        Node station = bench.node("station");
        station.add(NewDataset.published(torrent, bench.path("soil")));
        station.withdrawn(key, "wrong units");
        bench.write("soil/ph.csv", "6.75\n");
        station.add(NewDataset.published(bench.torrent("soil"), bench.path("soil")));

        assertThat(history("station"))
                .containsExactly(
                        "taken in: to be served from 'BENCH/soil', by publish",
                        "withdrawn: wrong units",
                        "retired: another dataset was published at 'BENCH/soil'");
    }

    @Test
    void tells_what_was_refused() throws Exception {
        Node archive = bench.node("archive");
        bench.write("copies/soil/ph.csv", "somebody's own\n");

        assertThatThrownBy(() -> archive.add(NewDataset.fetched(torrent, bench.path("copies"), "get")))
                .isInstanceOf(NodeException.Refused.class);

        assertThat(history("archive"))
                .containsExactly("refused: 'BENCH/copies/soil' holds 1 file that is not what was published: 'ph.csv'");
    }

    @Test
    void tells_what_was_damaged() throws Exception {
        Node station = bench.node("station");
        station.add(NewDataset.published(torrent, bench.path("soil")));
        bench.close(station);
        bench.write("soil/ph.csv", "9.9\n");
        Node again = bench.node("station");
        NodeBench.await(again, key, DatasetState.DAMAGED);

        assertThat(history("station"))
                .containsExactly(
                        "taken in: to be served from 'BENCH/soil', by publish",
                        "damaged: the file is not what was published, at 'BENCH/soil': ph.csv");
    }
}
