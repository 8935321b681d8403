package org.seedbank.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.Limits;
import org.seedbank.node.api.NewDataset;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.examination.Finding;
import org.seedbank.swarm.Source;
import org.seedbank.swarm.SwarmKey;

/** What people and peers do to a node at the wrong moment. */
class NodeTroubleTest {

    @TempDir
    Path folder;

    private NodeBench bench;
    private Metainfo torrent;
    private SwarmKey key;

    @BeforeEach
    void open() throws Exception {
        bench = new NodeBench(folder);
        bench.write("soil/ph.csv", "6.5\n");
        bench.fill("soil/raw.bin", 300_000);
        torrent = bench.torrent("soil");
        key = SwarmKey.of(torrent);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void a_pause_that_is_taken_back_at_once_leaves_it_going_on() throws Exception {
        Node node = publish(bench.node("station"), "soil");

        node.pause(key);
        node.resume(key);

        assertThat(NodeBench.await(node, key, DatasetState.SEEDING).state()).isEqualTo(DatasetState.SEEDING);
    }

    @Test
    void a_pause_and_a_resume_are_answered_with_what_they_made_of_it() throws Exception {
        Node node = publish(bench.node("station"), "soil");

        assertThat(node.pause(key).state()).isEqualTo(DatasetState.PAUSED);
        assertThat(node.resume(key).state()).isEqualTo(DatasetState.WAITING);
    }

    @Test
    void any_number_of_pauses_in_a_row_ends_as_the_last_one_says() throws Exception {
        Node node = publish(bench.node("station"), "soil");
        Node archive = bench.node("archive");
        archive.limit(new Limits(Optional.empty(), Optional.of(0L), Optional.empty()));
        archive.add(NewDataset.fetched(torrent, bench.path("copies"), "get"));

        for (int i = 0; i < 50; i++) {
            node.pause(key);
            node.resume(key);
            archive.pause(key);
            archive.resume(key);
        }
        archive.limit(Limits.NONE);

        assertThat(NodeBench.await(node, key, DatasetState.SEEDING).state()).isEqualTo(DatasetState.SEEDING);
        assertThat(NodeBench.await(archive, key, DatasetState.SEEDING).why()).isEmpty();
        node.pause(key);
        assertThat(NodeBench.await(node, key, DatasetState.PAUSED).why()).isEmpty();
    }

    @Test
    void that_nothing_may_be_sent_is_told_of_the_node_and_once_of_a_dataset() throws Exception {
        Node node = publish(bench.node("station"), "soil");
        Finding mute = Finding.of(Finding.Kind.UP_IS_ZERO, "the limit for all together is 0");
        NodeBench.await(node, key, DatasetState.SEEDING);
        assertThat(node.examine().findings()).doesNotContain(mute);

        node.limit(new Limits(Optional.of(0L), Optional.empty(), Optional.empty()));

        assertThat(node.examine().findings()).contains(mute);
        assertThat(node.examine(key).findings()).containsOnlyOnce(mute);
    }

    @Test
    void that_nothing_may_come_is_told_where_something_is_to_come() throws Exception {
        Node node = publish(bench.node("station"), "soil");
        Finding deaf = Finding.of(Finding.Kind.DOWN_IS_ZERO, "the limit for all together is 0");
        NodeBench.await(node, key, DatasetState.SEEDING);
        node.limit(new Limits(Optional.empty(), Optional.of(0L), Optional.empty()));
        Node archive = bench.node("archive");
        archive.limit(new Limits(Optional.empty(), Optional.of(0L), Optional.empty()));

        archive.add(NewDataset.fetched(torrent, bench.path("copies"), "get"));
        NodeBench.await(archive, key, DatasetState.FETCHING);

        assertThat(node.examine().findings()).doesNotContain(deaf);
        assertThat(archive.examine().findings()).contains(deaf);
    }

    @Test
    void what_is_removed_and_added_again_at_once_is_fetched() throws Exception {
        publish(bench.node("station"), "soil");
        Node archive = bench.node("archive");

        for (int i = 0; i < 10; i++) {
            archive.add(NewDataset.fetched(torrent, bench.path("copies"), "get"));
            archive.remove(key, true);
        }
        archive.add(NewDataset.fetched(torrent, bench.path("copies"), "get"));

        assertThat(NodeBench.await(archive, key, DatasetState.SEEDING).why()).isEmpty();
        assertThat(archive.datasets()).hasSize(1);
    }

    @Test
    void one_that_is_added_paused_waits_until_it_is_resumed() throws Exception {
        publish(bench.node("station"), "soil");
        Node archive = bench.node("archive");

        DatasetView view = archive.add(
                new NewDataset(torrent, bench.path("copies"), false, Optional.empty(), List.of(), true, true, "get"));
        assertThat(view.state()).isEqualTo(DatasetState.PAUSED);
        assertThat(bench.path("copies")).isEmptyDirectory();

        archive.resume(key);
        NodeBench.await(archive, key, DatasetState.SEEDING);
        assertThat(bench.path("copies/soil/raw.bin")).hasSameBinaryContentAs(bench.path("soil/raw.bin"));
    }

    @Test
    void serves_no_more_than_its_ratio_until_that_is_lifted() throws Exception {
        publish(bench.node("station"), "soil");
        Node archive = bench.node("archive");
        archive.add(NewDataset.fetched(torrent, bench.path("copies"), "get"));
        NodeBench.await(archive, key, DatasetState.SEEDING);

        archive.limit(key, new Limits(Optional.empty(), Optional.empty(), Optional.of(0.0)));
        DatasetView rests = NodeBench.await(archive, key, DatasetState.COMPLETE);
        archive.limit(key, Limits.NONE);

        assertThat(rests.why()).contains("ratio 0.00 is reached");
        assertThat(NodeBench.await(archive, key, DatasetState.SEEDING).why()).isEmpty();
    }

    @Test
    void a_ratio_for_all_counts_as_soon_as_it_is_set_and_lifted() throws Exception {
        publish(bench.node("station"), "soil");
        Node archive = bench.node("archive");
        archive.add(NewDataset.fetched(torrent, bench.path("copies"), "get"));
        NodeBench.await(archive, key, DatasetState.SEEDING);

        archive.limit(new Limits(Optional.empty(), Optional.empty(), Optional.of(0.0)));
        NodeBench.await(archive, key, DatasetState.COMPLETE);
        archive.limit(Limits.NONE);

        assertThat(NodeBench.await(archive, key, DatasetState.SEEDING).state()).isEqualTo(DatasetState.SEEDING);
    }

    @Tag("thorough")
    @Test
    void a_folder_that_is_taken_away_is_not_made_again_until_somebody_says_so() throws Exception {
        Node archive = bench.node("archive");
        archive.add(NewDataset.fetched(torrent, bench.path("copies"), "get"));
        NodeBench.await(archive, key, DatasetState.FETCHING);

        Files.move(bench.path("copies"), bench.path("taken away"));
        DatasetView away = NodeBench.await(archive, key, DatasetState.NOT_THERE);
        publish(bench.node("station"), "soil");
        assertThat(away.why())
                .contains("nothing of it is at '%s'; it goes on when it is back".formatted(bench.path("copies/soil")));
        assertThat(bench.path("copies")).doesNotExist();

        archive.resume(key);
        NodeBench.await(archive, key, DatasetState.SEEDING);
        assertThat(bench.path("copies/soil/raw.bin")).hasSameBinaryContentAs(bench.path("soil/raw.bin"));
    }

    @Test
    void garbage_is_counted_and_what_is_right_comes_from_another() throws Exception {
        Files.createDirectories(bench.path("bad"));
        Files.copy(bench.path("soil/ph.csv"), bench.write("bad/soil/x", "").resolveSibling("ph.csv"));
        Files.write(bench.path("bad/soil/raw.bin"), new byte[300_000]);
        Node archive = bench.node("archive");
        try (Liar liar = new Liar(bench.path("liar"), torrent, bench.path("bad/soil"))) {
            archive.add(new NewDataset(
                    torrent,
                    bench.path("copies"),
                    false,
                    Optional.empty(),
                    List.of(liar.address()),
                    true,
                    false,
                    "get"));
            NodeBench.await(
                    archive,
                    key,
                    view -> view.traffic().banned() > 0 && view.traffic().rejected() > 0);
            assertThat(archive.dataset(key).sources())
                    .filteredOn(source -> source.kind() == Source.Kind.PEER)
                    .singleElement()
                    .satisfies(source -> {
                        assertThat(source.address())
                                .isEqualTo("127.0.0.1:" + liar.address().getPort());
                        assertThat(source.word()).contains("it has sent wrong bytes, and is left out");
                        assertThat(source.fault()).contains(Source.Fault.WRONG_BYTES);
                    });
        }
        publish(bench.node("station"), "soil");
        DatasetView view = NodeBench.await(archive, key, DatasetState.SEEDING);

        assertThat(view.traffic().rejected()).isPositive();
        assertThat(view.traffic().banned()).isPositive();
        assertThat(bench.path("copies/soil/raw.bin")).hasSameBinaryContentAs(bench.path("soil/raw.bin"));
    }

    @Test
    void a_removed_dataset_is_unknown_whatever_it_was_doing() throws Exception {
        publish(bench.node("station"), "soil");
        Node archive = bench.node("archive");
        archive.add(NewDataset.fetched(torrent, bench.path("copies"), "get"));

        archive.remove(key, true);

        assertThatThrownBy(() -> archive.resume(key)).isInstanceOf(NodeException.UnknownDataset.class);
        assertThat(bench.path("copies/soil")).doesNotExist();
        assertThat(archive.facts().warnings()).isEmpty();
    }

    private Node publish(Node node, String name) throws Exception {
        node.add(NewDataset.published(torrent, bench.path(name)));
        NodeBench.await(node, key, DatasetState.SEEDING);
        return node;
    }
}
