package org.seedbank.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.catalog.folder.DirectoryCatalog;
import org.seedbank.catalog.internal.files.FolderLock;

@Timeout(60)
final class FolderLockTest {

    private static final URI CATALOG = URI.create("dir:/data/catalog");
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(50);

    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch letGo = new CountDownLatch(1);
    private Future<Void> holder;

    @AfterEach
    void stop() throws InterruptedException {
        letGo.countDown();
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    /** Lets another thread begin its turn, which lasts until {@link #letGo}. */
    private void hold(Path path) throws InterruptedException {
        holder = threads.submit(() -> FolderLock.<Void>holding(path, CATALOG, LONG, () -> {
            held.countDown();
            letGo.await();
            return null;
        }));
        assertThat(held.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void threads_take_turns() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        List<Future<Integer>> turns = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            turns.add(threads.submit(() -> FolderLock.holding(folder, CATALOG, LONG, () -> {
                int now = inside.incrementAndGet();
                Files.createTempFile(folder, "turn", "");
                inside.decrementAndGet();
                return now;
            })));
        }

        for (Future<Integer> turn : turns) {
            assertThat(turn.get(30, TimeUnit.SECONDS)).isEqualTo(1);
        }
    }

    @Test
    void waiting_ends_after_the_time_allowed() throws Exception {
        hold(folder);

        assertThatThrownBy(() -> FolderLock.holding(folder, CATALOG, SHORT, () -> "never"))
                .isInstanceOf(CatalogException.Locked.class)
                .hasMessage("catalog 'dir:/data/catalog' was locked by another thread of this process "
                        + "for more than 50 ms");
        letGo.countDown();
        assertThat(holder.get(30, TimeUnit.SECONDS)).isNull();
        assertThat(FolderLock.holding(folder, CATALOG, SHORT, () -> "now").toString())
                .isEqualTo("now");
    }

    @Test
    void a_folder_reached_through_a_link_is_the_same_folder() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Files.createDirectory(folder.resolve("real")));
        hold(folder.resolve("real"));

        assertThatThrownBy(() -> FolderLock.holding(link, CATALOG, SHORT, () -> "never"))
                .isInstanceOf(CatalogException.Locked.class);
    }

    @Test
    void a_turn_inside_a_turn_ends_with_an_error_not_in_a_deadlock() {
        assertThatThrownBy(() -> FolderLock.holding(
                        folder, CATALOG, SHORT, () -> FolderLock.holding(folder, CATALOG, SHORT, () -> "never")))
                .isInstanceOf(CatalogException.Locked.class);
    }

    @Test
    void work_that_fails_gives_the_lock_back() throws Exception {
        assertThatThrownBy(() -> FolderLock.holding(folder, CATALOG, SHORT, () -> {
                    throw new IllegalStateException("broken work");
                }))
                .hasMessage("broken work");

        assertThat(FolderLock.holding(folder, CATALOG, SHORT, () -> "free").toString())
                .isEqualTo("free");
    }

    @Test
    void a_waiting_thread_can_be_interrupted() throws Exception {
        hold(folder);
        FutureTask<String> waiting = new FutureTask<>(() -> FolderLock.holding(folder, CATALOG, LONG, () -> "never"));
        Thread waiter = new Thread(waiting, "waiter");
        waiter.start();

        waiter.interrupt();

        assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InterruptedException.class);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whoever_may_write_to_the_folder_may_lock_it() throws Exception {
        Path shared = Files.createDirectory(folder.resolve("shared"));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwx--x"));

        assertThat(FolderLock.holding(shared, CATALOG, SHORT, () -> "done").toString())
                .isEqualTo("done");

        assertThat(Files.getPosixFilePermissions(shared.resolve(".seedbank.lock")))
                .containsAll(PosixFilePermissions.fromString("rw-rw----"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_link_in_place_of_the_lock_file_is_not_followed() throws Exception {
        Path precious = Files.writeString(folder.resolve("precious"), "somebody's thesis");
        Files.createSymbolicLink(folder.resolve(".seedbank.lock"), precious);

        assertThatThrownBy(() -> FolderLock.holding(folder, CATALOG, SHORT, () -> "never"))
                .isInstanceOf(IOException.class);
        assertThat(precious).hasContent("somebody's thesis");
    }

    @Test
    void a_slow_change_of_a_description_makes_others_wait() throws Exception {
        SampleDataset dataset = SampleDataset.number(1);
        Catalog patient = new DirectoryCatalog(folder);
        Catalog impatient = new DirectoryCatalog(folder, Clock.systemUTC(), SHORT);
        patient.post(dataset.draft(), dataset.metainfo());
        hold(folder);

        assertThatThrownBy(() -> impatient.withdraw(dataset.digest())).isInstanceOf(CatalogException.Locked.class);
        assertThat(impatient.list().entries()).hasSize(1);
    }
}
