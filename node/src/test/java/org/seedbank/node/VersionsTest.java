package org.seedbank.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.catalog.Entry;
import org.seedbank.downloading.TakenFiles;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.HistoryEntry;
import org.seedbank.node.api.ListedSerial;
import org.seedbank.node.api.NewDataset;
import org.seedbank.swarm.SwarmKey;

/** A node takes what did not change from versions that it has, and from no other dataset. */
class VersionsTest {

    private static final int LONG = 1_000_000;

    @TempDir
    Path folder;

    private NodeBench bench;
    private Node archive;
    private Node station;

    @BeforeEach
    void open() throws Exception {
        bench = new NodeBench(folder);
        archive = bench.node("archive");
        station = bench.node("station");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void the_version_before_it_is_known_by_its_entry() throws Exception {
        Metainfo first = published("first", "6.5\n", Optional.empty());
        fetched(NewDataset.fetched(first, bench.path("copies"), "get"));
        ListedSerial.tell(station, SwarmKey.of(first), "lab/3");

        DatasetView second = fetched(
                NewDataset.fetched(published("second", "6.6\n", first.datasetDigest()), bench.path("copies"), "get"));

        assertThat(second.taken()).contains(new TakenFiles(1, LONG, List.of("'first' (lab/3)")));
        assertThat(second.traffic().downloaded()).isLessThan(LONG / 2);
        assertThat(station.history(Optional.of(second.key()), Optional.empty(), 100)
                        .entries())
                .filteredOn(entry -> entry.kind() == HistoryEntry.Kind.REUSED)
                .extracting(HistoryEntry::detail)
                .containsExactly("1.00 MB in 1 file taken from 'first' (lab/3)");
        assertThat(Files.mismatch(bench.path("second/long.bin"), bench.path("copies/second/long.bin")))
                .isEqualTo(-1);
    }

    @Test
    void the_version_after_it_is_known_by_its_own_entry() throws Exception {
        Metainfo first = published("first", "6.5\n", Optional.empty());
        fetched(NewDataset.fetched(published("second", "6.6\n", first.datasetDigest()), bench.path("copies"), "get"));

        DatasetView older = fetched(NewDataset.fetched(first, bench.path("copies"), "get"));

        assertThat(older.taken()).contains(new TakenFiles(1, LONG, List.of("'second'")));
    }

    @Test
    void versions_that_no_entry_here_leads_to_are_named_by_whoever_asks_and_kept_for_later() throws Exception {
        Metainfo first = published("first", "6.5\n", Optional.empty());
        fetched(NewDataset.fetched(first, bench.path("copies"), "get"));
        Metainfo third = published("third", "6.7\n", Optional.of(Sha256.digestOf(new byte[] {2})));
        NewDataset wanted = NewDataset.fetched(third, bench.path("copies"), "get")
                .besideVersions(List.of(first.datasetDigest().orElseThrow()));
        station.add(new NewDataset(
                third,
                wanted.place(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                List.of(),
                true,
                true,
                "get",
                Optional.empty(),
                Optional.empty(),
                wanted.versions()));
        bench.close(station);
        station = bench.node("station");

        station.resume(SwarmKey.of(third));

        DatasetView view = NodeBench.await(station, SwarmKey.of(third), DatasetState.SEEDING);
        assertThat(view.taken()).contains(new TakenFiles(1, LONG, List.of("'first'")));
    }

    @Test
    void a_fetch_that_waits_takes_it_from_a_version_that_comes_later() throws Exception {
        Metainfo first = published("first", "6.5\n", Optional.empty());
        Metainfo second = published("second", "6.6\n", first.datasetDigest());
        archive.remove(SwarmKey.of(second), false);
        station.add(NewDataset.fetched(second, bench.path("copies"), "get"));
        NodeBench.await(station, SwarmKey.of(second), DatasetState.FETCHING);

        fetched(NewDataset.fetched(first, bench.path("copies"), "get"));

        DatasetView waits = NodeBench.await(
                station, SwarmKey.of(second), view -> view.taken().isPresent());
        assertThat(waits.taken()).contains(new TakenFiles(1, LONG, List.of("'first'")));
        archive.add(NewDataset.published(second, bench.path("second")));
        DatasetView done = NodeBench.await(station, SwarmKey.of(second), DatasetState.SEEDING);
        assertThat(done.traffic().downloaded()).isLessThan(LONG / 2);
    }

    @Test
    void one_that_is_published_here_gives_it_to_a_fetch_that_waits() throws Exception {
        Metainfo first = published("first", "6.5\n", Optional.empty());
        Metainfo second = published("second", "6.6\n", first.datasetDigest());
        archive.remove(SwarmKey.of(second), false);
        station.add(NewDataset.fetched(second, bench.path("copies"), "get"));
        NodeBench.await(station, SwarmKey.of(second), DatasetState.FETCHING);

        station.add(NewDataset.published(first, bench.path("first")));

        NodeBench.await(station, SwarmKey.of(second), view -> view.taken().isPresent());
    }

    @Test
    void another_dataset_with_the_same_file_gives_nothing() throws Exception {
        fetched(NewDataset.fetched(published("first", "6.5\n", Optional.empty()), bench.path("copies"), "get"));

        DatasetView other =
                fetched(NewDataset.fetched(published("other", "6.6\n", Optional.empty()), bench.path("copies"), "get"));

        assertThat(other.taken()).isEmpty();
        assertThat(other.traffic().downloaded()).isGreaterThan(LONG);
    }

    private DatasetView fetched(NewDataset wanted) throws InterruptedException {
        station.add(wanted);
        return NodeBench.await(station, SwarmKey.of(wanted.torrent()), DatasetState.SEEDING);
    }

    private Metainfo published(String name, String text, Optional<Sha256> older) throws Exception {
        bench.fill(name + "/long.bin", LONG);
        bench.write(name + "/ph.csv", text);
        Metainfo torrent = bench.torrent(name);
        String json = Entry.builder(torrent.datasetDigest().orElseThrow())
                .title(name)
                .bytes(torrent.totalLength())
                .files(torrent.files().size())
                .pieceLength(torrent.pieceLength())
                .infohashV1(torrent.infoHashV1().orElse(null))
                .infohashV2(torrent.infoHashV2().orElse(null))
                .supersedes(older.orElse(null))
                .build()
                .toJson();
        Metainfo described = torrent.withEntryOf(json);
        archive.add(NewDataset.published(described, bench.path(name)));
        return described;
    }
}
