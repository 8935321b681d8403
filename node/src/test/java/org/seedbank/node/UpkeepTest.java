package org.seedbank.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.Metainfo;
import org.seedbank.integrity.TorrentFile;
import org.seedbank.swarm.SwarmKey;

/** What a node says of files is of now, or says of when; and what is right is served whatever else is wrong. */
class UpkeepTest {

    @TempDir
    Path folder;

    private NodeBench bench;
    private Metainfo torrent;
    private SwarmKey key;
    private Node station;

    @BeforeEach
    void open() throws Exception {
        bench = new NodeBench(folder);
        bench.write("soil/ph.csv", "6.5\n");
        bench.fill("soil/raw.bin", 300_000);
        torrent = bench.torrent("soil");
        key = SwarmKey.of(torrent);
        station = bench.node("station");
        station.add(NewDataset.published(torrent, bench.path("soil")));
        NodeBench.await(station, key, DatasetState.SEEDING);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void files_that_look_as_they_did_are_said_to_do_so_just_now() throws Exception {
        Instant verified = station.dataset(key).verified().orElseThrow();
        Instant asked = Instant.now();

        DatasetView view = station.check(key, false);

        assertThat(view.state()).isEqualTo(DatasetState.SEEDING);
        assertThat(view.verified()).contains(verified);
        assertThat(view.upkeep().looked().orElseThrow()).isAfterOrEqualTo(asked);
    }

    @Test
    void everything_is_read_again_when_a_person_wants_that() throws Exception {
        Instant asked = Instant.now();

        assertThat(station.check(key, true).state()).isEqualTo(DatasetState.WAITING);

        DatasetView view = NodeBench.await(station, key, DatasetState.SEEDING);
        assertThat(view.verified().orElseThrow()).isAfterOrEqualTo(asked);
    }

    @Test
    void a_changed_file_is_read_at_once_and_named_with_the_time() throws Exception {
        Instant asked = Instant.now();
        bench.write("soil/ph.csv", "9.9\n");
        touch("soil/ph.csv");

        station.check(key, false);

        DatasetView view = NodeBench.await(station, key, DatasetState.DAMAGED);
        assertThat(view.damaged()).containsExactly("ph.csv");
        assertThat(view.upkeep().damagedSince().orElseThrow()).isAfterOrEqualTo(asked);
    }

    @Test
    void one_bad_piece_takes_no_other_offline() throws Exception {
        byte[] raw = Files.readAllBytes(bench.path("soil/raw.bin"));
        raw[100_000] ^= 1;
        Files.write(bench.path("soil/raw.bin"), raw);
        touch("soil/raw.bin");
        station.check(key, false);
        NodeBench.await(station, key, DatasetState.DAMAGED);

        Node archive = bench.node("archive");
        archive.add(NewDataset.fetched(torrent, bench.path("copies"), "get"));
        DatasetView view = NodeBench.await(archive, key, each -> each.amounts().bytesDone() == 300_004 - 16_384);

        assertThat(view.amounts().bytesDone()).isEqualTo(300_004 - 16_384);
        assertThat(view.traffic().rejected()).isZero();
    }

    @Test
    void what_is_right_of_a_damaged_dataset_is_served_after_a_restart_too() throws Exception {
        Files.delete(bench.path("soil/raw.bin"));
        station.check(key, false);
        NodeBench.await(station, key, DatasetState.DAMAGED);
        bench.close(station);

        station = bench.node("station");
        NodeBench.await(station, key, DatasetState.DAMAGED);
        Node archive = bench.node("archive");
        archive.add(new NewDataset(
                torrent,
                bench.path("copies"),
                false,
                Optional.of(Set.of(index("ph.csv"))),
                List.of(),
                true,
                false,
                "get"));

        NodeBench.await(archive, key, DatasetState.SEEDING);
        assertThat(bench.path("copies/soil/ph.csv")).hasContent("6.5\n");
        assertThat(bench.path("soil")).isDirectoryNotContaining(path -> path.endsWith("raw.bin"));
    }

    @Test
    void a_fetched_copy_that_is_gone_is_fetched_anew() throws Exception {
        Node archive = bench.node("archive");
        archive.add(NewDataset.fetched(torrent, bench.path("copies"), "get"));
        NodeBench.await(archive, key, view -> view.verified().isPresent());
        Files.delete(bench.path("copies/soil/raw.bin"));
        Files.delete(bench.path("copies/soil/ph.csv"));
        Files.delete(bench.path("copies/soil"));

        assertThat(archive.check(key, false).state()).isNotEqualTo(DatasetState.SEEDING);

        NodeBench.await(archive, key, DatasetState.SEEDING);
        assertThat(bench.path("copies/soil/raw.bin")).hasSameBinaryContentAs(bench.path("soil/raw.bin"));
    }

    @Test
    void damage_that_somebody_else_has_found_is_looked_at_and_not_offered_any_more() throws Exception {
        FileTime before = Files.getLastModifiedTime(bench.path("soil/ph.csv"));
        bench.write("soil/ph.csv", "9.9\n");
        Files.setLastModifiedTime(bench.path("soil/ph.csv"), before);

        station.found(key, new Findings(Instant.now(), true, Set.of(index("ph.csv"))));

        assertThat(NodeBench.await(station, key, DatasetState.DAMAGED).damaged())
                .containsExactly("ph.csv");
    }

    @Test
    void what_somebody_else_has_found_intact_counts_as_verified() throws Exception {
        Instant ended = Instant.parse("2026-05-17T12:00:00Z");

        DatasetView view = station.found(key, new Findings(ended, true, Set.of()));

        assertThat(view.verified()).contains(ended);
        assertThat(view.state()).isEqualTo(DatasetState.SEEDING);
    }

    @Test
    void what_somebody_else_has_mended_is_served_again() throws Exception {
        bench.write("soil/ph.csv", "9.9\n");
        touch("soil/ph.csv");
        station.check(key, false);
        NodeBench.await(station, key, DatasetState.DAMAGED);

        bench.write("soil/ph.csv", "6.5\n");
        station.found(key, new Findings(Instant.now(), true, Set.of()));

        DatasetView view = NodeBench.await(station, key, DatasetState.SEEDING);
        assertThat(view.upkeep().damagedSince()).isEmpty();
    }

    private int index(String path) {
        List<String> paths = torrent.files().stream()
                .map(TorrentFile::path)
                .map(each -> each.text())
                .toList();
        return paths.indexOf(path);
    }

    private void touch(String name) throws Exception {
        Files.setLastModifiedTime(bench.path(name), FileTime.from(Instant.parse("2031-05-01T12:00:00Z")));
    }
}
