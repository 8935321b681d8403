package org.seedbank.node.internal.watching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.threads.LongLivedThreads;
import org.seedbank.swarm.SwarmKey;

@Tag("thorough")
class FolderWatchTest {

    private static final SwarmKey SOIL = new SwarmKey("a".repeat(40));
    private static final SwarmKey ICE = new SwarmKey("b".repeat(40));

    @TempDir
    Path folder;

    private final BlockingQueue<SwarmKey> told = new LinkedBlockingQueue<>();
    private FolderWatch watch;

    private final FolderWatch.Listener listener = new FolderWatch.Listener() {
        @Override
        public void changed(SwarmKey dataset) {
            told.add(dataset);
        }

        @Override
        public void lostTrack() {}
    };

    @BeforeEach
    void open() throws Exception {
        assumeThat(WatchBudget.ofThisSystem()).isPositive();
        Files.createDirectories(folder.resolve("soil/raw"));
        Files.createDirectories(folder.resolve("ice"));
    }

    @AfterEach
    void close() {
        if (watch != null) {
            watch.close();
        }
    }

    @Test
    void tells_once_of_what_it_begins_to_watch_and_then_of_each_change() throws Exception {
        open(10);
        watch.follow(List.of(soil()));
        assertThat(next()).isEqualTo(SOIL);

        Files.writeString(folder.resolve("soil/raw/a.bin"), "1");

        assertThat(next()).isEqualTo(SOIL);
    }

    @Test
    void a_folder_that_was_replaced_is_watched_on() throws Exception {
        open(10);
        watch.follow(List.of(soil()));
        assertThat(next()).isEqualTo(SOIL);
        Files.move(folder.resolve("soil/raw"), folder.resolve("away"));
        Files.createDirectory(folder.resolve("soil/raw"));
        assertThat(next()).isEqualTo(SOIL);

        Files.writeString(folder.resolve("soil/raw/a.bin"), "1");

        assertThat(next()).isEqualTo(SOIL);
    }

    @Test
    void of_a_single_file_its_neighbours_do_not_matter() throws Exception {
        open(10);
        Path file = Files.writeString(folder.resolve("ice.txt"), "1");
        watch.follow(List.of(new WatchedDataset(
                ICE,
                file,
                true,
                1,
                1,
                () -> new WatchedDataset.Places(Set.of(folder), Optional.of(file.getFileName())))));
        assertThat(next()).isEqualTo(ICE);

        Files.writeString(folder.resolve("other.txt"), "1");
        assertThat(told.poll(4, TimeUnit.SECONDS)).isNull();

        Files.writeString(file, "2", StandardOpenOption.APPEND);
        assertThat(next()).isEqualTo(ICE);
    }

    @Test
    void where_there_is_no_room_for_all_originals_come_before_copies() throws Exception {
        open(2);
        watch.follow(List.of(ice(false), soil()));
        assertThat(next()).isEqualTo(SOIL);

        Files.writeString(folder.resolve("ice/a.bin"), "1");
        Files.writeString(folder.resolve("soil/a.bin"), "1");

        assertThat(next()).isEqualTo(SOIL);
        assertThat(told).isEmpty();
    }

    @Test
    void what_is_not_followed_any_more_gives_its_room_to_others() throws Exception {
        open(2);
        watch.follow(List.of(ice(false), soil()));
        assertThat(next()).isEqualTo(SOIL);

        watch.follow(List.of(ice(false)));

        assertThat(next()).isEqualTo(ICE);
    }

    @Test
    void ends_when_it_is_closed() throws Exception {
        open(2);
        watch.follow(List.of(soil()));
        assertThat(next()).isEqualTo(SOIL);

        watch.close();

        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("seedbank-node-watch");
    }

    @Test
    void a_quarter_of_the_systems_room_is_used_and_none_where_it_cannot_tell() throws Exception {
        assertThat(WatchBudget.of(Files.writeString(folder.resolve("limit"), "8192\n")))
                .isEqualTo(2048);
        assertThat(WatchBudget.of(Files.writeString(folder.resolve("limit"), "99999999\n")))
                .isEqualTo(50_000);
        assertThat(WatchBudget.of(folder.resolve("none"))).isZero();
        assertThat(FolderWatch.open(0, listener, new LongLivedThreads())).isEmpty();
    }

    private void open(int budget) {
        watch = FolderWatch.open(budget, listener, new LongLivedThreads()).orElseThrow();
    }

    private SwarmKey next() throws InterruptedException {
        return told.poll(60, TimeUnit.SECONDS);
    }

    private WatchedDataset soil() {
        return new WatchedDataset(
                SOIL,
                folder.resolve("soil"),
                true,
                1,
                2,
                () -> new WatchedDataset.Places(
                        Set.of(folder.resolve("soil"), folder.resolve("soil/raw")), Optional.empty()));
    }

    private WatchedDataset ice(boolean published) {
        return new WatchedDataset(
                ICE,
                folder.resolve("ice"),
                published,
                1000,
                1,
                () -> new WatchedDataset.Places(Set.of(folder.resolve("ice")), Optional.empty()));
    }
}
