package org.seedbank.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
import org.seedbank.integrity.HostPort;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.torrent.Magnet;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;

/** A magnet link becomes the torrent that it names, or a message. */
class MagnetIT {

    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final String NOBODYS = "magnet:?xt=urn:btih:0123456789abcdef0123456789abcdef01234567&dn=soil";

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
    void peers_give_the_whole_torrent(TorrentFormat format) throws Exception {
        Metainfo torrent = soil(format);
        Swarm seeder = bench.seeding("seeder", torrent, bench.path("soil"));
        Swarm fetcher = bench.swarm("fetcher");

        Metainfo resolved = fetcher.resolve(torrent.magnetLink(), List.of(SwarmBench.address(seeder)), LIMIT);

        assertThat(resolved.infoHashV1()).isEqualTo(torrent.infoHashV1());
        assertThat(resolved.infoHashV2()).isEqualTo(torrent.infoHashV2());
        assertThat(resolved.datasetDigest()).isEqualTo(torrent.datasetDigest());
        assertThat(
                        Files.exists(bench.path("fetcher/resume"))
                                ? SwarmBench.content(bench.path("fetcher/resume"))
                                : Map.of())
                .isEmpty();
        SwarmBench.land(fetcher.fetch(resolved, bench.path("copies/soil"), SwarmBench.from(seeder)));
        assertThat(SwarmBench.content(bench.path("copies/soil"))).isEqualTo(SwarmBench.content(bench.path("soil")));
    }

    @Test
    void the_v1_infohash_of_a_hybrid_torrent_is_enough() throws Exception {
        Metainfo torrent = soil(TorrentFormat.HYBRID);
        Swarm seeder = bench.seeding("seeder", torrent, bench.path("soil"));
        Magnet link = new Magnet(
                torrent.infoHashV1(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(new HostPort("127.0.0.1", seeder.port())));

        Metainfo resolved = bench.swarm("fetcher").resolve(link.text(), List.of(), LIMIT);

        assertThat(resolved.infoHashV2()).isEqualTo(torrent.infoHashV2());
    }

    @Test
    void processes_of_this_machine_are_asked_and_trackers_are_kept() throws Exception {
        Metainfo torrent = soil(TorrentFormat.HYBRID, "http://127.0.0.1:1/announce");
        SwarmSettings machine = bench.settings("machine");
        bench.open(machine).seed(torrent, bench.path("soil")).awaitSeeding(SwarmBench.PATIENCE);

        Metainfo resolved = bench.open(machine).resolve(torrent.magnetLink(), List.of(), LIMIT);

        assertThat(resolved.trackers()).containsExactly("http://127.0.0.1:1/announce");
        assertThat(resolved.infoHashV1()).isEqualTo(torrent.infoHashV1());
    }

    @Test
    void a_link_that_nobody_answers_ends_at_its_limit_and_can_be_tried_again() throws Exception {
        Swarm swarm = bench.swarm("fetcher");

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> swarm.resolve(NOBODYS, List.of(), Duration.ofMillis(500)))
                    .isInstanceOf(SwarmException.NobodyHasIt.class)
                    .hasMessage("nobody gave the torrent of 'soil' within 1 second");
        }
        assertThat(Files.exists(bench.path("fetcher/resume"))).isFalse();
    }

    @Test
    void waiting_for_a_link_can_be_interrupted() throws Exception {
        Swarm swarm = bench.swarm("fetcher");
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                swarm.resolve(NOBODYS, List.of(), LIMIT);
            } catch (InterruptedException | SwarmException e) {
                outcome.complete(e);
            }
        });
        thread.start();

        thread.interrupt();

        assertThat(outcome.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    }

    @Test
    void what_is_no_link_or_is_there_already_is_refused() throws Exception {
        Metainfo torrent = soil(TorrentFormat.V1);
        Swarm seeder = bench.seeding("seeder", torrent, bench.path("soil"));

        assertThatThrownBy(() -> seeder.resolve("magnet:?dn=soil", List.of(), LIMIT))
                .isInstanceOf(IntegrityException.BadMagnet.class);
        assertThatThrownBy(() -> seeder.resolve(torrent.magnetLink(), List.of(), LIMIT))
                .isInstanceOf(SwarmException.TorrentRefused.class);
    }

    /** Pieces enough for layers, in files with and without. */
    private Metainfo soil(TorrentFormat format, String... trackers) throws Exception {
        bench.write("soil/depth.csv", SwarmBench.bytes(20_000_000));
        bench.write("soil/deep/ph.csv", SwarmBench.bytes(100_000));
        bench.write("soil/empty", new byte[0]);
        bench.write("soil/short", new byte[7]);
        return bench.torrent(bench.path("soil"), format, trackers);
    }
}
