package org.seedbank.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;

/** A fetch that was given up goes on from where it was. */
class ResumeTest {

    /** Pieces under way when a fetch ends are fetched again; libtorrent asks for at most this much ahead at this rate. */
    private static final long SLACK = 512 << 10;

    /** A second in which nobody looks brings a small part of the half. */
    private static final long SLOW = 64 << 10;

    private static final int LENGTH = 2 << 20;
    private static final int HALF = LENGTH / 2;

    @TempDir
    private Path temp;

    private SwarmBench bench;

    @BeforeEach
    void open() {
        bench = new SwarmBench(temp);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest
    @EnumSource(TorrentFormat.class)
    void what_was_fetched_is_neither_fetched_nor_hashed_again(TorrentFormat format) throws Exception {
        Metainfo torrent = soil(format);
        Swarm seeder = bench.seeding("seeder", torrent, bench.path("soil"));
        long had = fetchHalf(torrent, seeder);

        Transfer transfer = bench.swarm("fetcher").fetch(torrent, bench.path("copies/soil"), SwarmBench.from(seeder));
        SwarmBench.land(transfer);

        assertThat(transfer.status().traffic().downloaded()).isLessThanOrEqualTo(LENGTH - had + SLACK);
        assertThat(SwarmBench.content(bench.path("copies/soil"))).isEqualTo(SwarmBench.content(bench.path("soil")));
    }

    @Test
    void without_resume_data_what_is_there_is_hashed_and_kept() throws Exception {
        Metainfo torrent = soil(TorrentFormat.HYBRID);
        Swarm seeder = bench.seeding("seeder", torrent, bench.path("soil"));
        long had = fetchHalf(torrent, seeder);
        for (String name : SwarmBench.names(bench.path("fetcher/resume"))) {
            Files.delete(bench.path("fetcher/resume").resolve(name));
        }

        Transfer transfer = bench.swarm("fetcher").fetch(torrent, bench.path("copies/soil"), SwarmBench.from(seeder));
        SwarmBench.finish(transfer);

        assertThat(transfer.status().traffic().downloaded()).isLessThanOrEqualTo(LENGTH - had + SLACK);
    }

    @Test
    void files_that_were_cut_or_deleted_meanwhile_are_noticed() throws Exception {
        Metainfo torrent = soil(TorrentFormat.HYBRID);
        Swarm seeder = bench.seeding("seeder", torrent, bench.path("soil"));
        Path copy = bench.path("copies/soil");
        try (Transfer first = bench.swarm("fetcher").fetch(torrent, copy, SwarmBench.from(seeder))) {
            SwarmBench.finish(first);
        }
        Files.write(copy.resolve("a.csv"), new byte[100]);
        Files.delete(copy.resolve("b.csv"));

        Transfer again = bench.swarm("fetcher again").fetch(torrent, copy, SwarmBench.from(seeder));
        SwarmBench.land(again);

        assertThat(SwarmBench.content(copy)).isEqualTo(SwarmBench.content(bench.path("soil")));
    }

    @Test
    void bytes_that_were_changed_meanwhile_are_noticed_when_resume_data_is_not_trusted() throws Exception {
        Metainfo torrent = soil(TorrentFormat.HYBRID);
        Swarm seeder = bench.seeding("seeder", torrent, bench.path("soil"));
        Path copy = bench.path("copies/soil");
        Swarm fetcher = bench.swarm("fetcher");
        try (Transfer first = fetcher.fetch(torrent, copy, SwarmBench.from(seeder))) {
            SwarmBench.finish(first);
        }
        byte[] changed = Files.readAllBytes(copy.resolve("a.csv"));
        changed[0] ^= 1;
        Files.write(copy.resolve("a.csv"), changed);

        Transfer again = fetcher.fetch(torrent, copy, SwarmBench.from(seeder).distrustingResume());
        SwarmBench.land(again);

        assertThat(SwarmBench.content(copy)).isEqualTo(SwarmBench.content(bench.path("soil")));
    }

    @Test
    void resume_data_of_another_place_is_not_used() throws Exception {
        Metainfo torrent = soil(TorrentFormat.HYBRID);
        Swarm seeder = bench.seeding("seeder", torrent, bench.path("soil"));
        fetchHalf(torrent, seeder);

        Transfer elsewhere =
                bench.swarm("fetcher").fetch(torrent, bench.path("elsewhere/soil"), SwarmBench.from(seeder));
        SwarmBench.land(elsewhere);

        assertThat(SwarmBench.content(bench.path("elsewhere/soil"))).isEqualTo(SwarmBench.content(bench.path("soil")));
    }

    /**
     * Fetches one of two files, and then so slowly that the end is far away when more than the half is seen; closes the session like a
     * tidy process.
     */
    private long fetchHalf(Metainfo torrent, Swarm seeder) throws Exception {
        Swarm half = bench.swarm("half");
        half.seed(torrent, bench.path("soil"), Set.of(0)).awaitSeeding(SwarmBench.PATIENCE);
        try (Swarm swarm = bench.swarm("fetcher")) {
            Transfer transfer = swarm.fetch(torrent, bench.path("copies/soil"), SwarmBench.from(half));
            SwarmBench.await(() -> transfer.status().bytesDone() == HALF);
            swarm.limit(SwarmLimits.rates(Optional.empty(), Optional.of(SLOW)));
            transfer.connect(SwarmBench.address(seeder));
            SwarmBench.await(() -> transfer.status().bytesDone() > HALF);
            return transfer.status().bytesDone();
        }
    }

    private Metainfo soil(TorrentFormat format) throws Exception {
        for (String name : List.of("a.csv", "b.csv")) {
            bench.write("soil/" + name, SwarmBench.bytes(HALF));
        }
        return bench.torrent(bench.path("soil"), format);
    }
}
