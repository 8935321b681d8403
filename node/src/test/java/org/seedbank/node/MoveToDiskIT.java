package org.seedbank.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NewDataset;
import org.seedbank.node.internal.store.DatasetRecord;
import org.seedbank.node.internal.store.DatasetStore;
import org.seedbank.node.internal.store.NodeDatabase;
import org.seedbank.node.internal.store.SampleState;
import org.seedbank.swarm.SwarmKey;

/** Datasets that are moved to another disk: verified there before anything is deleted here. */
@EnabledOnOs(OS.LINUX)
class MoveToDiskIT {

    @TempDir
    Path folder;

    private final SmallDisk disks = new SmallDisk();
    private NodeBench bench;
    private SwarmKey key;
    private Node station;
    private Path target;

    @BeforeEach
    void open() throws Exception {
        bench = new NodeBench(folder);
        bench.write("soil/ph.csv", "6.5\n");
        bench.fill("soil/raw.bin", 300_000);
        Metainfo torrent = bench.torrent("soil");
        key = SwarmKey.of(torrent);
        disks.mount(bench.path("disk"), "8m");
        target = bench.path("disk/soil");
        station = bench.node("station");
        station.add(NewDataset.published(torrent, bench.path("soil")));
        NodeBench.await(station, key, DatasetState.SEEDING);
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
        disks.close();
    }

    @Test
    void is_served_from_the_other_disk_and_leaves_nothing_but_what_is_not_its_own() throws Exception {
        byte[] raw = Files.readAllBytes(bench.path("soil/raw.bin"));
        bench.write("soil/notes.txt", "mine");

        station.move(key, target);

        DatasetView view = NodeBench.await(station, key, each -> each.state() == DatasetState.SEEDING);
        assertThat(view.path()).isEqualTo(target.toString());
        assertThat(target.resolve("ph.csv")).hasContent("6.5\n");
        assertThat(target.resolve("raw.bin")).hasBinaryContent(raw);
        assertThat(bench.path("disk")).isDirectoryNotContaining("glob:**.seedbank-*");
        assertThat(bench.path("soil")).isDirectoryNotContaining("glob:**.{csv,bin}");
        assertThat(bench.path("soil/notes.txt")).hasContent("mine");
    }

    @Test
    void what_is_damaged_is_not_moved() throws Exception {
        bench.write("soil/ph.csv", "9.9\n");
        station.check(key, false);
        NodeBench.await(station, key, DatasetState.DAMAGED);

        station.move(key, target);

        DatasetView view = NodeBench.await(
                station,
                key,
                each -> each.state() == DatasetState.DAMAGED
                        && each.upkeep().note().isPresent());
        assertThat(view.upkeep().note())
                .contains("it was not moved to '%s': 1 of 2 files is not what was published".formatted(target));
        assertThat(bench.path("soil/ph.csv")).hasContent("9.9\n");
        assertThat(bench.path("disk")).isEmptyDirectory();
    }

    @Test
    void a_node_that_was_killed_while_it_copied_goes_on_with_the_originals() throws Exception {
        bench.close(station);
        leaveHalfACopy();

        station = bench.node("station");

        DatasetView view = NodeBench.await(station, key, DatasetState.SEEDING);
        assertThat(view.path()).isEqualTo(bench.path("soil").toString());
        assertThat(bench.path("soil/raw.bin")).hasSize(300_000);
        station.move(key, target);
        NodeBench.await(
                station,
                key,
                each -> each.state() == DatasetState.SEEDING && each.path().equals(target.toString()));
        assertThat(bench.path("disk")).isDirectoryNotContaining("glob:**.seedbank-*");
        assertThat(target.resolve("raw.bin")).hasSize(300_000);
    }

    /** As a node leaves it that is killed. */
    private void leaveHalfACopy() throws Exception {
        long inode = (Long) Files.getAttribute(bench.path("soil"), "unix:ino");
        try (NodeDatabase database = SampleState.database(bench.path("station/node"))) {
            DatasetStore store = new DatasetStore(database, SampleState.folder(bench.path("station/node")));
            DatasetRecord record = store.record(key).orElseThrow();
            DatasetRecord moving = record.moving(Optional.of(new DatasetRecord.Move(target, inode)));
            store.update(key, Optional.of(moving), Optional.empty());
        }
        String copying = ".seedbank-copying-" + key.hex().substring(0, 16);
        bench.write("disk/" + copying + "/soil/raw.bin", "half of it");
    }
}
