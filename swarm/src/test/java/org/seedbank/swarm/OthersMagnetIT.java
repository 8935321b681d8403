package org.seedbank.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;

/** A magnet link becomes its torrent where its only seed is another client. Runs where Debian's python3-libtorrent is installed. */
class OthersMagnetIT {

    /** A libtorrent that is not ready yet says that it has no metainfo, and is then not asked again for a minute. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    private Path temp;

    @AutoClose
    private SwarmBench bench;

    @BeforeEach
    void open() {
        bench = new SwarmBench(temp);
    }

    @ParameterizedTest
    @CsvSource({"V1, ::1", "V2, 127.0.0.1", "V2, ::1", "HYBRID, 127.0.0.1", "HYBRID, ::1"})
    void libtorrent_for_python_alone_gives_the_whole_torrent(TorrentFormat format, String host) throws Exception {
        PythonPeer.require();
        bench.write("soil/depth.csv", SwarmBench.bytes(20_000_000));
        bench.write("soil/deep/ph.csv", SwarmBench.bytes(100_000));
        bench.write("soil/empty", new byte[0]);
        Metainfo torrent = bench.torrent(bench.path("soil"), format);
        Path file = bench.write("soil.torrent", torrent.bytes());

        try (OtherProcess python =
                PythonPeer.run("seed", file, bench.path(""), host.contains(":") ? "[" + host + "]" : host)) {
            int port = Integer.parseInt(python.readLine());
            Metainfo resolved = bench.swarm("fetcher")
                    .resolve(torrent.magnetLink(), List.of(new InetSocketAddress(host, port)), LIMIT);

            assertThat(resolved.infoHashV1()).isEqualTo(torrent.infoHashV1());
            assertThat(resolved.infoHashV2()).isEqualTo(torrent.infoHashV2());
        }
    }
}
