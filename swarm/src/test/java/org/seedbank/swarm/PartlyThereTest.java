package org.seedbank.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;

/** A copy of some of the files is seeded as it is. */
class PartlyThereTest {

    @TempDir
    private Path temp;

    @AutoClose
    private SwarmBench bench;

    @BeforeEach
    void open() {
        bench = new SwarmBench(temp);
    }

    @ParameterizedTest
    @EnumSource(TorrentFormat.class)
    void what_is_there_is_served_and_nothing_else_is_created(TorrentFormat format) throws Exception {
        Metainfo torrent = soil(format);
        int z = index(torrent, "z.csv");
        Swarm seeder = bench.swarm("seeder");
        Transfer seeding = seeder.seed(torrent, bench.path("soil"), Set.of(z));
        seeding.awaitSeeding(SwarmBench.PATIENCE);
        assertThat(seeding.status().bytesWanted()).isEqualTo(50_001);

        Transfer fetching = bench.swarm("fetcher")
                .fetch(
                        torrent,
                        bench.path("copies/soil"),
                        SwarmBench.from(seeder).onlyPieces(lastPieces(torrent)));
        SwarmBench.finish(fetching);

        assertThat(SwarmBench.content(bench.path("soil"))).containsOnlyKeys("z.csv");
        assertThat(SwarmBench.names(temp)).doesNotContain(".parts");
        assertThat(seeding.status().state()).isEqualTo(TransferState.SEEDING);
    }

    @ParameterizedTest
    @EnumSource(TorrentFormat.class)
    void nothing_of_the_others_is_fetched_from_a_peer_that_has_all(TorrentFormat format) throws Exception {
        Metainfo torrent = soil(format);
        bench.write("whole/a.csv", SwarmBench.bytes(50_000));
        bench.write("whole/empty", new byte[0]);
        bench.write("whole/z.csv", SwarmBench.bytes(50_001));
        Swarm whole = bench.seeding("whole seeder", torrent, bench.path("whole"));
        Transfer seeding = bench.swarm("seeder").seed(torrent, bench.path("soil"), Set.of(index(torrent, "z.csv")));
        seeding.awaitSeeding(SwarmBench.PATIENCE);

        seeding.connect(SwarmBench.address(whole));
        Transfer fetching = bench.swarm("fetcher").fetch(torrent, bench.path("copies/soil"), SwarmBench.from(whole));
        SwarmBench.finish(fetching);

        assertThat(seeding.status().traffic().downloaded()).isZero();
        assertThat(SwarmBench.content(bench.path("soil"))).containsOnlyKeys("z.csv");
    }

    /** Other programs reserve room with zeros or holes, and hashes alone tell what of a file is there. */
    @ParameterizedTest
    @EnumSource(TorrentFormat.class)
    void zeros_and_holes_that_another_program_left_are_never_counted(TorrentFormat format) throws Exception {
        byte[] content = SwarmBench.bytes(100_000);
        bench.write("left/zeros.csv", content);
        bench.write("left/hole.csv", content);
        Metainfo torrent = bench.torrent(bench.path("left"), format);
        bench.write("copies/left/zeros.csv", new byte[content.length]);
        Files.createDirectories(bench.path("copies/left"));
        try (RandomAccessFile hole =
                new RandomAccessFile(bench.path("copies/left/hole.csv").toFile(), "rw")) {
            hole.setLength(content.length);
        }
        Swarm fetcher = bench.swarm("fetcher");
        Transfer fetching = fetcher.fetch(torrent, bench.path("copies/left"), FetchPlan.everything());
        CompletableFuture<TransferStatus> looked = new CompletableFuture<>();
        fetching.addListener(event -> {
            if (event instanceof TransferEvent.StateChanged changed && changed.to() == TransferState.FETCHING) {
                looked.complete(fetching.status());
            }
        });

        assertThat(looked.get(1, TimeUnit.MINUTES).bytesDone()).isZero();
        fetching.connect(SwarmBench.address(bench.seeding("seeder", torrent, bench.path("left"))));
        SwarmBench.finish(fetching);
        assertThat(fetching.status().traffic().downloaded()).isGreaterThanOrEqualTo(2L * content.length);
        fetching.close();
        assertThat(bench.path("copies/left/zeros.csv")).hasBinaryContent(content);
        assertThat(bench.path("copies/left/hole.csv")).hasBinaryContent(content);
    }

    @Test
    void a_chosen_file_must_be_there_whole() throws Exception {
        Metainfo torrent = soil(TorrentFormat.HYBRID);
        Swarm seeder = bench.swarm("seeder");

        assertThatThrownBy(() -> seeder.seed(torrent, bench.path("soil"), Set.of(index(torrent, "a.csv"))))
                .isInstanceOf(SwarmException.DataMissing.class)
                .hasMessage("cannot seed '%s': it is not there".formatted(bench.path("soil/a.csv")));
        assertThatThrownBy(() -> seeder.seed(torrent, bench.path("soil"), Set.of(3)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> seeder.seed(torrent, bench.path("soil"), Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** The last three pieces hold nothing but z.csv, whether files are aligned to pieces or not. */
    private static BitSet lastPieces(Metainfo torrent) {
        BitSet pieces = new BitSet();
        int count = Math.toIntExact(torrent.pieceCount());
        pieces.set(count - 3, count);
        return pieces;
    }

    private static int index(Metainfo torrent, String name) {
        return torrent.files().stream().map(file -> file.path().text()).toList().indexOf(name);
    }

    /** Only z.csv is left of it. */
    private Metainfo soil(TorrentFormat format) throws Exception {
        Path first = bench.write("soil/a.csv", SwarmBench.bytes(50_000));
        Path empty = bench.write("soil/empty", new byte[0]);
        bench.write("soil/z.csv", SwarmBench.bytes(50_001));
        Metainfo torrent = bench.torrent(bench.path("soil"), format);
        Files.delete(first);
        Files.delete(empty);
        return torrent;
    }
}
