package org.seedbank.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seedbank.integrity.bencode.BencodeWriter;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;

/** A torrent that came by a magnet link and was saved again has no piece layers (BEP 52); peers have them. */
class PieceLayersTest {

    @TempDir
    private Path temp;

    @AutoClose
    private SwarmBench bench;

    @BeforeEach
    void open() {
        bench = new SwarmBench(temp);
    }

    @ParameterizedTest
    @EnumSource(value = TorrentFormat.class, names = "V1", mode = EnumSource.Mode.EXCLUDE)
    void a_fetch_has_them_from_peers(TorrentFormat format) throws Exception {
        bench.write("soil/depth.csv", SwarmBench.bytes(200_000));
        bench.write("soil/ph.csv", SwarmBench.bytes(100_000));
        Metainfo torrent = bench.torrent(bench.path("soil"), format);
        Metainfo bare = withoutLayers(torrent);
        assertThat(bare.lacksPieceLayers()).isTrue();
        Swarm seeder = bench.seeding("seeder", torrent, bench.path("soil"));

        Transfer fetching = bench.swarm("fetcher").fetch(bare, bench.path("copies/soil"), SwarmBench.from(seeder));
        SwarmBench.finish(fetching);

        Metainfo whole = bare.withPieceLayers(fetching.pieceLayers().orElseThrow());
        assertThat(whole.lacksPieceLayers()).isFalse();
        assertThat(whole.pieceLayer(0)).isEqualTo(torrent.pieceLayer(0));
        assertThat(whole.infoHashV2()).isEqualTo(torrent.infoHashV2());
        fetching.close();
        assertThat(SwarmBench.content(bench.path("copies/soil"))).isEqualTo(SwarmBench.content(bench.path("soil")));
    }

    private static Metainfo withoutLayers(Metainfo torrent) {
        return Metainfo.parse(new BencodeWriter()
                .beginDict()
                .key("info")
                .encoded(torrent.info())
                .end()
                .toByteArray());
    }
}
