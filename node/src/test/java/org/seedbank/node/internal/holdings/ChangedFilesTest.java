package org.seedbank.node.internal.holdings;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.dataset.Dataset;
import org.seedbank.integrity.dataset.DatasetHasher;
import org.seedbank.integrity.dataset.DatasetScan;
import org.seedbank.integrity.dataset.PieceLength;
import org.seedbank.integrity.threads.LongLivedThreads;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;
import org.seedbank.node.api.Changes;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NewDataset;
import org.seedbank.node.internal.datasets.DatasetIntake;
import org.seedbank.node.internal.datasets.HeldDatasets;
import org.seedbank.node.internal.files.NodeResources;
import org.seedbank.node.internal.history.DatasetHistory;
import org.seedbank.node.internal.rates.InForce;
import org.seedbank.node.internal.store.AtWork;
import org.seedbank.node.internal.store.SampleState;
import org.seedbank.swarm.Swarm;
import org.seedbank.swarm.SwarmFolders;
import org.seedbank.swarm.SwarmKey;
import org.seedbank.swarm.SwarmSettings;
import org.seedbank.swarm.libtorrent.LibtorrentSwarm;

/** Files that change, or go, under a node that serves them. */
class ChangedFilesTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private HeldDatasets holdings;
    private Path root;
    private Metainfo torrent;
    private SwarmKey key;

    @BeforeEach
    void seed() throws Exception {
        root = Files.createDirectory(folder.resolve("soil"));
        Files.writeString(root.resolve("ph.csv"), "6.5\n");
        Files.writeString(root.resolve("depth.csv"), "10\n");
        Dataset dataset = DatasetScan.scan(root, false);
        torrent = Metainfo.parse(
                DatasetHasher.hash(dataset, TorrentFormat.HYBRID, new PieceLength(16 << 10), 1, Progress.NONE)
                        .write(List.of(), List.of(), "seedbank test", Optional.empty()));
        key = SwarmKey.of(torrent);
        SwarmFolders folders =
                new SwarmFolders(folder.resolve("native"), folder.resolve("resume"), folder.resolve("presence"));
        Swarm swarm = LibtorrentSwarm.open(SwarmSettings.local(folders, "1.2.3")
                .withListen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
        NodeResources means = new NodeResources(
                swarm,
                SampleState.store(folder.resolve("node")),
                DatasetHistory.NONE,
                new AtWork(folder.resolve("at-work")),
                0);
        holdings = HeldDatasets.open(means, () -> InForce.NOTHING, new LongLivedThreads());
        new DatasetIntake(holdings, means).add(NewDataset.published(torrent, root));
        await(DatasetState.SEEDING);
    }

    @AfterEach
    void close() {
        holdings.close();
    }

    @Test
    void a_changed_file_is_found_and_not_served_until_it_is_mended() throws Exception {
        Files.writeString(root.resolve("ph.csv"), "9.9\n");
        touch("ph.csv");
        holdings.lookForChangesNow();
        assertThat(await(DatasetState.DAMAGED).damaged()).containsExactly("ph.csv");

        Files.writeString(root.resolve("ph.csv"), "6.5\n");
        holdings.lookForChangesNow();
        assertThat(await(DatasetState.SEEDING).damaged()).isEmpty();
    }

    @Tag("thorough")
    @Test
    void a_changed_file_is_noticed_within_seconds_without_a_look_at_everything() throws Exception {
        Files.writeString(root.resolve("ph.csv"), "9.9\n");
        touch("ph.csv");
        assertThat(await(DatasetState.DAMAGED).damaged()).containsExactly("ph.csv");

        Files.writeString(root.resolve("ph.csv"), "6.5\n");
        assertThat(await(DatasetState.SEEDING).damaged()).isEmpty();
    }

    @Test
    void a_deleted_file_is_noticed_within_seconds() throws Exception {
        Files.delete(root.resolve("depth.csv"));

        assertThat(await(DatasetState.DAMAGED).damaged()).containsExactly("depth.csv");
    }

    @Test
    void a_deleted_file_is_found() throws Exception {
        Files.delete(root.resolve("depth.csv"));
        holdings.lookForChangesNow();

        assertThat(await(DatasetState.DAMAGED).damaged()).containsExactly("depth.csv");
    }

    @Test
    void a_touched_file_is_read_and_served_again() throws Exception {
        Instant before = holdings.view(key).verified().orElseThrow();
        touch("ph.csv");
        holdings.lookForChangesNow();

        DatasetView view =
                await(each -> each.verified().orElseThrow().isAfter(before) && each.state() == DatasetState.SEEDING);
        assertThat(view.damaged()).isEmpty();
    }

    @Test
    void a_file_that_became_a_link_is_not_served_though_its_target_has_the_right_bytes() throws Exception {
        Path moved = Files.move(root.resolve("ph.csv"), folder.resolve("moved"));
        Files.createSymbolicLink(root.resolve("ph.csv"), moved);
        holdings.lookForChangesNow();

        assertThat(await(DatasetState.DAMAGED).damaged()).containsExactly("ph.csv");
    }

    @Test
    void a_link_that_stays_inside_is_served_as_publishing_may_have_followed_it() throws Exception {
        Files.createDirectory(root.resolve("raw"));
        Files.move(root.resolve("ph.csv"), root.resolve("raw/ph.csv"));
        Files.createSymbolicLink(root.resolve("ph.csv"), Path.of("raw/ph.csv"));
        Instant before = holdings.view(key).verified().orElseThrow();
        holdings.lookForChangesNow();

        await(each -> each.state() == DatasetState.SEEDING
                && each.verified().orElseThrow().isAfter(before));
    }

    @Test
    void a_folder_that_became_a_link_is_not_served() throws Exception {
        Path moved = Files.move(root, folder.resolve("moved"));
        Files.createSymbolicLink(root, moved);
        holdings.lookForChangesNow();

        assertThat(await(DatasetState.DAMAGED).damaged()).containsExactly("depth.csv", "ph.csv");
    }

    @Test
    void another_file_with_the_same_length_and_time_is_read() throws Exception {
        FileTime time = Files.getLastModifiedTime(root.resolve("ph.csv"));
        Path other = Files.writeString(folder.resolve("other"), "9.9\n");
        Files.setLastModifiedTime(other, time);
        Files.move(other, root.resolve("ph.csv"), StandardCopyOption.REPLACE_EXISTING);
        holdings.lookForChangesNow();

        assertThat(await(DatasetState.DAMAGED).damaged()).containsExactly("ph.csv");
    }

    @Test
    void a_folder_that_is_gone_is_not_there() throws Exception {
        Files.move(root, folder.resolve("away"));
        holdings.lookNow();

        DatasetView view = await(DatasetState.NOT_THERE);
        assertThat(view.damaged()).isEmpty();
        assertThat(view.why()).contains("nothing of it is at '%s'; it goes on when it is back".formatted(root));
    }

    private void touch(String name) throws Exception {
        Files.setLastModifiedTime(root.resolve(name), FileTime.from(Instant.parse("2031-05-01T12:00:00Z")));
    }

    private DatasetView await(DatasetState state) throws InterruptedException {
        return await(view -> view.state() == state);
    }

    private DatasetView await(Predicate<DatasetView> reached) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        long seen = 0;
        DatasetView view = holdings.view(key);
        while (!reached.test(view) && System.nanoTime() < deadline) {
            seen = holdings.changes(seen, Duration.ofSeconds(1))
                    .map(Changes::number)
                    .orElse(seen);
            view = holdings.view(key);
        }
        assertThat(view).matches(reached);
        return view;
    }
}
