package org.seedbank.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.downloading.ExistingFiles;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NewDataset;
import org.seedbank.node.api.NodeException;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.SwarmKey;

/** What a node does with a place that holds something already. */
class NodePlaceTest {

    private static final int PH = 0;

    @TempDir
    Path folder;

    private NodeBench bench;
    private Metainfo torrent;
    private SwarmKey key;
    private Node archive;

    @BeforeEach
    void open() throws Exception {
        bench = new NodeBench(folder);
        bench.write("soil/ph.csv", "6.5\n");
        bench.fill("soil/raw.bin", 300_000);
        torrent = bench.torrent("soil");
        key = SwarmKey.of(torrent);
        archive = bench.node("archive");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void what_was_fetched_is_alone_at_its_place() throws Exception {
        publish();

        archive.add(asked(Optional.empty(), Optional.empty()));
        NodeBench.await(archive, key, DatasetState.SEEDING);

        assertThat(bench.path("copies")).isDirectoryNotContaining("glob:**.seedbank*");
        assertThat(bench.path("copies/soil/raw.bin")).hasSameBinaryContentAs(bench.path("soil/raw.bin"));
    }

    @Test
    void a_file_of_another_length_is_refused_at_once_and_not_touched() throws Exception {
        bench.write("copies/soil/ph.csv", "my own notes");

        assertThatThrownBy(() -> archive.add(asked(Optional.empty(), Optional.empty())))
                .isInstanceOf(NodeException.Refused.class)
                .hasMessage("'%s' holds 1 file that is not what was published: 'ph.csv'", bench.path("copies/soil"));

        assertThat(bench.path("copies/soil/ph.csv")).hasContent("my own notes");
        assertThat(archive.datasets()).isEmpty();
    }

    @Test
    void a_file_with_other_bytes_is_in_the_way_until_it_is_to_be_replaced() throws Exception {
        bench.write("copies/soil/ph.csv", "9.9\n");
        publish();

        archive.add(asked(Optional.empty(), Optional.empty()));
        DatasetView refused = NodeBench.await(archive, key, DatasetState.FAILED);
        assertThat(refused.why().orElseThrow())
                .contains("holds 1 file that is not what was published: 'ph.csv'", "or have them replaced");
        assertThat(Files.readString(bench.path("copies/soil/ph.csv"))).isEqualTo("9.9\n");
        assertThat(bench.path("copies/soil/raw.bin")).doesNotExist();

        archive.add(asked(Optional.empty(), Optional.of(ExistingFiles.Policy.OVERWRITE)));
        NodeBench.await(archive, key, DatasetState.SEEDING);
        assertThat(bench.path("copies/soil/ph.csv")).hasSameBinaryContentAs(bench.path("soil/ph.csv"));
        assertThat(bench.path("copies/soil/raw.bin")).hasSameBinaryContentAs(bench.path("soil/raw.bin"));
        assertThat(bench.path("copies")).isDirectoryNotContaining("glob:**.seedbank*");
    }

    @Test
    void half_done_downloads_of_other_programs_are_told_and_count_for_nothing() throws Exception {
        bench.write("copies/soil/ph.csv.!qB", "6.");

        DatasetView view = archive.add(asked(Optional.empty(), Optional.empty()));

        assertThat(view.upkeep().note().orElseThrow())
                .startsWith(
                        "there are 'soil/ph.csv.!qB' (an unfinished download of qBittorrent): their bytes do not count");
        assertThat(view.amounts().bytesDone()).isZero();
    }

    @Test
    void what_has_no_place_yet_may_go_to_another() throws Exception {
        bench.write("copies/soil/ph.csv", "9.9\n");
        publish();
        archive.add(asked(Optional.empty(), Optional.empty()));
        NodeBench.await(archive, key, DatasetState.FAILED);

        archive.add(asked(Optional.of("soil of 2024"), Optional.empty()));
        DatasetView view = NodeBench.await(archive, key, DatasetState.SEEDING);

        assertThat(view.path()).isEqualTo(bench.path("copies/soil of 2024").toString());
        assertThat(Files.readString(bench.path("copies/soil/ph.csv"))).isEqualTo("9.9\n");
    }

    @Test
    void a_copy_that_is_adopted_is_completed_and_what_is_wrong_is_named_and_left() throws Exception {
        bench.write("copies/soil/ph.csv", "9.9\n");
        publish();

        archive.add(asked(Optional.empty(), Optional.of(ExistingFiles.Policy.ADOPT)));
        DatasetView view = NodeBench.await(archive, key, DatasetState.DAMAGED);

        assertThat(view.damaged()).containsExactly("ph.csv");
        assertThat(Files.readString(bench.path("copies/soil/ph.csv"))).isEqualTo("9.9\n");
        assertThat(bench.path("copies/soil/raw.bin")).hasSameBinaryContentAs(bench.path("soil/raw.bin"));
    }

    @Test
    void a_copy_that_came_by_other_means_is_read_and_served_without_any_peer() throws Exception {
        bench.write("copies/soil/ph.csv", "6.5\n");
        Files.copy(bench.path("soil/raw.bin"), bench.path("copies/soil/raw.bin"));
        Object before = Files.readAttributes(bench.path("copies/soil/raw.bin"), "unix:ino,lastModifiedTime,ctime");

        archive.add(asked(Optional.empty(), Optional.of(ExistingFiles.Policy.ADOPT)));
        DatasetView view = NodeBench.await(archive, key, DatasetState.SEEDING);

        assertThat(view.verified()).isPresent();
        assertThat(Files.readAttributes(bench.path("copies/soil/raw.bin"), "unix:ino,lastModifiedTime,ctime"))
                .isEqualTo(before);
    }

    @Test
    void what_somebody_wrote_into_a_choice_is_kept_when_the_rest_is_fetched() throws Exception {
        publish();
        archive.add(new NewDataset(
                torrent, bench.path("copies"), false, Optional.of(Set.of(PH)), List.of(), true, false, "get"));
        NodeBench.await(archive, key, DatasetState.SEEDING);
        archive.close();
        bench.write("copies/soil/ph.csv", "my notes\n");

        archive = bench.node("archive");
        archive.add(asked(Optional.empty(), Optional.empty()));
        NodeBench.await(
                archive,
                key,
                view -> view.state() == DatasetState.SEEDING && view.amounts().filesWanted() == 2);

        assertThat(bench.path("copies/soil/ph.csv")).hasSameBinaryContentAs(bench.path("soil/ph.csv"));
        assertThat(bench.path("copies/soil/raw.bin")).hasSameBinaryContentAs(bench.path("soil/raw.bin"));
        try (Stream<Path> files = Files.list(bench.path("copies/soil"))) {
            assertThat(files.filter(each -> each.toString().contains("ph.csv.changed-")))
                    .singleElement()
                    .satisfies(kept -> assertThat(kept).hasContent("my notes\n"));
        }
    }

    @Test
    void a_file_that_was_not_chosen_is_somebodys_and_in_the_way_of_the_rest() throws Exception {
        publish();
        archive.add(new NewDataset(
                torrent, bench.path("copies"), false, Optional.of(Set.of(PH)), List.of(), true, false, "get"));
        NodeBench.await(archive, key, DatasetState.SEEDING);
        bench.write("copies/soil/raw.bin", "my notes\n");

        assertThatThrownBy(() -> archive.add(asked(Optional.empty(), Optional.empty())))
                .hasMessageContaining("holds 1 file that is not what was published: 'raw.bin'");

        assertThat(bench.path("copies/soil/raw.bin")).hasContent("my notes\n");
        assertThat(archive.dataset(key).state()).isEqualTo(DatasetState.SEEDING);
    }

    @Test
    void a_choice_is_completed_when_everything_is_asked_for() throws Exception {
        publish();
        archive.add(new NewDataset(
                torrent, bench.path("copies"), false, Optional.of(Set.of(PH)), List.of(), true, false, "get"));
        NodeBench.await(archive, key, DatasetState.SEEDING);
        Object before = Files.readAttributes(bench.path("copies/soil/ph.csv"), "unix:ino,lastModifiedTime,ctime");

        archive.add(asked(Optional.empty(), Optional.empty()));
        NodeBench.await(
                archive,
                key,
                view -> view.state() == DatasetState.SEEDING && view.amounts().filesWanted() == 2);

        assertThat(Files.readAttributes(bench.path("copies/soil/ph.csv"), "unix:ino,lastModifiedTime,ctime"))
                .isEqualTo(before);
        assertThat(bench.path("copies/soil/raw.bin")).hasSameBinaryContentAs(bench.path("soil/raw.bin"));
    }

    @Test
    void a_link_that_comes_to_the_place_while_it_waits_for_peers_is_not_followed() throws Exception {
        bench.write("victim/ph.csv", "mine");
        archive.add(asked(Optional.empty(), Optional.empty()));
        NodeBench.await(archive, key, DatasetState.FETCHING);
        Files.createSymbolicLink(bench.path("copies/soil"), bench.path("victim"));
        publish();

        DatasetView view = NodeBench.await(archive, key, DatasetState.FAILED);

        assertThat(view.why().orElseThrow())
                .contains("'%s' is a symbolic link that came there".formatted(bench.path("copies/soil")));
        assertThat(bench.path("victim")).isDirectoryNotContaining("glob:**raw.bin");
        assertThat(bench.path("victim/ph.csv")).hasContent("mine");
    }

    @Test
    void a_name_that_begins_with_a_dot_has_to_be_given_by_a_person() throws Exception {
        bench.write(".bashrc", "echo gotcha\n");
        Metainfo hidden = bench.torrent(".bashrc");

        assertThatThrownBy(() -> archive.add(NewDataset.fetched(hidden, bench.path("copies"), "get")))
                .isInstanceOf(NodeException.Refused.class)
                .hasMessageContaining("'.bashrc' begins with a dot");
    }

    @Test
    void a_file_in_the_place_of_the_folder_is_named() throws Exception {
        Path mine = bench.write("mine", "notes");

        assertThatThrownBy(() -> archive.add(NewDataset.fetched(torrent, mine, "get")))
                .isInstanceOf(NodeException.Refused.class)
                .hasMessage("cannot write '%s': it is not a folder", mine);
        assertThatThrownBy(() -> archive.add(NewDataset.fetched(torrent, mine.resolve("below"), "get")))
                .isInstanceOf(NodeException.Refused.class)
                .hasMessage("cannot write '%s': it is not a folder", mine);
    }

    /**
     * No disk here refuses anything but names of more than 255 bytes, which nobody can write: so the torrent is written by
     * hand, and its publisher has the file under another name too.
     */
    @Test
    void names_that_the_disk_cannot_hold_are_told_or_changed_for_good() throws Exception {
        Metainfo odd = SampleTorrents.ofOneFileIn("odd", "w".repeat(256) + ".csv", "6.5\n");
        SwarmKey oddKey = SwarmKey.of(odd);
        bench.write("original/short.csv", "6.5\n");
        Node station = bench.node("station");
        station.add(NewDataset.published(odd.lyingAt(List.of(new DatasetPath("short.csv"))), bench.path("original")));
        NodeBench.await(station, oddKey, DatasetState.SEEDING);
        NewDataset asked = NewDataset.fetched(odd, bench.path("copies"), "get");

        assertThatThrownBy(() -> archive.add(asked))
                .isInstanceOf(NodeException.Refused.class)
                .hasMessageContaining("its name of 260 bytes is too long");
        assertThat(bench.path("copies")).isEmptyDirectory();

        DatasetView taken = archive.add(asked.renamingUnsafe());
        assertThat(taken.upkeep().note().orElseThrow()).startsWith("1 file has another name here, as the disk cannot");
        NodeBench.await(archive, oddKey, DatasetState.SEEDING);
        assertThat(copied()).containsExactly(".seedbank-names.json", LONG + ".csv");

        Node again = bench.reopen(archive, "archive", Network.LOCAL);
        NodeBench.await(again, oddKey, DatasetState.SEEDING);
        Files.writeString(bench.path("copies/odd").resolve(LONG + ".csv"), "9.9\n");
        again.check(oddKey, true);
        NodeBench.await(again, oddKey, view -> view.upkeep()
                .note()
                .filter(note -> note.startsWith("mended"))
                .isPresent());
        NodeBench.await(again, oddKey, DatasetState.SEEDING);
        again.move(oddKey, bench.path("elsewhere/odd"));
        NodeBench.await(
                again,
                oddKey,
                view -> view.state() == DatasetState.SEEDING
                        && view.path().equals(bench.path("elsewhere/odd").toString()));
        assertThat(bench.path("elsewhere/odd").resolve(LONG + ".csv")).hasContent("6.5");
    }

    private static final String LONG = "w".repeat(130) + "~060440ac";

    private List<String> copied() throws Exception {
        try (Stream<Path> files = Files.list(bench.path("copies/odd"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private NewDataset asked(Optional<String> name, Optional<ExistingFiles.Policy> existing) {
        return new NewDataset(
                torrent,
                bench.path("copies"),
                name,
                existing,
                false,
                Optional.empty(),
                List.of(),
                true,
                false,
                "get",
                Optional.empty());
    }

    private void publish() throws Exception {
        Node station = bench.node("station");
        station.add(NewDataset.published(torrent, bench.path("soil")));
        NodeBench.await(station, key, DatasetState.SEEDING);
    }
}
