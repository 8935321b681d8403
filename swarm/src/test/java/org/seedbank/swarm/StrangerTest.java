package org.seedbank.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;

/** Peers that say what no client says about v2 hashes (BEP 52); where that is a fault of libtorrent, the process dies of it. */
class StrangerTest {

    private static final int HASHES = 22;

    /** Large enough for padding of more than one block, which alone can have hashes. */
    private static final int PIECE = 64 << 10;

    @TempDir
    private Path temp;

    @AutoClose
    private SwarmBench bench;

    @BeforeEach
    void open() {
        bench = new SwarmBench(temp);
    }

    /** Padding and empty files have no hash, so a root of zeros means them. */
    @ParameterizedTest
    @EnumSource(value = TorrentFormat.class, names = "V1", mode = EnumSource.Mode.EXCLUDE)
    void hashes_of_files_that_have_none_are_not_taken(TorrentFormat format) throws Exception {
        Metainfo torrent = soil(format);
        Swarm seeder = bench.seeding("seeder", torrent, bench.path("soil"));
        Swarm fetcher = bench.swarm("fetcher");
        Transfer fetching = fetcher.fetch(torrent, bench.path("copies/soil"), FetchPlan.everything());

        for (Swarm swarm : List.of(fetcher, seeder)) {
            for (int layer : List.of(0, 1, 2)) {
                for (int count : List.of(1, 2, 4)) {
                    try (Stranger stranger = Stranger.meets(swarm, v2(torrent))) {
                        ByteBuffer hashes = ByteBuffer.allocate(32 + 4 * 4 + 32 * count);
                        hashes.putInt(32, layer).putInt(40, count).put(48, SwarmBench.bytes(32 * count));
                        stranger.send(HASHES, hashes.array());
                        stranger.awaitRefusal();
                    }
                }
            }
        }

        fetching.connect(SwarmBench.address(seeder));
        SwarmBench.land(fetching);
        assertThat(SwarmBench.content(bench.path("copies/soil"))).isEqualTo(SwarmBench.content(bench.path("soil")));
    }

    /** Before {@code info} is there, nobody knows that such a torrent has no v2 hashes to ask for. */
    @Test
    void a_peer_of_a_v1_magnet_link_may_say_that_it_speaks_v2() throws Exception {
        Metainfo torrent = soil(TorrentFormat.V1);
        Swarm fetcher = bench.swarm("fetcher");
        CompletableFuture<Metainfo> resolving = CompletableFuture.supplyAsync(() -> {
            try {
                return fetcher.resolve(torrent.magnetLink(), List.of(), Duration.ofSeconds(30));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        try (Stranger stranger = Stranger.meets(fetcher, torrent.infoHashV1().orElseThrow())) {
            stranger.givesInfoAndHas(torrent);

            assertThat(resolving.get(1, TimeUnit.MINUTES).infoHashV1()).isEqualTo(torrent.infoHashV1());
        }
    }

    private Metainfo soil(TorrentFormat format) throws Exception {
        bench.write("soil/depth.csv", SwarmBench.bytes(100_000));
        bench.write("soil/notes.txt", new byte[0]);
        bench.write("soil/ph.csv", SwarmBench.bytes(50_000));
        return bench.torrent(bench.path("soil"), format, PIECE);
    }

    private static InfoHash v2(Metainfo torrent) {
        return torrent.infoHashV2().orElseThrow();
    }
}
