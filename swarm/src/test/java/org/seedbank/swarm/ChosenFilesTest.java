package org.seedbank.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;

/** Fetching some of the files leaves no trace of the others. */
class ChosenFilesTest {

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
    void only_the_chosen_files_are_there_at_the_end(TorrentFormat format) throws Exception {
        Path soil = writeSoil();
        Metainfo torrent = bench.torrent(soil, format);
        Swarm seeder = bench.seeding("seeder", torrent, soil);

        try (Transfer transfer = fetchMiddle(bench.swarm("fetcher"), torrent, seeder)) {
            SwarmBench.finish(transfer);

            assertThat(transfer.status().bytesDone()).isEqualTo(20_000);
            assertThat(transfer.status().bytesWanted()).isEqualTo(20_000);
        }

        assertThat(SwarmBench.content(bench.path("copies")))
                .containsOnlyKeys("soil/middle.csv")
                .containsEntry("soil/middle.csv", SwarmBench.content(soil).get("middle.csv"));
    }

    @Test
    void parts_of_other_files_are_kept_beside_the_dataset_until_the_end() throws Exception {
        Path soil = writeSoil();
        Metainfo torrent = bench.torrent(soil, TorrentFormat.V1);
        Swarm seeder = bench.seeding("seeder", torrent, soil);

        try (Transfer transfer = fetchMiddle(bench.swarm("fetcher"), torrent, seeder)) {
            SwarmBench.finish(transfer);

            assertThat(SwarmBench.names(bench.path("copies/soil"))).containsExactly("middle.csv");
        }

        assertThat(SwarmBench.names(bench.path("copies"))).containsExactly("soil");
    }

    @Test
    void the_rest_can_be_fetched_later() throws Exception {
        Path soil = writeSoil();
        Metainfo torrent = bench.torrent(soil, TorrentFormat.V1);
        Swarm seeder = bench.seeding("seeder", torrent, soil);
        Swarm fetcher = bench.swarm("fetcher");
        try (Transfer some = fetchMiddle(fetcher, torrent, seeder)) {
            SwarmBench.finish(some);
        }

        try (Transfer all = fetcher.fetch(torrent, bench.path("copies/soil"), SwarmBench.from(seeder))) {
            SwarmBench.finish(all);
        }

        assertThat(SwarmBench.content(bench.path("copies/soil"))).isEqualTo(SwarmBench.content(soil));
        assertThat(SwarmBench.names(bench.path("copies"))).containsExactly("soil");
    }

    private Transfer fetchMiddle(Swarm fetcher, Metainfo torrent, Swarm seeder) throws Exception {
        int middle = torrent.files().stream()
                .map(file -> file.path().text())
                .toList()
                .indexOf("middle.csv");
        return fetcher.fetch(
                torrent, bench.path("copies/soil"), SwarmBench.from(seeder).only(Set.of(middle)));
    }

    /** With v1 the middle file shares its first and last piece with its neighbours. */
    private Path writeSoil() throws Exception {
        bench.write("soil/a.csv", SwarmBench.bytes(50_000));
        bench.write("soil/middle.csv", SwarmBench.bytes(20_000));
        bench.write("soil/z.csv", SwarmBench.bytes(50_001));
        bench.write("soil/empty", new byte[0]);
        return bench.path("soil");
    }
}
