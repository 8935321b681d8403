package org.seedbank.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.InfoHash;
import org.seedbank.integrity.Metainfo;
import org.seedbank.integrity.TorrentFormat;

/** Processes of one machine find each other through files whose locks die with their owners. */
class LocalPeersTest {

    private static final InfoHash INFO_HASH = new InfoHash("0123456789abcdef0123456789abcdef01234567");
    private static final SwarmKey KEY = SwarmKey.of(INFO_HASH);
    private static final InetSocketAddress ADDRESS = new InetSocketAddress(InetAddress.getLoopbackAddress(), 6881);

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

    @Test
    void what_is_announced_is_seen_until_it_is_withdrawn() {
        LocalPeers peers = LocalPeers.in(temp);

        Announcement announcement = peers.announce(KEY, new Presence(LocalActivity.FETCHING, ADDRESS));
        assertThat(peers.activity(INFO_HASH)).contains(LocalActivity.FETCHING);
        assertThat(peers.addresses(KEY)).containsExactly(ADDRESS);
        announcement.change(new Presence(LocalActivity.SEEDING, ADDRESS));
        assertThat(peers.activity(INFO_HASH)).contains(LocalActivity.SEEDING);
        announcement.close();

        assertThat(peers.activity(INFO_HASH)).isEmpty();
        assertThat(peers.addresses(KEY)).isEmpty();
    }

    @Test
    void seeding_wins_when_several_have_it() {
        LocalPeers peers = LocalPeers.in(temp);
        InetSocketAddress other = new InetSocketAddress(InetAddress.getLoopbackAddress(), 6882);

        try (Announcement first = peers.announce(KEY, new Presence(LocalActivity.SEEDING, ADDRESS));
                Announcement second = peers.announce(KEY, new Presence(LocalActivity.FETCHING, other))) {
            assertThat(peers.activity(INFO_HASH)).contains(LocalActivity.SEEDING);
            assertThat(peers.addresses(KEY)).containsExactlyInAnyOrder(ADDRESS, other);
            assertThat(first).isNotSameAs(second);
        }
    }

    @Test
    void all_activities_are_seen_at_once() throws Exception {
        LocalPeers peers = LocalPeers.in(temp.resolve("presence"));
        assertThat(peers.activities().of(INFO_HASH)).isEmpty();
        InfoHash v2 = new InfoHash("f".repeat(64));
        bench.write("presence/notes.txt", new byte[1]);
        bench.write("presence/" + "0".repeat(40), new byte[1]);

        try (Announcement first = peers.announce(KEY, new Presence(LocalActivity.SEEDING, ADDRESS));
                Announcement second = peers.announce(SwarmKey.of(v2), new Presence(LocalActivity.FETCHING, ADDRESS))) {
            LocalActivities activities = peers.activities();

            assertThat(activities.of(INFO_HASH)).contains(LocalActivity.SEEDING);
            assertThat(activities.of(v2)).contains(LocalActivity.FETCHING);
            assertThat(activities.of(new InfoHash("0".repeat(40)))).isEmpty();
            assertThat(first).isNotSameAs(second);
        }
    }

    @Test
    void a_file_without_its_owner_is_stale_and_deleted() throws Exception {
        Path stale = bench.write(
                KEY.hex() + "/4711-6881-deadbeef", "seeding 127.0.0.1 6881\n".getBytes(StandardCharsets.US_ASCII));

        assertThat(LocalPeers.in(temp).activity(INFO_HASH)).isEmpty();

        assertThat(stale).doesNotExist();
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
        }
    }

    /** The other process. */
    static final class Announcer {

        private Announcer() {}

        public static void main(String[] args) throws Exception {
            Announcement announcement =
                    LocalPeers.in(Path.of(args[0])).announce(KEY, new Presence(LocalActivity.SEEDING, ADDRESS));
            System.out.println("announced");
            System.in.read();
            announcement.close();
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
