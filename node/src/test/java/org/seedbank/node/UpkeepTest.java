package org.seedbank.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.seedbank.integrity.ByteRange;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFile;
import org.seedbank.integrity.torrent.TorrentFormat;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.FixityFindings;
import org.seedbank.node.api.HistoryEntry;
import org.seedbank.node.api.MendingReport;
import org.seedbank.node.api.NewDataset;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.internal.store.DatasetRecord;
import org.seedbank.node.internal.store.DatasetStore;
import org.seedbank.node.internal.store.NodeDatabase;
import org.seedbank.node.internal.store.SampleState;
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
    void of_what_is_damaged_nobody_says_that_all_is_here_and_as_it_was() throws Exception {
        assertThat(station.check(key, false).upkeep().looked()).isPresent();
        bench.write("soil/ph.csv", "9.9\n");
        touch("soil/ph.csv");
        station.check(key, false);
        NodeBench.await(station, key, DatasetState.DAMAGED);

        DatasetView paused = station.pause(key);

        assertThat(paused.state()).isEqualTo(DatasetState.PAUSED);
        assertThat(paused.amounts().filesDamaged()).isOne();
        assertThat(paused.amounts().percent()).isEqualTo(99);
        assertThat(paused.amounts().bytesDone()).isBetween(1L, 300_000L);
        assertThat(paused.upkeep().looked()).isEmpty();
        bench.close(station);
        assertThat(bench.node("station").dataset(key).amounts().percent()).isEqualTo(99);
    }

    /** No watch of a folder tells what is written under another name elsewhere, and v2 pieces are not hashed before they go. */
    @Test
    void what_a_program_writes_under_another_name_with_the_old_time_is_noticed_as_peers_get_it() throws Exception {
        bench.write("linked/ph.csv", "6.5\n");
        Path link = Files.createLink(folder.resolve("app.csv"), bench.path("linked/ph.csv"));
        Metainfo linked = bench.torrent("linked", TorrentFormat.V2);
        station.add(NewDataset.published(linked, bench.path("linked")));
        NodeBench.await(station, SwarmKey.of(linked), DatasetState.SEEDING);
        FileTime before = Files.getLastModifiedTime(link);

        Files.writeString(link, "9.9\n");
        Files.setLastModifiedTime(link, before);
        bench.node("peer").add(NewDataset.fetched(linked, folder.resolve("copies"), "test"));

        DatasetView view = NodeBench.await(station, SwarmKey.of(linked), DatasetState.DAMAGED);
        assertThat(view.why())
                .contains("the file is not what was published; it has other names (hard links), and a program"
                        + " may have written to it there");
    }

    /** A new name and new rights change when a file was last changed, and none of its bytes. */
    @Test
    void a_file_that_was_given_another_name_is_read_and_served_again() throws Exception {
        Files.createLink(folder.resolve("app.csv"), bench.path("soil/ph.csv"));

        assertThat(station.check(key, false).state()).isNotEqualTo(DatasetState.DAMAGED);

        DatasetView view = NodeBench.await(station, key, DatasetState.SEEDING);
        assertThat(view.amounts().filesDamaged()).isZero();
    }

    @Test
    void what_is_mended_is_no_link_any_more() throws Exception {
        Node fetcher = bench.node("fetcher");
        fetcher.add(NewDataset.fetched(torrent, folder.resolve("copies"), "test"));
        NodeBench.await(fetcher, key, DatasetState.SEEDING);
        Path copy = folder.resolve("copies/soil/ph.csv");
        Path link = Files.createLink(folder.resolve("app.csv"), copy);
        FileTime before = Files.getLastModifiedTime(link);
        Files.writeString(link, "9.9\n");
        Files.setLastModifiedTime(link, before);

        fetcher.check(key, false);

        DatasetView view = NodeBench.await(fetcher, key, DatasetState.SEEDING);
        assertThat(copy).hasContent("6.5\n");
        assertThat(link).hasContent("9.9\n");
        assertThat(view.amounts().filesDamaged()).isZero();
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
        NodeBench.await(archive, key, DatasetState.SEEDING);
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

        station.found(key, new FixityFindings(Instant.now(), true, Set.of(index("ph.csv"))));

        assertThat(NodeBench.await(station, key, DatasetState.DAMAGED).damaged())
                .containsExactly("ph.csv");
    }

    @Test
    void what_somebody_has_found_damaged_while_it_was_paused_is_read_before_it_goes_on() throws Exception {
        station.pause(key);
        Instant before =
                NodeBench.await(station, key, DatasetState.PAUSED).verified().orElseThrow();

        station.found(key, new FixityFindings(Instant.now(), true, Set.of(index("ph.csv"))));
        station.resume(key);

        assertThat(NodeBench.await(station, key, DatasetState.SEEDING)
                        .verified()
                        .orElseThrow())
                .as("it looks as it did, and was read all the same")
                .isAfter(before);
    }

    @Test
    void what_somebody_else_has_found_intact_counts_as_verified() throws Exception {
        Instant ended = Instant.parse("2026-05-17T12:00:00Z");

        DatasetView view = station.found(key, new FixityFindings(ended, true, Set.of()));

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
        station.found(key, new FixityFindings(Instant.now(), true, Set.of()));

        DatasetView view = NodeBench.await(station, key, DatasetState.SEEDING);
        assertThat(view.upkeep().damagedSince()).isEmpty();
    }

    @Test
    void a_fetched_copy_mends_itself_and_keeps_what_somebody_has_written() throws Exception {
        Node archive = fetched();
        bench.write("copies/soil/ph.csv", "mine\n");

        archive.check(key, false);

        DatasetView view = NodeBench.await(
                archive,
                key,
                each -> each.state() == DatasetState.SEEDING
                        && each.upkeep().note().isPresent());
        assertThat(bench.path("copies/soil/ph.csv")).hasContent("6.5\n");
        assertThat(view.upkeep().note().orElseThrow())
                .startsWith("mended ph.csv; what somebody had written to is kept");
        assertThat(bench.path("copies/soil"))
                .isDirectoryContaining(
                        path -> path.getFileName().toString().matches("ph\\.csv\\.changed-\\d{8}T\\d{6}Z")
                                && path.toFile().length() == 5);
    }

    @Test
    void a_missing_file_of_a_fetched_copy_is_fetched_again() throws Exception {
        Node archive = fetched();
        Files.delete(bench.path("copies/soil/raw.bin"));

        archive.check(key, false);

        NodeBench.await(
                archive,
                key,
                each -> each.state() == DatasetState.SEEDING
                        && each.upkeep().note().isPresent());
        assertThat(bench.path("copies/soil/raw.bin")).hasSameBinaryContentAs(bench.path("soil/raw.bin"));
    }

    @Test
    void what_was_published_is_mended_only_when_a_person_asks() throws Exception {
        Node archive = fetched();
        bench.write("soil/ph.csv", "9.9\n");
        station.check(key, false);
        assertThat(NodeBench.await(station, key, DatasetState.DAMAGED).damaged())
                .containsExactly("ph.csv");
        assertThat(bench.path("soil/ph.csv")).hasContent("9.9\n");

        station.mend(key);

        NodeBench.await(station, key, DatasetState.SEEDING);
        assertThat(bench.path("soil/ph.csv")).hasContent("6.5\n");
        assertThat(bench.path("soil"))
                .isDirectoryNotContaining(path -> path.toString().contains(".changed-"));
        assertThat(archive.dataset(key).state()).isEqualTo(DatasetState.SEEDING);
        MendingReport report = station.mended(key);
        assertThat(report.files())
                .containsExactly(
                        new MendingReport.MendedFile("ph.csv", List.of(new ByteRange(0, 4)), Optional.empty()));
        assertThat(report.bytesFetched()).isPositive();
        assertThat(report.failure()).isEmpty();
    }

    @Test
    void what_is_being_read_just_now_can_be_mended_too() throws Exception {
        Node archive = fetched();
        bench.write("soil/ph.csv", "9.9\n");

        DatasetView reading = station.check(key, true);
        station.mend(key);

        assertThat(reading.state()).isEqualTo(DatasetState.WAITING);
        NodeBench.await(station, key, DatasetState.SEEDING);
        assertThat(bench.path("soil/ph.csv")).hasContent("6.5\n");
        assertThat(archive.dataset(key).state()).isEqualTo(DatasetState.SEEDING);
    }

    @Test
    void what_is_intact_when_a_person_has_it_mended_leaves_an_empty_report() throws Exception {
        station.mend(key);

        NodeBench.await(station, key, DatasetState.SEEDING);

        assertThat(station.mended(key)).isEqualTo(MendingReport.NOTHING);
    }

    @Test
    void is_moved_on_one_disk_and_served_from_there() throws Exception {
        Files.createDirectory(bench.path("new"));

        station.move(key, bench.path("new/soil-2"));

        DatasetView view = NodeBench.await(station, key, DatasetState.SEEDING);
        assertThat(view.path()).isEqualTo(bench.path("new/soil-2").toString());
        assertThat(bench.path("soil")).doesNotExist();
        assertThat(bench.path("new/soil-2/ph.csv")).hasContent("6.5\n");
    }

    @Test
    void what_was_moved_when_the_node_was_killed_is_found_where_it_is() throws Exception {
        bench.close(station);
        noteMove(bench.path("elsewhere"));
        Files.move(bench.path("soil"), bench.path("elsewhere"));

        station = bench.node("station");

        DatasetView view = NodeBench.await(station, key, DatasetState.SEEDING);
        assertThat(view.path()).isEqualTo(bench.path("elsewhere").toString());
        assertThat(view.upkeep().note())
                .contains("it was at '%s'; the node ended while it was moved".formatted(bench.path("soil")));
        assertThat(noted().moving()).isEmpty();
    }

    @Test
    void what_was_not_moved_yet_when_the_node_was_killed_is_where_it_was() throws Exception {
        bench.close(station);
        noteMove(bench.path("elsewhere"));
        Path left = bench.path(".seedbank-copying-" + key.hex().substring(0, 16));
        Files.createDirectories(left.resolve("elsewhere"));
        Files.writeString(left.resolve("elsewhere/ph.csv"), "6.");

        station = bench.node("station");

        DatasetView view = NodeBench.await(station, key, DatasetState.SEEDING);
        assertThat(view.path()).isEqualTo(bench.path("soil").toString());
        String told = "it was not moved to '%s': the node ended meanwhile".formatted(bench.path("elsewhere"));
        assertThat(view.upkeep().note()).contains(told);
        assertThat(left).doesNotExist();
        bench.close(station);
        assertThat(noted().moving()).isEmpty();
        assertThat(new NodeHistory(SampleState.folder(bench.path("station/node"))).last(10, entry -> true))
                .extracting(HistoryEntry::detail)
                .contains(told);
    }

    @Test
    void something_else_where_it_was_to_be_moved_is_not_taken_for_it() throws Exception {
        bench.close(station);
        noteMove(bench.path("elsewhere"));
        Files.move(bench.path("soil"), bench.path("somewhere"));
        bench.write("elsewhere/ph.csv", "6.5\n");
        bench.fill("elsewhere/raw.bin", 300_000);

        station = bench.node("station");

        NodeBench.await(station, key, DatasetState.NOT_THERE);
    }

    /** As the node does before it moves anything. */
    private void noteMove(Path target) throws Exception {
        long inode = (Long) Files.getAttribute(bench.path("soil"), "unix:ino");
        DatasetRecord moving = noted().moving(Optional.of(new DatasetRecord.Move(target, inode)));
        try (NodeDatabase database = SampleState.database(bench.path("station/node"))) {
            store(database).update(key, Optional.of(moving), Optional.empty());
        }
    }

    private DatasetRecord noted() throws InterruptedException {
        try (NodeDatabase database = SampleState.database(bench.path("station/node"))) {
            return store(database).record(key).orElseThrow();
        }
    }

    private DatasetStore store(NodeDatabase database) {
        return new DatasetStore(database, SampleState.folder(bench.path("station/node")));
    }

    @Test
    void is_never_moved_over_something() throws Exception {
        bench.write("taken/mine.txt", "mine");

        assertThatThrownBy(() -> station.move(key, bench.path("taken")))
                .isInstanceOf(NodeException.Refused.class)
                .hasMessage("there is something at '%s' already", bench.path("taken"));
        assertThat(station.dataset(key).state()).isEqualTo(DatasetState.SEEDING);
    }

    @Test
    void is_found_again_where_somebody_has_moved_it_without_reading_it() throws Exception {
        Instant verified = station.dataset(key).verified().orElseThrow();
        Files.move(bench.path("soil"), bench.path("elsewhere"));

        station.relocate(key, bench.path("elsewhere"));

        DatasetView view = NodeBench.await(station, key, DatasetState.SEEDING);
        assertThat(view.path()).isEqualTo(bench.path("elsewhere").toString());
        assertThat(view.verified()).contains(verified);
    }

    @Test
    void a_copy_elsewhere_is_read_before_it_is_believed_to_be_the_dataset() throws Exception {
        bench.write("other/ph.csv", "9.9\n");
        bench.fill("other/raw.bin", 300_000);

        station.relocate(key, bench.path("other"));

        DatasetView view = NodeBench.await(
                station,
                key,
                each -> each.state() == DatasetState.SEEDING
                        && each.upkeep().note().isPresent());
        assertThat(view.path()).isEqualTo(bench.path("soil").toString());
        assertThat(view.upkeep().note().orElseThrow())
                .endsWith("as it is there, 1 of 2 files is not what was published");
    }

    @Test
    void what_is_not_the_dataset_is_not_taken_for_it() throws Exception {
        bench.write("other/ph.csv", "6.5\n");

        assertThatThrownBy(() -> station.relocate(key, bench.path("other")))
                .isInstanceOf(NodeException.Refused.class)
                .hasMessageStartingWith("'%s' is not 'soil'", bench.path("other"));
    }

    @Test
    void what_was_moved_and_is_published_where_it_is_now_is_followed() throws Exception {
        Files.move(bench.path("soil"), bench.path("elsewhere"));

        station.add(NewDataset.published(torrent, bench.path("elsewhere")));

        DatasetView view = NodeBench.await(station, key, DatasetState.SEEDING);
        assertThat(view.path()).isEqualTo(bench.path("elsewhere").toString());
        assertThat(station.datasets()).hasSize(1);
    }

    @Test
    void a_folder_that_was_changed_and_published_anew_retires_what_it_was() throws Exception {
        bench.write("soil/ph.csv", "7.25\n");
        Metainfo anew = bench.torrent("soil");

        DatasetView view = station.add(NewDataset.published(anew, bench.path("soil")));

        assertThat(view.upkeep().note().orElseThrow())
                .startsWith("it took the place of 'soil' (")
                .endsWith("whose files have changed and which is not served any more");
        assertThat(station.datasets()).extracting(DatasetView::key).containsExactly(SwarmKey.of(anew));
    }

    private Node fetched() throws Exception {
        Node archive = bench.node("archive");
        archive.add(NewDataset.fetched(torrent, bench.path("copies"), "get"));
        NodeBench.await(archive, key, DatasetState.SEEDING);
        return archive;
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
