package org.seedbank.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;

/** Other clients fetch from us and we from them, byte for byte. Runs where Debian's packages of them are installed. */
class InteropIT {

    private static final int LARGE = 2_500_000;

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
    void libtorrent_for_python_computes_the_same_infohashes(TorrentFormat format) throws Exception {
        PythonPeer.require();
        Metainfo torrent = bench.torrent(writeSoil(), format);

        try (OtherProcess python = PythonPeer.run("infohashes", torrentFile(torrent))) {
            assertThat(python.readLine())
                    .isEqualTo(torrent.infoHashV1().map(InfoHash::hex).orElse("-"));
            assertThat(python.readLine())
                    .isEqualTo(torrent.infoHashV2().map(InfoHash::hex).orElse("-"));
        }
    }

    @ParameterizedTest
    @EnumSource(TorrentFormat.class)
    void libtorrent_for_python_fetches_from_us(TorrentFormat format) throws Exception {
        PythonPeer.require();
        Path soil = writeSoil();
        Metainfo torrent = bench.torrent(soil, format);
        Swarm seeder = bench.seeding("seeder", torrent, soil);

        try (OtherProcess python = PythonPeer.run("fetch", torrentFile(torrent), bench.path("theirs"), seeder.port())) {
            assertThat(python.exitCode()).isZero();
        }

        assertThat(SwarmBench.content(bench.path("theirs/soil"))).isEqualTo(SwarmBench.content(soil));
    }

    @ParameterizedTest
    @EnumSource(TorrentFormat.class)
    void we_fetch_from_libtorrent_for_python(TorrentFormat format) throws Exception {
        PythonPeer.require();
        Path soil = writeSoil();
        Metainfo torrent = bench.torrent(soil, format);

        try (OtherProcess python = PythonPeer.run("seed", torrentFile(torrent), soil.getParent())) {
            int port = Integer.parseInt(python.readLine());
            FetchPlan plan =
                    FetchPlan.everything().from(List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
            SwarmBench.land(bench.swarm("fetcher").fetch(torrent, bench.path("ours/soil"), plan));
        }

        assertThat(SwarmBench.content(bench.path("ours/soil"))).isEqualTo(SwarmBench.content(soil));
    }

    /** Only v1: aria2 1.36 drops empty keys, so it has another infohash for every hybrid (aria2/aria2#1927). */
    @Test
    void aria2_fetches_from_us() throws Exception {
        requireAria2();
        Path soil = writeSoil();
        try (TestTracker tracker = TestTracker.start()) {
            Metainfo torrent = bench.torrent(soil, TorrentFormat.V1, tracker.url());
            bench.seeding("seeder", torrent, soil);

            try (OtherProcess aria2 = aria2(bench.path("theirs"), torrent, "--seed-time=0")) {
                assertThat(aria2.exitCode()).isZero();
            }
        }

        assertThat(SwarmBench.content(bench.path("theirs/soil"))).isEqualTo(SwarmBench.content(soil));
    }

    @Test
    void we_fetch_from_aria2() throws Exception {
        requireAria2();
        Path soil = writeSoil();
        try (TestTracker tracker = TestTracker.start()) {
            Metainfo torrent = bench.torrent(soil, TorrentFormat.V1, tracker.url());

            try (OtherProcess aria2 = aria2(soil.getParent(), torrent, "--check-integrity=true", "--seed-ratio=0.0")) {
                SwarmBench.land(bench.swarm("fetcher").fetch(torrent, bench.path("ours/soil"), FetchPlan.everything()));
                aria2.kill();
            }
        }

        assertThat(SwarmBench.content(bench.path("ours/soil"))).isEqualTo(SwarmBench.content(soil));
    }

    /**
     * These do not know each other. Once one copy was sent, each has some of the pieces, and is told of all others in the middle
     * of its connection, where BEP 3 allows no bitfield.
     */
    @Test
    void aria2_and_libtorrent_for_python_both_get_all_of_an_original() throws Exception {
        requireAria2();
        PythonPeer.require();
        Path soil = writeLarge();
        try (TestTracker tracker = TestTracker.start()) {
            Metainfo known = bench.torrent(soil, TorrentFormat.V1, 64 << 10, tracker.url());
            Metainfo torrent = bench.torrent(soil, TorrentFormat.V1, 64 << 10);
            Swarm publisher = bench.swarm("publisher");
            Transfer original = original(publisher, known, soil);

            try (OtherProcess aria2 = aria2(bench.path("theirs"), known, "--seed-time=0");
                    OtherProcess python = PythonPeer.run(
                            "fetch",
                            bench.write("other.torrent", torrent.bytes()),
                            bench.path("others"),
                            publisher.port())) {
                assertThat(aria2.exitCode()).isZero();
                assertThat(python.exitCode()).isZero();
            }
            SwarmBench.await(() -> original.status().traffic().uploaded() > LARGE * 3 / 2);
        }

        assertThat(SwarmBench.content(bench.path("theirs/soil"))).isEqualTo(SwarmBench.content(soil));
        assertThat(SwarmBench.content(bench.path("others/soil"))).isEqualTo(SwarmBench.content(soil));
    }

    private static Transfer original(Swarm publisher, Metainfo torrent, Path soil) throws Exception {
        publisher.limit(SwarmLimits.rates(Optional.of(1_000_000L), Optional.empty()));
        Transfer original = publisher.seedOriginal(torrent, soil, true);
        original.awaitSeeding(SwarmBench.PATIENCE);
        return original;
    }

    private Path writeLarge() throws Exception {
        bench.write("published/soil/depth.csv", SwarmBench.bytes(LARGE));
        return bench.path("published/soil");
    }

    private Path writeSoil() throws Exception {
        bench.write("published/soil/depth.csv", SwarmBench.bytes(300_000));
        bench.write("published/soil/ph.csv", SwarmBench.bytes(16 << 10));
        bench.write("published/soil/empty.csv", new byte[0]);
        bench.write("published/soil/deep/er/one byte", new byte[] {7});
        return bench.path("published/soil");
    }

    private Path torrentFile(Metainfo torrent) throws Exception {
        return bench.write("soil.torrent", torrent.bytes());
    }

    private static void requireAria2() {
        assumeTrue(OtherProcess.isInstalled("aria2c"), "aria2 is not installed");
    }

    private OtherProcess aria2(Path folder, Metainfo torrent, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "aria2c",
                "--no-conf",
                "--quiet",
                "--allow-overwrite=true",
                "--enable-dht=false",
                "--enable-dht6=false",
                "--bt-enable-lpd=false",
                "--enable-peer-exchange=false",
                "--follow-torrent=false",
                "--file-allocation=none",
                "--listen-port=40000-60000",
                "--dir=" + folder));
        command.addAll(List.of(options));
        command.add(torrentFile(torrent).toString());
        return OtherProcess.program(command);
    }
}
