package org.seedbank.swarm.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;
import org.seedbank.swarm.FetchPlan;
import org.seedbank.swarm.OtherProcess;
import org.seedbank.swarm.Swarm;
import org.seedbank.swarm.SwarmBench;
import org.seedbank.swarm.SwarmKey;
import org.seedbank.swarm.SwarmSettings;
import org.seedbank.swarm.Transfer;

/** Processes of one machine find each other through files whose locks die with their owners. */
class LocalPeersTest {

    private static final InfoHash INFO_HASH = new InfoHash("0123456789abcdef0123456789abcdef01234567");
    private static final SwarmKey KEY = SwarmKey.of(INFO_HASH);
    private static final InetSocketAddress ADDRESS = new InetSocketAddress(InetAddress.getLoopbackAddress(), 6881);

    private static final byte[] SEEDING = "seeding 127.0.0.1 6881\n".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path temp;

    @AutoClose
    private SwarmBench bench;

    @BeforeEach
    void open() {
        bench = new SwarmBench(temp);
    }

    @Test
    void what_is_announced_is_seen_until_it_is_withdrawn() {
        LocalPeers peers = LocalPeers.in(temp);

        LocalSession session = new LocalSession(peers, () -> ADDRESS);
        Announcement announcement = session.announce(KEY, LocalActivity.FETCHING);
        assertThat(peers.activity(INFO_HASH)).contains(LocalActivity.FETCHING);
        assertThat(peers.addresses(KEY)).containsExactly(ADDRESS);
        announcement.change(LocalActivity.SEEDING);
        assertThat(peers.activity(INFO_HASH)).contains(LocalActivity.SEEDING);
        announcement.close();

        assertThat(peers.activity(INFO_HASH)).isEmpty();
        assertThat(peers.addresses(KEY)).isEmpty();
        session.close();
        assertThat(temp.resolve("sessions")).isEmptyDirectory();
    }

    @Test
    void seeding_wins_when_several_have_it() {
        LocalPeers peers = LocalPeers.in(temp);
        InetSocketAddress other = new InetSocketAddress(InetAddress.getLoopbackAddress(), 6882);

        try (LocalSession first = new LocalSession(peers, () -> ADDRESS);
                LocalSession second = new LocalSession(peers, () -> other)) {
            first.announce(KEY, LocalActivity.SEEDING);
            second.announce(KEY, LocalActivity.FETCHING);

            assertThat(peers.activity(INFO_HASH)).contains(LocalActivity.SEEDING);
            assertThat(peers.addresses(KEY)).containsExactlyInAnyOrder(ADDRESS, other);
        }
        assertThat(peers.activity(INFO_HASH)).isEmpty();
    }

    @Test
    void all_activities_are_seen_at_once() throws Exception {
        LocalPeers peers = LocalPeers.in(temp.resolve("presence"));
        assertThat(peers.activities()).isEmpty();
        InfoHash v2 = new InfoHash("f".repeat(64));
        bench.write("presence/notes.txt", new byte[1]);
        bench.write("presence/" + "0".repeat(40), new byte[1]);

        try (LocalSession session = new LocalSession(peers, () -> ADDRESS)) {
            session.announce(KEY, LocalActivity.SEEDING);
            session.announce(SwarmKey.of(v2), LocalActivity.FETCHING);

            assertThat(peers.activities())
                    .isEqualTo(Map.of(KEY, LocalActivity.SEEDING, SwarmKey.of(v2), LocalActivity.FETCHING));
        }
    }

    @Test
    void what_bears_the_name_of_no_session_is_stale_and_deleted() throws Exception {
        Path stale = bench.write(KEY.hex() + "/4711-6881-deadbeef", SEEDING);

        assertThat(LocalPeers.in(temp).activity(INFO_HASH)).isEmpty();

        assertThat(stale).doesNotExist();
    }

    @Test
    void a_session_without_its_lock_is_stale_and_deleted() throws Exception {
        Path presence = bench.write(KEY.hex() + "/4711-6881-deadbeef", SEEDING);
        Path session = bench.write("sessions/4711-6881-deadbeef", new byte[0]);

        assertThat(LocalPeers.in(temp).activities()).isEmpty();

        assertThat(session).doesNotExist();
        assertThat(presence).doesNotExist();
    }

    @Test
    void many_torrents_hold_one_file_open() throws Exception {
        LocalPeers peers = LocalPeers.in(temp);
        try (LocalSession session = new LocalSession(peers, () -> ADDRESS)) {
            session.announce(KEY, LocalActivity.SEEDING);
            long before = openFiles();
            for (int i = 0; i < 200; i++) {
                session.announce(new SwarmKey("%040x".formatted(i)), LocalActivity.SEEDING);
            }

            assertThat(openFiles()).isLessThan(before + 50);
            assertThat(peers.activities()).containsEntry(new SwarmKey("%040x".formatted(199)), LocalActivity.SEEDING);
        }
    }

    private static long openFiles() throws Exception {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.count();
        }
    }

    @Test
    void an_announcement_of_another_process_is_seen_until_that_process_is_killed() throws Exception {
        try (OtherProcess other = OtherProcess.java(Announcer.class, temp.toString())) {
            assertThat(other.readLine()).isEqualTo("announced");
            assertThat(LocalPeers.in(temp).activity(INFO_HASH)).contains(LocalActivity.SEEDING);
            assertThat(LocalPeers.in(temp).addresses(KEY)).containsExactly(ADDRESS);

            other.kill();

            assertThat(LocalPeers.in(temp).activity(INFO_HASH)).isEmpty();
            assertThat(temp.resolve(KEY.hex())).isEmptyDirectory();
            assertThat(temp.resolve("sessions")).isEmptyDirectory();
        }
    }

    /** The other process. */
    static final class Announcer {

        private Announcer() {}

        public static void main(String[] args) throws Exception {
            try (LocalSession session = new LocalSession(LocalPeers.in(Path.of(args[0])), () -> ADDRESS)) {
                session.announce(KEY, LocalActivity.SEEDING);
                System.out.println("announced");
                System.in.read();
            }
        }
    }

    @Test
    void sessions_of_one_machine_need_no_other_introduction() throws Exception {
        Metainfo torrent = soil();
        SwarmSettings machine = bench.settings("machine");
        Swarm seeder = bench.open(machine);
        seeder.seed(torrent, bench.path("soil")).awaitSeeding(SwarmBench.PATIENCE);

        SwarmBench.finish(bench.open(machine).fetch(torrent, bench.path("copies/soil"), FetchPlan.everything()));

        assertThat(LocalPeers.in(machine.folders().presence()).activity(torrent))
                .contains(LocalActivity.SEEDING);
    }

    @Test
    void a_fetch_finds_a_seeder_that_starts_later() throws Exception {
        Metainfo torrent = soil();
        SwarmSettings machine = bench.settings("machine");
        LocalPeers peers = LocalPeers.in(machine.folders().presence());
        Transfer fetching = bench.open(machine).fetch(torrent, bench.path("copies/soil"), FetchPlan.everything());

        bench.open(machine).seed(torrent, bench.path("soil")).awaitSeeding(SwarmBench.PATIENCE);
        SwarmBench.finish(fetching);

        bench.close();
        assertThat(peers.activity(torrent)).isEmpty();
        assertThat(Files.isDirectory(machine.folders().presence())).isTrue();
    }

    private Metainfo soil() throws Exception {
        bench.write("soil/depth.csv", SwarmBench.bytes(100_000));
        return bench.torrent(bench.path("soil"), TorrentFormat.HYBRID);
    }
}
