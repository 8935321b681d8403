package org.seedbank.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.Limits;
import org.seedbank.node.api.NewDataset;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.NodeFolder;
import org.seedbank.node.internal.store.SampleState;
import org.seedbank.swarm.SwarmKey;

/** What a node does with datasets, over restarts and through trouble. */
class NodeTest {

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
    void one_seeds_what_another_fetches_and_verifies() throws Exception {
        Metainfo torrent = soil();
        SwarmKey key = SwarmKey.of(torrent);
        publish(bench.node("station"), torrent, "soil");

        Node archive = bench.node("archive");
        archive.add(NewDataset.fetched(torrent, bench.path("copies"), "get"));
        DatasetView view = NodeBench.await(archive, key, each -> each.verified().isPresent());

        assertThat(view.state()).isEqualTo(DatasetState.SEEDING);
        assertThat(view.path()).isEqualTo(bench.path("copies/soil").toString());
        assertThat(view.amounts()).isEqualTo(new DatasetView.Amounts(300_004, 300_004, 300_004, 2, 2, 0));
        assertThat(view.traffic().downloaded()).isGreaterThanOrEqualTo(300_004);
        assertThat(bench.path("copies/soil/ph.csv")).hasSameBinaryContentAs(bench.path("soil/ph.csv"));
        assertThat(bench.path("copies/soil/raw.bin")).hasSameBinaryContentAs(bench.path("soil/raw.bin"));
    }

    @Test
    void a_restart_seeds_again_what_was_verified() throws Exception {
        Metainfo torrent = soil();
        SwarmKey key = SwarmKey.of(torrent);
        Node first = bench.node("station");
        DatasetView before = publish(first, torrent, "soil");
        bench.close(first);

        Node second = bench.node("station");

        DatasetView after = NodeBench.await(second, key, DatasetState.SEEDING);
        assertThat(after.verified()).isEqualTo(before.verified());
        assertThat(after.added()).isEqualTo(before.added());
    }

    @Test
    void a_file_that_changed_while_the_node_was_away_is_read_before_it_is_served() throws Exception {
        Metainfo torrent = soil();
        SwarmKey key = SwarmKey.of(torrent);
        Node first = bench.node("station");
        publish(first, torrent, "soil");
        bench.close(first);

        bench.write("soil/ph.csv", "9.9\n");
        touch("soil/ph.csv");
        Node second = bench.node("station");

        DatasetView view = NodeBench.await(second, key, DatasetState.DAMAGED);
        assertThat(view.damaged()).containsExactly("ph.csv");
        assertThat(view.why()).contains("1 of 2 files is not what was published");
    }

    @Test
    void a_file_that_was_only_touched_is_read_and_served() throws Exception {
        Metainfo torrent = soil();
        SwarmKey key = SwarmKey.of(torrent);
        Node first = bench.node("station");
        Instant verified = publish(first, torrent, "soil").verified().orElseThrow();
        bench.close(first);

        touch("soil/ph.csv");
        Node second = bench.node("station");

        DatasetView view = NodeBench.await(second, key, DatasetState.SEEDING);
        assertThat(view.verified().orElseThrow()).isAfter(verified);
    }

    @Test
    void a_damaged_dataset_is_served_again_once_it_is_mended() throws Exception {
        Metainfo torrent = soil();
        SwarmKey key = SwarmKey.of(torrent);
        Node first = bench.node("station");
        publish(first, torrent, "soil");
        bench.close(first);
        byte[] original = Files.readAllBytes(bench.path("soil/ph.csv"));
        bench.write("soil/ph.csv", "9.9\n");
        Node second = bench.node("station");
        NodeBench.await(second, key, DatasetState.DAMAGED);

        Files.write(bench.path("soil/ph.csv"), original);
        second.resume(key);

        assertThat(NodeBench.await(second, key, DatasetState.SEEDING).damaged()).isEmpty();
    }

    @Test
    void a_dataset_whose_folder_is_away_is_not_there_and_comes_back_by_itself() throws Exception {
        Metainfo torrent = soil();
        SwarmKey key = SwarmKey.of(torrent);
        Node first = bench.node("station");
        publish(first, torrent, "soil");
        bench.close(first);
        Files.move(bench.path("soil"), bench.path("unplugged"));

        Node second = bench.node("station");
        DatasetView away = NodeBench.await(second, key, DatasetState.NOT_THERE);
        Files.move(bench.path("unplugged"), bench.path("soil"));

        assertThat(away.why())
                .contains("nothing of it is at '%s'; it goes on when it is back".formatted(bench.path("soil")));
        assertThat(NodeBench.await(second, key, DatasetState.SEEDING).damaged()).isEmpty();
    }

    @Test
    void a_pause_lasts_over_a_restart() throws Exception {
        Metainfo torrent = soil();
        SwarmKey key = SwarmKey.of(torrent);
        Node first = bench.node("station");
        publish(first, torrent, "soil");
        first.pause(key);
        bench.close(first);

        Node second = bench.node("station");

        assertThat(NodeBench.await(second, key, DatasetState.PAUSED).why()).isEmpty();
        second.resume(key);
        NodeBench.await(second, key, DatasetState.SEEDING);
    }

    @Test
    void a_fetch_without_peers_waits_and_goes_on_after_a_restart() throws Exception {
        Metainfo torrent = soil();
        SwarmKey key = SwarmKey.of(torrent);
        Node first = bench.node("archive");
        first.add(NewDataset.fetched(torrent, bench.path("copies"), "get"));
        NodeBench.await(first, key, DatasetState.FETCHING);
        bench.close(first);
        publish(bench.node("station"), torrent, "soil");

        Node second = bench.node("archive");

        assertThat(NodeBench.await(second, key, view -> view.verified().isPresent())
                        .state())
                .isEqualTo(DatasetState.SEEDING);
    }

    @Test
    void what_is_not_to_be_seeded_rests_once_it_is_verified() throws Exception {
        Metainfo torrent = soil();
        publish(bench.node("station"), torrent, "soil");

        Node archive = bench.node("archive");
        archive.add(
                new NewDataset(torrent, bench.path("copies"), false, Optional.empty(), List.of(), false, false, "get"));

        DatasetView view = NodeBench.await(
                archive, SwarmKey.of(torrent), each -> each.verified().isPresent());
        assertThat(view.state()).isEqualTo(DatasetState.COMPLETE);
    }

    @Test
    void fetches_only_the_chosen_files() throws Exception {
        Metainfo torrent = soil();
        publish(bench.node("station"), torrent, "soil");

        Node archive = bench.node("archive");
        archive.add(new NewDataset(
                torrent, bench.path("copies"), false, Optional.of(Set.of(0)), List.of(), true, false, "get"));

        DatasetView view = NodeBench.await(
                archive, SwarmKey.of(torrent), each -> each.verified().isPresent());
        assertThat(view.amounts()).isEqualTo(new DatasetView.Amounts(4, 4, 300_004, 1, 2, 0));
        assertThat(bench.path("copies/soil/raw.bin")).doesNotExist();
    }

    @Test
    void the_same_dataset_twice_is_one() throws Exception {
        Metainfo torrent = soil();
        Node node = bench.node("station");
        publish(node, torrent, "soil");

        node.add(NewDataset.published(torrent, bench.path("soil")));

        assertThat(node.datasets()).hasSize(1);
    }

    @Test
    void refuses_a_dataset_that_it_has_at_another_place() throws Exception {
        Metainfo torrent = soil();
        Node node = bench.node("station");
        publish(node, torrent, "soil");

        assertThatThrownBy(() -> node.add(NewDataset.fetched(torrent, bench.path("copies"), "get")))
                .isInstanceOf(NodeException.HeldElsewhere.class)
                .hasMessage("the node has 'soil' already, at '%s'", bench.path("soil"));
    }

    @Test
    void refuses_to_seed_what_is_not_whole() throws Exception {
        Metainfo torrent = soil();
        Files.delete(bench.path("soil/ph.csv"));
        Node node = bench.node("station");

        assertThatThrownBy(() -> node.add(NewDataset.published(torrent, bench.path("soil"))))
                .isInstanceOf(NodeException.Refused.class)
                .hasMessage("not every file of 'soil' is at '%s' with its published length", bench.path("soil"));
        assertThat(node.datasets()).isEmpty();
    }

    @Test
    void forgets_what_is_removed_and_keeps_its_files() throws Exception {
        Metainfo torrent = soil();
        Node node = bench.node("station");
        publish(node, torrent, "soil");

        node.remove(SwarmKey.of(torrent), false);

        assertThat(node.datasets()).isEmpty();
        assertThat(bench.path("soil/ph.csv")).exists();
        assertThat(bench.path("station/node/torrents")).isEmptyDirectory();
    }

    @Test
    void deletes_the_files_of_what_is_removed_and_no_others() throws Exception {
        Metainfo torrent = soil();
        Node node = bench.node("station");
        publish(node, torrent, "soil");
        bench.write("soil/notes.txt", "mine");

        node.remove(SwarmKey.of(torrent), true);

        assertThat(bench.path("soil")).isDirectoryContaining(path -> path.endsWith("notes.txt"));
        assertThat(bench.path("soil/raw.bin")).doesNotExist();
        assertThat(bench.path("soil/ph.csv")).doesNotExist();
    }

    @Test
    void what_has_not_all_come_when_it_is_removed_is_named_where_it_waits() throws Exception {
        Metainfo torrent = soil();
        publish(bench.node("station"), torrent, "soil");
        Node archive = bench.node("archive");
        archive.limit(new Limits(Optional.empty(), Optional.of(20_000L), Optional.empty()));
        SwarmKey key = SwarmKey.of(torrent);
        Path waiting = bench.path("copies/.seedbank-incoming-" + key.hex().substring(0, 16));

        fetchSome(archive, torrent);
        assertThat(archive.remove(key, false).arriving()).contains(waiting.toString());
        assertThat(waiting).isDirectory();

        fetchSome(archive, torrent);
        assertThat(archive.remove(key, true).arriving()).contains(waiting.toString());
        assertThat(waiting).doesNotExist();
    }

    private void fetchSome(Node archive, Metainfo torrent) throws Exception {
        archive.add(NewDataset.fetched(torrent, bench.path("copies"), "get"));
        NodeBench.await(
                archive,
                SwarmKey.of(torrent),
                view -> view.state() == DatasetState.FETCHING && view.amounts().bytesDone() > 0);
    }

    @Test
    void a_second_node_on_the_same_state_is_refused() throws Exception {
        bench.node("station");

        assertThatThrownBy(() -> bench.node("station"))
                .isInstanceOf(NodeException.AlreadyRunning.class)
                .hasMessage(
                        "a node is running already, process %d",
                        ProcessHandle.current().pid());
    }

    @Test
    void state_of_a_later_version_is_refused_and_left_as_it_is() throws Exception {
        bench.close(bench.node("station"));
        Path file = bench.write("station/node/settings.json", "{\"schema\":2}");

        assertThatThrownBy(() -> bench.node("station"))
                .isInstanceOf(NodeException.NewerState.class)
                .hasMessage("'%s' was written by a later version of seedbank (schema 2)", file);
        assertThat(file).hasContent("{\"schema\":2}");
    }

    @Test
    void tells_changes_to_those_who_wait() throws Exception {
        Node node = bench.node("station");
        Metainfo torrent = soil();
        publish(node, torrent, "soil");
        long seen = node.changes(0, Duration.ofSeconds(10)).orElseThrow().number();

        node.remove(SwarmKey.of(torrent), false);

        assertThat(node.changes(seen, Duration.ofSeconds(10)).orElseThrow().gone())
                .containsExactly(SwarmKey.of(torrent));
    }

    private Metainfo soil() throws Exception {
        bench.write("soil/ph.csv", "6.5\n");
        bench.fill("soil/raw.bin", 300_000);
        return bench.torrent("soil");
    }

    private DatasetView publish(Node node, Metainfo torrent, String name) throws Exception {
        node.add(NewDataset.published(torrent, bench.path(name)));
        return NodeBench.await(node, SwarmKey.of(torrent), DatasetState.SEEDING);
    }

    private void touch(String name) throws Exception {
        Files.setLastModifiedTime(bench.path(name), FileTime.from(Instant.parse("2031-05-01T12:00:00Z")));
    }

    @Test
    void a_backup_is_written_while_it_runs_and_put_back_when_it_does_not() throws Exception {
        Metainfo torrent = soil();
        Node node = bench.node("station");
        publish(node, torrent, "soil");
        NodeFolder folder = SampleState.folder(bench.path("station/node"));
        assertThat(NodeBackup.write(folder, bench.path("backup"))).isEqualTo(1);
        node.remove(SwarmKey.of(torrent), false);
        assertThatThrownBy(() -> NodeBackup.restore(folder, bench.path("backup")))
                .isInstanceOf(NodeException.AlreadyRunning.class);
        bench.close(node);

        NodeBackup.Restored restored = NodeBackup.restore(folder, bench.path("backup"));

        assertThat(restored.datasets()).isEqualTo(1);
        assertThat(restored.before())
                .hasValueSatisfying(before -> assertThat(before).exists());
        NodeBench.await(bench.node("station"), SwarmKey.of(torrent), DatasetState.SEEDING);
    }
}
