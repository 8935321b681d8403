package org.seedbank.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.names.Catalogs;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.Limits;
import org.seedbank.node.api.NewDataset;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.detail.DatasetEntry;
import org.seedbank.node.detail.DatasetFiles;
import org.seedbank.node.detail.DatasetPeers;
import org.seedbank.node.detail.DiskUse;
import org.seedbank.node.detail.FileVerdict;
import org.seedbank.swarm.PieceMap;
import org.seedbank.swarm.SwarmKey;

/** What real nodes tell of one dataset in depth, through their control interface. */
class DatasetDetailTest {

    private static final int PIECE = 16 << 10;

    @TempDir
    Path folder;

    private NodeBench bench;
    private Metainfo torrent;
    private SwarmKey key;
    private NodeControl station;

    @BeforeEach
    void open() throws Exception {
        bench = new NodeBench(folder);
        bench.write("soil/ph.csv", "6.5\n");
        bench.fill("soil/raw.bin", 10 * PIECE);
        torrent = bench.torrent("soil");
        key = SwarmKey.of(torrent);
        station = node("station");
        station.add(NewDataset.published(torrent, bench.path("soil")));
        NodeBench.await(station, key, DatasetState.SEEDING);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private NodeControl node(String name) throws InterruptedException {
        Node opened = bench.node(name);
        assertThat(opened.datasets()).isEmpty();
        return NodeClient.connect(bench.path(name + "/node"));
    }

    @Test
    void a_seeded_dataset_is_all_here_and_its_files_are_verified_with_their_digests() throws Exception {
        Optional<Sha256> ph = Optional.of(Sha256.digestOf(Files.readAllBytes(bench.path("soil/ph.csv"))));
        DatasetFiles files = station.files(key, 0, 1);
        assertThat(files)
                .isEqualTo(new DatasetFiles(
                        2,
                        0,
                        List.of(new DatasetFiles.FileView("ph.csv", 4, Optional.of(4L), FileVerdict.VERIFIED, ph))));
        assertThat(station.files(key, 1, 1000).files())
                .extracting(DatasetFiles.FileView::path)
                .containsExactly("raw.bin");
        assertThat(station.pieces(key, 2).have()).containsExactly(5, 6);
        assertThat(station.peers(key)).isEqualTo(DatasetPeers.of(List.of(), List.of()));
    }

    @Test
    void what_makes_no_sense_is_refused() {
        assertThatThrownBy(() -> station.files(key, -1, 1))
                .isInstanceOf(NodeException.BadRequest.class)
                .hasMessageContaining("'from' must be from 0 to");
        assertThatThrownBy(() -> station.files(key, 0, 1001))
                .isInstanceOf(NodeException.BadRequest.class)
                .hasMessageContaining("'count' must be from 1 to 1000");
        assertThatThrownBy(() -> station.pieces(key, 0)).isInstanceOf(NodeException.BadRequest.class);
    }

    @Test
    void a_fetch_tells_what_has_come_and_from_whom() throws Exception {
        NodeControl fetcher = node("fetcher");
        fetcher.limit(new Limits(Optional.empty(), Optional.of(4_000L), Optional.empty()));
        fetcher.add(NewDataset.fetched(torrent, folder.resolve("copies"), "test"));
        NodeBench.await(fetcher, key, view -> view.amounts().bytesDone() >= PIECE);

        DatasetPeers peers = fetcher.peers(key);
        DatasetFiles.FileView raw = fetcher.files(key, 1, 1).files().get(0);
        PieceMap pieces = fetcher.pieces(key, 500);

        assertThat(raw.verdict()).isEqualTo(FileVerdict.ARRIVING);
        assertThat(raw.bytes().orElseThrow()).isBetween(1L, 10L * PIECE - 1);
        assertThat(pieces.have()).hasSize(11).contains(0, 1);
        assertThat(pieces.copies()).containsOnly(1);
        assertThat(peers.total()).isEqualTo(1);
        assertThat(peers.peers().get(0).client()).isEqualTo("seedbank/1.2.3");
        assertThat(peers.peers().get(0).have()).isEqualTo(1);
        assertThat(peers.clients()).extracting(DatasetPeers.ClientCount::client).containsExactly("seedbank/1.2.3");

        fetcher.pause(key);
        assertThat(fetcher.files(key, 1, 1).files().get(0).bytes()).isEmpty();
        assertThat(fetcher.pieces(key, 500)).isEqualTo(new PieceMap(11, List.of(), List.of(), List.of()));
        assertThat(fetcher.peers(key).total()).isZero();

        fetcher.limit(Limits.NONE);
        fetcher.resume(key);
        NodeBench.await(fetcher, key, DatasetState.SEEDING);
        assertThat(fetcher.files(key, 0, 2).files())
                .extracting(DatasetFiles.FileView::verdict)
                .containsOnly(FileVerdict.VERIFIED);
        await(() -> station.rates(key).upload().stream().anyMatch(rate -> rate > 0));
        // Unless the next sample comes between the two questions.
        await(() -> station.rates().upload().equals(station.rates(key).upload()));
        assertThat(station.rates(key).download()).allMatch(rate -> rate == 0);
    }

    @Test
    void a_damaged_file_is_told_with_what_is_right_of_it_and_a_missing_one_at_once() throws Exception {
        byte[] raw = Files.readAllBytes(bench.path("soil/raw.bin"));
        raw[5 * PIECE]++;
        Files.write(bench.path("soil/raw.bin"), raw);
        station.check(key, true);
        NodeBench.await(station, key, DatasetState.DAMAGED);
        await(() -> !station.pieces(key, 11).have().isEmpty());

        assertThat(station.pieces(key, 11).have()).containsExactly(1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1);
        assertThat(station.files(key, 1, 1).files().get(0))
                .returns(FileVerdict.DAMAGED, DatasetFiles.FileView::verdict)
                .returns(Optional.of(9L * PIECE), DatasetFiles.FileView::bytes);

        Files.delete(bench.path("soil/ph.csv"));
        assertThat(station.files(key, 0, 1).files().get(0))
                .returns(FileVerdict.MISSING, DatasetFiles.FileView::verdict)
                .returns(Optional.of(0L), DatasetFiles.FileView::bytes);
    }

    @Test
    void a_file_that_was_written_to_is_not_called_verified_any_more_before_anybody_has_read_it() throws Exception {
        station.pause(key);
        bench.write("soil/ph.csv", "9.9\n");
        bench.write("soil/raw.bin", "short");

        assertThat(station.files(key, 0, 2).files())
                .extracting(DatasetFiles.FileView::verdict)
                .containsExactly(FileVerdict.CHANGED, FileVerdict.DAMAGED);
    }

    @Test
    void files_that_were_left_out_are_told_so_and_their_pieces_are_not_here() throws Exception {
        NodeControl fetcher = node("fetcher");
        fetcher.add(new NewDataset(
                torrent, folder.resolve("copies"), false, Optional.of(Set.of(0)), List.of(), false, false, "test"));
        NodeBench.await(fetcher, key, DatasetState.COMPLETE);

        assertThat(fetcher.files(key, 0, 2).files())
                .extracting(DatasetFiles.FileView::verdict)
                .containsExactly(FileVerdict.VERIFIED, FileVerdict.NOT_CHOSEN);
        assertThat(fetcher.pieces(key, 11).have()).startsWith(1, 0).hasSize(11);
    }

    @Test
    void what_is_said_of_a_dataset_is_what_its_torrent_tells_until_a_catalog_says_more() throws Exception {
        assertThat(station.entry(key)).isEqualTo(DatasetEntry.NONE);
        Entry draft = Entry.builder(torrent.datasetDigest().orElseThrow())
                .title("Soil </script>\u202e of 2024")
                .creators(List.of("Doe, Jane"))
                .bytes(torrent.totalLength())
                .files(torrent.files().size())
                .pieceLength(torrent.pieceLength())
                .infohashV1(torrent.infoHashV1().orElse(null))
                .infohashV2(torrent.infoHashV2().orElse(null))
                .build();
        station.replace(torrent.withEntryOf(draft.toJson()));

        DatasetEntry told = station.entry(key);
        assertThat(told.entry().orElseThrow().title()).isEqualTo(draft.title());
        assertThat(told.reference()).isEmpty();
        assertThat(told.citations())
                .extracting(DatasetEntry.CitationText::format)
                .containsExactly("bibtex", "ris", "csl", "apa", "cff");
        assertThat(told.citations().get(3).text()).startsWith("Doe, J. (").contains("Soil");

        new Catalogs(bench.catalogs("station")).own().post(draft, torrent);
        DatasetEntry listed = station.entry(key);
        assertThat(listed.entry().orElseThrow().published()).isPresent();
        assertThat(listed.reference())
                .hasValueSatisfying(reference -> assertThat(reference).endsWith("1"));
    }

    @Test
    void disks_are_told_with_what_is_held_and_the_room_that_is_left() throws Exception {
        List<DiskUse> disks = station.disks();

        assertThat(disks).hasSize(1);
        assertThat(folder.toRealPath()).startsWith(disks.get(0).disk());
        assertThat(disks.get(0).datasets()).isEqualTo(1);
        assertThat(disks.get(0).held()).isEqualTo(10L * PIECE + 4);
        assertThat(disks.get(0).free().orElseThrow())
                .isBetween(1L, disks.get(0).size().orElseThrow());
    }

    @Test
    void names_that_are_made_to_fool_somebody_are_texts_like_others() throws Exception {
        List<String> names = List.of("\u202egnp.csv", "<script>alert(1)</script>", "a\"b", "line\nfeed");
        for (String name : names) {
            bench.write("odd/" + name.replace("/", "-"), "1");
        }
        Metainfo odd = bench.torrent("odd");
        station.add(NewDataset.published(odd, bench.path("odd")));
        NodeBench.await(station, SwarmKey.of(odd), DatasetState.SEEDING);

        assertThat(station.files(SwarmKey.of(odd), 0, 10).files())
                .extracting(DatasetFiles.FileView::path)
                .containsExactlyInAnyOrderElementsOf(
                        names.stream().map(name -> name.replace("/", "-")).toList());
    }

    @Test
    void many_files_come_page_by_page() throws Exception {
        for (int i : IntStream.range(0, 1_100).toArray()) {
            bench.write("many/%04d.csv".formatted(i), "");
        }
        bench.write("many/z.csv", "1");
        Metainfo many = bench.torrent("many");
        station.add(NewDataset.published(many, bench.path("many")));
        NodeBench.await(station, SwarmKey.of(many), DatasetState.SEEDING);

        DatasetFiles last = station.files(SwarmKey.of(many), 1_000, 1_000);

        assertThat(last.total()).isEqualTo(1_101);
        assertThat(last.files()).hasSize(101);
        assertThat(last.files().get(100).path()).isEqualTo("z.csv");
        assertThat(station.files(SwarmKey.of(many), 5_000, 10).files()).isEmpty();
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
