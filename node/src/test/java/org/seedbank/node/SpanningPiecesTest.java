package org.seedbank.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.MendingReport;
import org.seedbank.node.api.NewDataset;
import org.seedbank.swarm.SwarmKey;

/** Torrents with v1 hashes alone, of which a piece holds the end of one file and the beginning of the next. */
class SpanningPiecesTest {

    private static final int PIECE = 16 << 10;

    /** Two pieces and a half, then as much again: the third piece is of both. */
    private static final int LENGTH = 2 * PIECE + PIECE / 2;

    @TempDir
    Path folder;

    private NodeBench bench;
    private Metainfo torrent;
    private SwarmKey key;
    private Node station;
    private byte[] first;
    private byte[] second;

    @BeforeEach
    void open() throws Exception {
        bench = new NodeBench(folder);
        first = Files.readAllBytes(bench.fill("soil/a.bin", LENGTH));
        second = Files.readAllBytes(bench.fill("soil/b.bin", LENGTH - 1));
        torrent = bench.torrent("soil", TorrentFormat.V1);
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
    void all_pieces_but_the_bad_one_of_both_files_are_served() throws Exception {
        damage("soil/a.bin");
        station.check(key, false);
        NodeBench.await(station, key, DatasetState.DAMAGED);

        Node archive = bench.node("archive");
        archive.add(NewDataset.fetched(torrent, bench.path("copies"), "get"));
        long sound = (long) first.length + second.length - PIECE;
        DatasetView view = NodeBench.await(archive, key, each -> each.amounts().bytesDone() == sound);

        assertThat(view.amounts().bytesDone()).isEqualTo(sound);
        assertThat(view.traffic().rejected()).isZero();
    }

    @Test
    void a_fetched_copy_mends_the_bad_file_and_leaves_its_neighbour_as_it_is() throws Exception {
        Node archive = bench.node("archive");
        archive.add(NewDataset.fetched(torrent, bench.path("copies"), "get"));
        NodeBench.await(archive, key, DatasetState.SEEDING);
        Object neighbour = Files.getAttribute(bench.path("copies/soil/b.bin"), "unix:ino");
        damage("copies/soil/a.bin");

        archive.check(key, false);

        NodeBench.await(
                archive,
                key,
                each -> each.state() == DatasetState.SEEDING
                        && each.upkeep().note().isPresent());
        assertThat(bench.path("copies/soil/a.bin")).hasBinaryContent(first);
        assertThat(bench.path("copies/soil/b.bin")).hasBinaryContent(second);
        assertThat(Files.getAttribute(bench.path("copies/soil/b.bin"), "unix:ino"))
                .isEqualTo(neighbour);
        assertThat(archive.mended(key).files())
                .extracting(MendingReport.MendedFile::path)
                .isEqualTo(List.of("a.bin"));
    }

    @Test
    void a_changed_file_of_other_peoples_torrents_is_read_with_its_neighbours() throws Exception {
        Metainfo foreign = foreign();
        SwarmKey other = SwarmKey.of(foreign);
        Node third = bench.node("third");
        third.add(NewDataset.published(foreign, bench.path("soil")));
        NodeBench.await(third, other, DatasetState.SEEDING);
        damage("soil/a.bin");

        third.check(other, false);

        DatasetView view = NodeBench.await(
                third, other, each -> each.state() == DatasetState.DAMAGED || each.state() == DatasetState.SEEDING);
        assertThat(view.state()).isEqualTo(DatasetState.DAMAGED);
        assertThat(view.damaged()).containsExactly("a.bin", "b.bin");
    }

    /** A torrent of the same files that has no digests of files. */
    private Metainfo foreign() throws Exception {
        byte[] row = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, row, first.length, second.length);
        ByteArrayOutputStream pieces = new ByteArrayOutputStream();
        for (int at = 0; at < row.length; at += PIECE) {
            byte[] piece = Arrays.copyOfRange(row, at, Math.min(row.length, at + PIECE));
            pieces.write(MessageDigest.getInstance("SHA-1").digest(piece));
        }
        String files = "ld6:lengthi%de4:pathl5:a.bineed6:lengthi%de4:pathl5:b.bineee".formatted(LENGTH, LENGTH - 1);
        ByteArrayOutputStream torrent = new ByteArrayOutputStream();
        torrent.write("d4:infod5:files%s4:name4:soil12:piece lengthi%de6:pieces%d:"
                .formatted(files, PIECE, pieces.size())
                .getBytes(StandardCharsets.UTF_8));
        pieces.writeTo(torrent);
        torrent.write("ee".getBytes(StandardCharsets.UTF_8));
        return Metainfo.parse(torrent.toByteArray());
    }

    /** Its last byte, which is in the piece of both. */
    private void damage(String file) throws Exception {
        byte[] bytes = Files.readAllBytes(bench.path(file));
        bytes[bytes.length - 1] ^= 1;
        Files.write(bench.path(file), Arrays.copyOf(bytes, bytes.length));
    }
}
