package org.seedbank.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFile;
import org.seedbank.integrity.torrent.TorrentFormat;

/** Fetching some of the pieces. */
class ChosenPiecesTest {

    private static final int PIECE = 16 << 10;

    @TempDir
    private Path temp;

    @AutoClose
    private SwarmBench bench;

    private Path soil;

    @BeforeEach
    void open() throws Exception {
        bench = new SwarmBench(temp);
        bench.write("soil/a.bin", SwarmBench.bytes(20 * PIECE + 100));
        bench.write("soil/b.bin", SwarmBench.bytes(10 * PIECE));
        bench.write("soil/empty", new byte[0]);
        soil = bench.path("soil");
    }

    @ParameterizedTest
    @EnumSource(TorrentFormat.class)
    void nothing_but_the_chosen_pieces_comes(TorrentFormat format) throws Exception {
        Metainfo torrent = bench.torrent(soil, format);
        Swarm seeder = bench.seeding("seeder", torrent, soil);
        BitSet pieces = new BitSet();
        pieces.set(3);
        pieces.set(17);

        long downloaded;
        try (Transfer transfer = fetch(torrent, pieces, seeder)) {
            SwarmBench.finish(transfer);

            assertThat(transfer.status().bytesWanted()).isEqualTo(2 * PIECE);
            downloaded = transfer.status().traffic().downloaded();
            assertThat(piece(3)).isEqualTo(published(3));
            assertThat(piece(17)).isEqualTo(published(17));
        }

        assertThat(downloaded).isBetween(2L * PIECE, 3L * PIECE);
        assertThat(piece(4)).containsOnly(0);
        assertThat(bench.path("fetcher/resume")).doesNotExist();
    }

    @Test
    void a_piece_of_v1_that_spans_files_reaches_both() throws Exception {
        Metainfo torrent = bench.torrent(soil, TorrentFormat.V1);
        Swarm seeder = bench.seeding("seeder", torrent, soil);
        BitSet pieces = new BitSet();
        pieces.set(20);

        SwarmBench.land(fetch(torrent, pieces, seeder));

        byte[] a = Files.readAllBytes(bench.path("scratch/a.bin"));
        assertThat(Arrays.copyOfRange(a, 20 * PIECE, a.length))
                .isEqualTo(Arrays.copyOfRange(SwarmBench.bytes(20 * PIECE + 100), 20 * PIECE, a.length));
        assertThat(Files.readAllBytes(bench.path("scratch/b.bin")))
                .startsWith(Arrays.copyOf(SwarmBench.bytes(10 * PIECE), PIECE - 100));
    }

    @Test
    void a_last_short_piece_and_the_padding_behind_it_are_counted_by_their_data() throws Exception {
        Metainfo torrent = bench.torrent(soil, TorrentFormat.HYBRID);
        Swarm seeder = bench.seeding("seeder", torrent, soil);
        TorrentFile a = torrent.files().get(0);
        BitSet pieces = new BitSet();
        pieces.set((int) ((a.offset() + a.length()) / PIECE));

        try (Transfer transfer = fetch(torrent, pieces, seeder)) {
            SwarmBench.finish(transfer);

            assertThat(transfer.status().bytesDone()).isEqualTo(100);
            assertThat(transfer.status().bytesWanted()).isEqualTo(100);
        }
    }

    @Test
    void it_is_no_copy_that_other_processes_are_told_of() throws Exception {
        Metainfo torrent = bench.torrent(soil, TorrentFormat.HYBRID);
        Swarm seeder = bench.seeding("seeder", torrent, soil);
        BitSet pieces = new BitSet();
        pieces.set(0);

        SwarmBench.land(fetch(torrent, pieces, seeder));

        assertThat(bench.path("fetcher/presence")).doesNotExist();
    }

    private Transfer fetch(Metainfo torrent, BitSet pieces, Swarm seeder) throws Exception {
        return bench.swarm("fetcher")
                .fetch(torrent, bench.path("scratch"), SwarmBench.from(seeder).onlyPieces(pieces));
    }

    private byte[] piece(int number) throws Exception {
        return Arrays.copyOfRange(
                Files.readAllBytes(bench.path("scratch/a.bin")), number * PIECE, (number + 1) * PIECE);
    }

    private static byte[] published(int number) {
        return Arrays.copyOfRange(SwarmBench.bytes(20 * PIECE + 100), number * PIECE, (number + 1) * PIECE);
    }
}
