package org.seedbank.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;

/** Files that are not what was published: mended in a copy, only reported in a publisher's own folder. */
class DamageTest {

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
    void a_fetch_that_distrusts_what_is_there_mends_it(TorrentFormat format) throws Exception {
        Metainfo torrent = soil(format);
        Swarm seeder = bench.seeding("seeder", torrent, bench.path("soil"));
        Path copy = bench.path("copies/soil");
        Swarm fetcher = bench.swarm("fetcher");
        SwarmBench.land(fetcher.fetch(torrent, copy, SwarmBench.from(seeder)));
        flipByte(copy.resolve("depth.csv"));
        Files.delete(copy.resolve("ph.csv"));

        SwarmBench.land(fetcher.fetch(torrent, copy, SwarmBench.from(seeder).distrustingResume()));

        assertThat(SwarmBench.content(copy)).isEqualTo(SwarmBench.content(bench.path("soil")));
    }

    /** Of v2 alone nothing is hashed while it is seeded, so that transfer goes on; see the next test. */
    @ParameterizedTest
    @EnumSource(value = TorrentFormat.class, names = "V2", mode = EnumSource.Mode.EXCLUDE)
    void a_publishers_own_damaged_files_are_never_written_to(TorrentFormat format) throws Exception {
        Metainfo torrent = soil(format);
        Path soil = bench.path("soil");
        Swarm healthy = bench.seeding("healthy", torrent, Files.createDirectories(copyOf(soil)));
        flipByte(soil.resolve("depth.csv"));
        Map<String, String> damaged = SwarmBench.content(soil);
        Swarm seeder = bench.swarm("damaged");
        Transfer seeding = seeder.seed(torrent, soil);
        seeding.awaitSeeding(SwarmBench.PATIENCE);

        seeding.connect(SwarmBench.address(healthy));
        bench.swarm("fetcher").fetch(torrent, bench.path("copies/soil"), SwarmBench.from(seeder));

        awaitFailure(seeding);
        assertThatThrownBy(() -> seeding.awaitSeeding(SwarmBench.PATIENCE))
                .isInstanceOf(SwarmException.DataMissing.class)
                .hasMessage("cannot seed '%s': its files no longer hold what was published".formatted(soil));
        assertThat(SwarmBench.content(soil)).isEqualTo(damaged);
    }

    @Test
    void damage_that_only_receivers_notice_stays_where_it_is() throws Exception {
        Metainfo torrent = soil(TorrentFormat.V2);
        Path soil = bench.path("soil");
        Map<String, String> right = SwarmBench.content(soil);
        Swarm healthy = bench.seeding("healthy", torrent, Files.createDirectories(copyOf(soil)));
        flipByte(soil.resolve("depth.csv"));
        Map<String, String> damaged = SwarmBench.content(soil);
        Swarm seeder = bench.swarm("damaged");
        Transfer seeding = seeder.seed(torrent, soil);
        seeding.awaitSeeding(SwarmBench.PATIENCE);

        seeding.connect(SwarmBench.address(healthy));
        SwarmBench.land(
                bench.swarm("fetcher").fetch(torrent, bench.path("copies/soil"), SwarmBench.from(seeder, healthy)));

        assertThat(SwarmBench.content(bench.path("copies/soil"))).isEqualTo(right);
        assertThat(SwarmBench.content(soil)).isEqualTo(damaged);
    }

    @Test
    void a_seeder_with_damaged_files_notices_when_peers_ask_for_them() throws Exception {
        Metainfo torrent = soil(TorrentFormat.HYBRID);
        Path soil = bench.path("soil");
        flipByte(soil.resolve("depth.csv"));
        Swarm damaged = bench.swarm("damaged");
        Transfer seeding = damaged.seed(torrent, soil);
        seeding.awaitSeeding(SwarmBench.PATIENCE);

        bench.swarm("fetcher").fetch(torrent, bench.path("copies/soil"), SwarmBench.from(damaged));

        assertThat(awaitFailure(seeding))
                .isEqualTo(new TransferEvent.Failed(Optional.empty(), "its files no longer hold what was published"));
    }

    @ParameterizedTest
    @EnumSource(TorrentFormat.class)
    void a_file_that_is_cut_short_while_it_is_seeded_ends_its_transfer_alone(TorrentFormat format) throws Exception {
        Metainfo torrent = soil(format);
        Swarm seeder = bench.swarm("seeder");
        Transfer seeding = seeder.seed(torrent, bench.path("soil"));
        BitSet first = new BitSet();
        first.set(0);
        SwarmBench.land(bench.swarm("first")
                .fetch(
                        torrent,
                        bench.path("piece/soil"),
                        SwarmBench.from(seeder).onlyPieces(first)));

        String whileItIsHashed = "a file could not be read: it was cut short, or its disk is full or fails";
        Optional<DatasetPath> depth = Optional.of(new DatasetPath("depth.csv"));
        Files.write(bench.path("soil/depth.csv"), new byte[0]);
        bench.swarm("second").fetch(torrent, bench.path("copies/soil"), SwarmBench.from(seeder));

        assertThat(awaitFailure(seeding))
                .isIn(
                        new TransferEvent.Failed(Optional.empty(), whileItIsHashed),
                        new TransferEvent.Failed(depth, "Input/output error"));
    }

    private static TransferEvent awaitFailure(Transfer transfer) throws Exception {
        CompletableFuture<TransferEvent> failed = new CompletableFuture<>();
        transfer.addListener(event -> {
            if (event instanceof TransferEvent.Failed) {
                failed.complete(event);
            }
        });
        TransferEvent failure = failed.get(1, TimeUnit.MINUTES);
        assertThat(transfer.status().state()).isEqualTo(TransferState.FAILED);
        return failure;
    }

    @ParameterizedTest
    @EnumSource(TorrentFormat.class)
    void garbage_is_rejected_and_counted_and_who_sends_it_is_banned(TorrentFormat format) throws Exception {
        Metainfo torrent = soil(format);
        Path soil = bench.path("soil");
        Files.write(soil.resolve("depth.csv"), new byte[100_000]);
        Swarm liar = bench.swarm("liar");
        liar.seedVerified(torrent, soil).awaitSeeding(SwarmBench.PATIENCE);
        Transfer fetching = bench.swarm("fetcher").fetch(torrent, bench.path("copies/soil"), SwarmBench.from(liar));
        CompletableFuture<TransferStatus> both = new CompletableFuture<>();
        fetching.addListener(event -> {
            if (event instanceof TransferEvent.Progressed progressed
                    && progressed.status().traffic().banned() > 0
                    && progressed.status().traffic().rejected() > 0) {
                both.complete(progressed.status());
            }
        });
        assertThat(both).succeedsWithin(1, TimeUnit.MINUTES);
        assertThat(fetching.sources())
                .singleElement()
                .returns(Source.State.FAILING, Source::state)
                .returns(Optional.of(Source.Fault.WRONG_BYTES), Source::fault);
    }

    /** Whoever is refused comes again from another port: bytes that are thrown away must not count as progress. Of v2 alone, libtorrent wrote to address 0. */
    @ParameterizedTest
    @EnumSource(TorrentFormat.class)
    void a_fetch_from_a_seed_that_sends_wrong_bytes_again_and_again_stalls(TorrentFormat format) throws Exception {
        bench.write("small/a.csv", SwarmBench.bytes(24));
        bench.write("small/b.csv", SwarmBench.bytes(23));
        Metainfo torrent = bench.torrent(bench.path("small"), format);
        flipByte(bench.path("small/b.csv"));
        Transfer seeding = bench.swarm("seeder").seedVerified(torrent, bench.path("small"));
        seeding.awaitSeeding(SwarmBench.PATIENCE);
        Swarm fetcher = bench.swarm("fetcher");
        Transfer fetching = fetcher.fetch(torrent, bench.path("copies/small"), FetchPlan.everything());
        fetching.addListener(event -> {
            if (event instanceof TransferEvent.PeerMisbehaved) {
                seeding.connect(SwarmBench.address(fetcher));
            }
        });

        seeding.connect(SwarmBench.address(fetcher));

        assertThatThrownBy(() -> fetching.awaitFinished(Duration.ofSeconds(3), status -> {}))
                .isInstanceOf(SwarmException.Stalled.class);
    }

    @Test
    void what_is_not_there_as_published_is_not_seeded() throws Exception {
        Metainfo torrent = soil(TorrentFormat.HYBRID);
        Path ph = bench.path("soil/ph.csv");
        Swarm swarm = bench.swarm("seeder");

        Files.write(ph, new byte[10]);
        assertThatThrownBy(() -> swarm.seed(torrent, bench.path("soil")))
                .isInstanceOf(SwarmException.DataMissing.class)
                .hasMessage("cannot seed '%s': it has 10 bytes, published were 50000".formatted(ph));
        Files.delete(ph);
        assertThatThrownBy(() -> swarm.seed(torrent, bench.path("soil")))
                .isInstanceOf(SwarmException.DataMissing.class)
                .hasMessage("cannot seed '%s': it is not there".formatted(ph));
    }

    @Test
    void a_link_that_stays_in_the_dataset_is_seeded_as_publishing_may_have_followed_it() throws Exception {
        Metainfo torrent = soil(TorrentFormat.HYBRID);
        Path file = bench.path("soil/ph.csv");
        Path aside = Files.createDirectories(bench.path("soil/aside"));
        Files.createSymbolicLink(file, Files.move(file, aside.resolve("ph")));

        assertThatCode(() -> bench.swarm("seeder").seed(torrent, bench.path("soil")))
                .doesNotThrowAnyException();
    }

    @Test
    void a_link_out_of_the_dataset_is_not_seeded() throws Exception {
        Metainfo torrent = soil(TorrentFormat.HYBRID);
        Path file = bench.path("soil/ph.csv");
        Swarm swarm = bench.swarm("seeder");
        Files.createSymbolicLink(file, Files.move(file, bench.path("moved")));

        assertThatThrownBy(() -> swarm.seed(torrent, bench.path("soil")))
                .isInstanceOf(SwarmException.DataMissing.class)
                .hasMessage("cannot seed '%s': it is a symbolic link".formatted(file));
    }

    private static void flipByte(Path file) throws Exception {
        byte[] content = Files.readAllBytes(file);
        content[content.length / 2] ^= 1;
        Files.write(file, content);
    }

    private Path copyOf(Path soil) throws Exception {
        for (String name : SwarmBench.names(soil)) {
            bench.write("healthy soil/" + name, Files.readAllBytes(soil.resolve(name)));
        }
        return bench.path("healthy soil");
    }

    private Metainfo soil(TorrentFormat format) throws Exception {
        bench.write("soil/depth.csv", SwarmBench.bytes(100_000));
        bench.write("soil/ph.csv", SwarmBench.bytes(50_000));
        return bench.torrent(bench.path("soil"), format);
    }
}
