package org.seedbank.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.Changes;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.Limits;
import org.seedbank.node.api.NewDataset;
import org.seedbank.node.api.NodeException;
import org.seedbank.swarm.SwarmKey;

/** Disks that are pulled, and disks that are full. */
@EnabledOnOs(OS.LINUX)
class DiskTroubleIT {

    private static final int WATER = 3_000_000;
    private static final long MIB = 1 << 20;
    private static final long RESERVED = NodeSettings.RESERVE / MIB;

    @TempDir
    Path folder;

    private final SmallDisk disks = new SmallDisk();
    private NodeBench bench;
    private Metainfo soil;
    private Metainfo water;
    private Path real;
    private Path disk;

    @BeforeEach
    void open() throws Exception {
        bench = new NodeBench(folder);
        bench.fill("soil/raw.bin", 300_000);
        bench.fill("water/raw.bin", WATER);
        soil = bench.torrent("soil");
        water = bench.torrent("water");
        real = bench.path("real");
        disk = bench.path("disk");
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
        disks.close();
    }

    @Test
    void a_disk_that_is_pulled_comes_back_by_itself() throws Exception {
        publishBoth();
        disks.mount(real, RESERVED + 20 + "m");
        disks.plug(real, disk);
        Node archive = bench.node("archive");
        fetch(archive, soil, view -> view.state() == DatasetState.SEEDING);
        archive.limit(new Limits(Optional.empty(), Optional.of(200_000L), Optional.empty()));
        fetch(archive, water, view -> view.amounts().bytesDone() > 0);

        disks.pull(disk);
        for (Metainfo each : new Metainfo[] {soil, water}) {
            assertThat(NodeBench.await(archive, SwarmKey.of(each), DatasetState.NOT_THERE)
                            .why())
                    .contains("nothing is mounted at '%s'; it goes on when it is back".formatted(disk));
        }
        archive.limit(Limits.NONE);
        assertThat(disk).isEmptyDirectory();
        disks.plug(real, disk);

        for (Metainfo each : new Metainfo[] {soil, water}) {
            NodeBench.await(archive, SwarmKey.of(each), DatasetState.SEEDING);
            assertThat(disk.resolve(each.name()).resolve("raw.bin"))
                    .hasSameBinaryContentAs(bench.path(each.name()).resolve("raw.bin"));
        }
    }

    @Test
    void a_disk_that_is_missing_from_the_start_is_waited_for() throws Exception {
        publishBoth();
        disks.mount(real, RESERVED + 20 + "m");
        disks.plug(real, disk);
        Node first = bench.node("archive");
        fetch(first, soil, view -> view.state() == DatasetState.SEEDING);
        first.limit(new Limits(Optional.empty(), Optional.of(0L), Optional.empty()));
        fetch(first, water, view -> view.state() == DatasetState.FETCHING);
        bench.close(first);
        disks.pull(disk);

        Node second = bench.node("archive");
        NodeBench.await(second, SwarmKey.of(soil), DatasetState.NOT_THERE);
        NodeBench.await(second, SwarmKey.of(water), DatasetState.NOT_THERE);
        second.limit(Limits.NONE);
        assertThat(disk).isEmptyDirectory();
        disks.plug(real, disk);

        NodeBench.await(second, SwarmKey.of(soil), DatasetState.SEEDING);
        NodeBench.await(second, SwarmKey.of(water), DatasetState.SEEDING);
    }

    @Test
    void a_disk_that_fills_up_is_told_and_the_fetch_goes_on_when_there_is_room() throws Exception {
        publishBoth();
        disks.mount(disk, RESERVED + 4 + "m");
        Node archive = bench.node("archive");
        archive.limit(new Limits(Optional.empty(), Optional.of(0L), Optional.empty()));
        fetch(archive, water, view -> view.state() == DatasetState.FETCHING);
        Path filler = SmallDisk.fill(disk.resolve("filler"), MIB);

        archive.limit(Limits.NONE);
        DatasetView full = NodeBench.await(archive, SwarmKey.of(water), DatasetState.NO_ROOM);
        Files.delete(filler);
        DatasetView done = NodeBench.await(
                archive, SwarmKey.of(water), view -> view.verified().isPresent());

        assertThat(full.why().orElseThrow())
                .startsWith("the disk of '%s' is full: ".formatted(disk))
                .endsWith("; it goes on when there is room");
        assertThat(done.state()).isEqualTo(DatasetState.SEEDING);
        assertThat(disk.resolve("water/raw.bin")).hasSameBinaryContentAs(bench.path("water/raw.bin"));
    }

    @Test
    void what_would_not_leave_the_reserve_free_is_refused() throws Exception {
        disks.mount(disk, RESERVED + 2 + "m");
        Node archive = bench.node("archive");

        assertThatThrownBy(() -> archive.add(NewDataset.fetched(water, disk, "get")))
                .isInstanceOf(NodeException.Refused.class)
                .hasMessageContaining("'%s' needs %d bytes more", disk, WATER);
        assertThat(disk).isEmptyDirectory();
    }

    @Test
    void a_full_state_folder_does_not_end_seeding_and_is_written_once_there_is_room() throws Exception {
        disks.mount(bench.path("station"), "4m");
        Node station = bench.node("station");
        station.add(NewDataset.published(soil, bench.path("soil")));
        station.add(NewDataset.published(water, bench.path("water")));
        NodeBench.await(station, SwarmKey.of(soil), DatasetState.SEEDING);
        Path filler = SmallDisk.fill(bench.path("station/filler"), 0);

        assertThatThrownBy(() -> station.pause(SwarmKey.of(water))).isInstanceOf(NodeException.StateUnusable.class);
        assertThat(station.facts().warnings())
                .singleElement()
                .asString()
                .endsWith("the disk is full; what has changed is tried again");
        assertThat(fetch(bench.node("archive"), soil, view -> view.state() == DatasetState.SEEDING)
                        .why())
                .isEmpty();

        Files.delete(filler);
        awaitNoWarnings(station);
        bench.close(station);
        assertThat(bench.node("station").dataset(SwarmKey.of(water)).state()).isEqualTo(DatasetState.PAUSED);
    }

    private static void awaitNoWarnings(Node node) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        long seen = 0;
        while (!node.facts().warnings().isEmpty()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            seen = node.changes(seen, Duration.ofMillis(500))
                    .map(Changes::number)
                    .orElse(seen);
        }
    }

    private void publishBoth() throws Exception {
        Node station = bench.node("station");
        for (Metainfo each : new Metainfo[] {soil, water}) {
            station.add(NewDataset.published(each, bench.path(each.name())));
            NodeBench.await(station, SwarmKey.of(each), DatasetState.SEEDING);
        }
    }

    private DatasetView fetch(Node node, Metainfo torrent, Predicate<DatasetView> until) throws Exception {
        Files.createDirectories(disk);
        node.add(NewDataset.fetched(torrent, disk, "get"));
        return NodeBench.await(node, SwarmKey.of(torrent), until);
    }
}
