package org.seedbank.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;

/** What is seeded on one machine arrives on another, byte for byte and under its own name. */
class SeedAndFetchTest {

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
    void a_folder_arrives_whole(TorrentFormat format) throws Exception {
        Path soil = writeSoil();

        Path copy = transfer(bench.torrent(soil, format), soil, "copies/soil");

        assertThat(SwarmBench.content(copy)).isEqualTo(SwarmBench.content(soil));
        assertThat(SwarmBench.names(copy.getParent())).containsExactly("soil");
    }

    @ParameterizedTest
    @EnumSource(TorrentFormat.class)
    void a_single_file_arrives_whole(TorrentFormat format) throws Exception {
        Path depth = bench.write("depth.csv", SwarmBench.bytes(100_000));

        Path copy = transfer(bench.torrent(depth, format), depth, "copies/depth.csv");

        assertThat(copy).hasSameBinaryContentAs(depth);
    }

    @ParameterizedTest
    @EnumSource(TorrentFormat.class)
    void names_that_libtorrent_would_change_stay_as_they_are(TorrentFormat format) throws Exception {
        Path odd = bench.path("odd");
        for (String name : new String[] {
            "two\nlines",
            "back\\slash",
            "dot.",
            "space ",
            " leading",
            "a.txt",
            "A.txt",
            "bell\u0007",
            "tab\there",
            "colon:star*?<>|\"",
            "x".repeat(255),
            "y".repeat(250) + ".data",
            "é",
            "e\u0301",
            "\u202egnp.exe",
            "seal \ud83e\uddad",
            "\ud83e\uddad/in a folder \ud83c\udf0a",
            "con",
            ".hidden",
            "~"
        }) {
            bench.write("odd/" + name, SwarmBench.bytes(20_000 + name.hashCode() % 1_000));
        }

        Path copy = transfer(bench.torrent(odd, format), odd, "copies/odd");

        assertThat(SwarmBench.content(copy)).isEqualTo(SwarmBench.content(odd));
        assertThat(SwarmBench.names(copy.getParent())).containsExactly("odd");
    }

    @ParameterizedTest
    @EnumSource(TorrentFormat.class)
    void a_folder_can_be_seeded_and_fetched_under_other_names(TorrentFormat format) throws Exception {
        Path soil = writeSoil();
        Metainfo torrent = bench.torrent(soil, format);
        Path moved = Files.move(soil, bench.path("soil of \ud83c\udf0a 2024"));

        Path copy = transfer(torrent, moved, "copies/my \ud83e\uddad soil\n");

        assertThat(SwarmBench.content(copy)).isEqualTo(SwarmBench.content(moved));
        assertThat(SwarmBench.names(copy.getParent())).containsExactly("my \ud83e\uddad soil\n");
    }

    @Test
    void a_single_file_can_be_seeded_and_fetched_under_other_names() throws Exception {
        Path depth = bench.write("depth.csv", SwarmBench.bytes(50_000));
        Metainfo torrent = bench.torrent(depth, TorrentFormat.HYBRID);
        Path moved = Files.move(depth, bench.path("a\\b"));

        Path copy = transfer(torrent, moved, "copies/\ud83c\udf0a");

        assertThat(copy).hasSameBinaryContentAs(moved);
        assertThat(SwarmBench.names(copy.getParent())).containsExactly("\ud83c\udf0a");
    }

    @Test
    void other_files_in_the_folder_are_not_touched() throws Exception {
        Path soil = writeSoil();
        bench.write("copies/soil/my notes.txt", new byte[] {1, 2, 3});

        Path copy = transfer(bench.torrent(soil, TorrentFormat.HYBRID), soil, "copies/soil");

        assertThat(copy.resolve("my notes.txt")).hasBinaryContent(new byte[] {1, 2, 3});
        assertThat(copy.resolve("depth.csv")).hasSameBinaryContentAs(soil.resolve("depth.csv"));
    }

    @Test
    void what_an_earlier_fetch_left_half_right_is_completed() throws Exception {
        Path soil = writeSoil();
        byte[] published = Files.readAllBytes(soil.resolve("depth.csv"));
        byte[] wrong = new byte[published.length];
        System.arraycopy(published, 0, wrong, 0, published.length / 2);
        bench.write("copies/soil/depth.csv", wrong);

        Path copy = transfer(bench.torrent(soil, TorrentFormat.HYBRID), soil, "copies/soil");

        assertThat(SwarmBench.content(copy)).isEqualTo(SwarmBench.content(soil));
    }

    @Test
    void a_file_that_is_too_long_is_not_cut() throws Exception {
        Path soil = writeSoil();
        Path mine = bench.write("copies/soil/empty", new byte[] {1});
        Metainfo torrent = bench.torrent(soil, TorrentFormat.HYBRID);
        Swarm seeder = bench.seeding("seeder", torrent, soil);

        assertThatThrownBy(
                        () -> bench.swarm("fetcher").fetch(torrent, bench.path("copies/soil"), SwarmBench.from(seeder)))
                .isInstanceOf(SwarmException.DiskFailed.class)
                .hasMessage("cannot store '%s': a file that is longer than published is there", mine);
        assertThat(mine).hasBinaryContent(new byte[] {1});
    }

    @Test
    void a_fetcher_passes_on_what_it_has() throws Exception {
        Path soil = writeSoil();
        Metainfo torrent = bench.torrent(soil, TorrentFormat.HYBRID);
        Swarm second = bench.swarm("second");
        SwarmBench.finish(
                second.fetch(torrent, bench.path("2/soil"), SwarmBench.from(bench.seeding("first", torrent, soil))));

        Transfer third = bench.swarm("third").fetch(torrent, bench.path("3/soil"), SwarmBench.from(second));
        SwarmBench.land(third);

        assertThat(SwarmBench.content(bench.path("3/soil"))).isEqualTo(SwarmBench.content(soil));
    }

    @ParameterizedTest
    @EnumSource(TorrentFormat.class)
    void what_was_just_hashed_is_served_without_hashing_it_again(TorrentFormat format) throws Exception {
        Path soil = writeSoil();
        Metainfo torrent = bench.torrent(soil, format);
        Swarm seeder = bench.swarm("seeder");
        seeder.seedVerified(torrent, soil).awaitSeeding(SwarmBench.PATIENCE);

        SwarmBench.land(bench.swarm("fetcher").fetch(torrent, bench.path("copies/soil"), SwarmBench.from(seeder)));

        assertThat(SwarmBench.content(bench.path("copies/soil"))).isEqualTo(SwarmBench.content(soil));
    }

    /** Merkle trees have other layers when a piece is several blocks of 16 KiB, and files end at every place of them. */
    @ParameterizedTest
    @EnumSource(TorrentFormat.class)
    void pieces_of_several_blocks_are_known_by_their_layers(TorrentFormat format) throws Exception {
        int piece = 64 << 10;
        for (int length : new int[] {
            1,
            16 << 10,
            40_000,
            piece - 1,
            piece,
            piece + 1,
            2 * piece,
            3 * piece - 7,
            5 * piece,
            8 * piece,
            9 * piece + 1
        }) {
            bench.write("layers/" + length, SwarmBench.bytes(length));
        }
        Path layers = bench.path("layers");

        Path copy = transfer(bench.torrent(layers, format, piece), layers, "copies/layers");

        assertThat(SwarmBench.content(copy)).isEqualTo(SwarmBench.content(layers));
    }

    private Path writeSoil() throws Exception {
        bench.write("soil/depth.csv", SwarmBench.bytes(200_000));
        bench.write("soil/ph.csv", SwarmBench.bytes(16 << 10));
        bench.write("soil/empty", new byte[0]);
        bench.write("soil/deep/er/and/deeper/still/one byte", new byte[] {7});
        bench.write("soil/deep/er/empty too", new byte[0]);
        return bench.path("soil");
    }

    private Path transfer(Metainfo torrent, Path dataset, String copy) throws Exception {
        Swarm seeder = bench.seeding("seeder", torrent, dataset);
        try (Transfer transfer = bench.swarm("fetcher").fetch(torrent, bench.path(copy), SwarmBench.from(seeder))) {
            SwarmBench.finish(transfer);
        }
        return bench.path(copy);
    }
}
