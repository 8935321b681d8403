package org.seedbank.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NewDataset;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.internal.store.NodeDatabase;
import org.seedbank.node.internal.store.SampleState;
import org.seedbank.node.internal.store.SettingTable;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.SwarmKey;

/** How far a node reaches is kept, and changed while it runs. */
class NodeReachTest {

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

    private ReachSetting setting() {
        return new ReachSetting(SampleState.folder(bench.path("station/node")));
    }

    @Test
    void is_kept_without_a_node_and_with_one() throws Exception {
        assertThat(setting().read()).isEmpty();
        setting().keep(Network.PUBLIC);
        assertThat(setting().read()).contains(Network.PUBLIC);

        Node node = bench.node("station");
        assertThat(node.reach()).contains(Network.PUBLIC);
        node.reach(Network.LOCAL);
        assertThat(setting().read()).contains(Network.LOCAL);
    }

    @Test
    void what_cannot_be_understood_counts_as_not_said() throws Exception {
        setting().keep(Network.PUBLIC);
        try (NodeDatabase database = SampleState.database(bench.path("station/node"))) {
            database.write(connection -> SettingTable.put(connection, "reach", "galaxy"));
        }

        assertThat(setting().read()).isEmpty();
    }

    @Test
    void another_reach_opens_the_node_again_with_all_that_it_has() throws Exception {
        bench.write("soil/ph.csv", "6.5\n");
        Metainfo torrent = bench.torrent("soil");
        Node before = bench.node("station");
        before.add(NewDataset.published(torrent, bench.path("soil")));

        before.reach(Network.PRIVATE);
        assertThat(before.awaitEnd()).isEqualTo(Node.Next.REOPEN);
        Node after = bench.reopen(before, "station", Network.PRIVATE);

        assertThat(after.facts().network()).isEqualTo(Network.PRIVATE);
        NodeBench.await(after, SwarmKey.of(torrent), DatasetState.SEEDING);
        assertThatThrownBy(() -> bench.node("station")).isInstanceOf(NodeException.AlreadyRunning.class);
    }

    @Test
    void what_was_moved_stays_counted_when_the_node_is_opened_again() throws Exception {
        bench.write("soil/ph.csv", "6.5\n".repeat(50_000));
        Metainfo torrent = bench.torrent("soil");
        Node seed = bench.node("seed");
        seed.add(NewDataset.published(torrent, bench.path("soil")));
        Files.createDirectory(bench.path("copies"));
        Node before = bench.node("station");
        SwarmKey key = before.add(NewDataset.fetched(torrent, bench.path("copies"), "get"))
                .key();
        NodeBench.await(before, key, DatasetState.SEEDING);
        long moved = before.dataset(key).traffic().downloaded();

        before.reach(Network.PRIVATE);
        assertThat(before.awaitEnd()).isEqualTo(Node.Next.REOPEN);
        Node after = bench.reopen(before, "station", Network.PRIVATE);
        NodeBench.await(after, key, DatasetState.SEEDING);

        assertThat(moved).isGreaterThanOrEqualTo(200_000);
        assertThat(after.dataset(key).traffic().downloaded()).isGreaterThanOrEqualTo(moved);
    }

    @Test
    void the_same_reach_disturbs_nobody_and_an_end_stays_an_end() throws Exception {
        Node node = bench.node("station");
        node.reach(Network.LOCAL);
        node.stop();
        node.reach(Network.PUBLIC);

        assertThat(node.awaitEnd()).isEqualTo(Node.Next.STOP);
    }

    @Tag("thorough")
    @Test
    void what_waits_for_peers_says_how_far_they_are_looked_for() throws Exception {
        bench.write("soil/ph.csv", "6.5\n");
        Metainfo torrent = bench.torrent("soil");
        Files.createDirectory(bench.path("copies"));
        Node node = bench.node("station");
        SwarmKey key = node.add(NewDataset.fetched(torrent, bench.path("copies"), "get"))
                .key();

        DatasetView view = NodeBench.await(node, key, each -> each.why().isPresent());

        assertThat(view.why()).contains("nobody who has it was found yet; the node reaches this machine only");
    }
}
