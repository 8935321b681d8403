package org.seedbank.catalog.internal.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.Freshness;
import org.seedbank.catalog.Listing;
import org.seedbank.catalog.internal.files.FolderLock;
import org.seedbank.database.Database;

/** Several who refresh one index at the same time. */
@Timeout(60)
final class RefreshInTurnsTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(50);

    @TempDir
    Path folder;

    private final SetClock clock = new SetClock(Items.NOON);
    private final FakeRemote remote = new FakeRemote(clock);
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final CountDownLatch asking = new CountDownLatch(1);
    private final CountDownLatch answer = new CountDownLatch(1);

    @AfterEach
    void stop() throws InterruptedException {
        answer.countDown();
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    private LocalIndex index(Duration lockWait) {
        return new LocalIndex(folder, remote, clock, lockWait);
    }

    /** Lets another begin a refresh that lasts until {@link #answer}. */
    private Future<Listing> refreshing(Callable<Listing> call) throws InterruptedException {
        remote.next(() -> {
            asking.countDown();
            answer.await();
        });
        Future<Listing> first = threads.submit(call);
        assertThat(asking.await(30, TimeUnit.SECONDS)).isTrue();
        return first;
    }

    @Test
    void the_second_takes_what_the_first_was_answered() throws Exception {
        remote.hold(Items.dataset("aaaaaa", "Soil"));
        Future<Listing> first = refreshing(() -> index(LONG).list(Freshness.NOW));
        Future<Listing> second = threads.submit(() -> index(LONG).list(Freshness.NOW));

        answer.countDown();

        assertThat(first.get(30, TimeUnit.SECONDS).entries()).hasSize(1);
        assertThat(second.get(30, TimeUnit.SECONDS).entries()).hasSize(1);
        assertThat(remote.asked()).containsExactly("whole");
    }

    @Test
    void who_asks_for_what_is_newer_than_the_first_was_answered_asks_again() throws Exception {
        Future<Listing> first = refreshing(() -> index(LONG).list(Freshness.NOW));
        clock.pass(Duration.ofSeconds(1));
        remote.hold(Items.dataset("aaaaaa", "Soil"));
        Future<Listing> second = threads.submit(() -> index(LONG).list(Freshness.NOW));

        answer.countDown();

        assertThat(first.get(30, TimeUnit.SECONDS)).isNotNull();
        assertThat(second.get(30, TimeUnit.SECONDS).entries()).hasSize(1);
        assertThat(remote.asked()).containsExactly("whole", "changes");
    }

    @Test
    void a_refresh_that_hangs_keeps_nobody_from_what_is_stored() throws Exception {
        remote.hold(Items.dataset("aaaaaa", "Soil"));
        index(LONG).list(Freshness.RECENT);
        clock.pass(Duration.ofHours(1));
        Future<Listing> hanging = refreshing(() -> index(LONG).list(Freshness.RECENT));

        Listing stored = index(SHORT).list(Freshness.STORED);
        Listing recent = index(SHORT).list(Freshness.RECENT);

        assertThat(stored.entries()).hasSize(1);
        assertThat(recent.entries()).hasSize(1);
        assertThat(recent.asOf().orElseThrow().unreachable()).get().isInstanceOf(CatalogException.Locked.class);
        assertThatThrownBy(() -> index(SHORT).list(Freshness.NOW)).isInstanceOf(CatalogException.Locked.class);
        answer.countDown();
        assertThat(hanging.get(30, TimeUnit.SECONDS).entries()).hasSize(1);
    }

    @Test
    void what_was_put_during_a_refresh_that_hangs_is_known_to_this_process() throws Exception {
        Future<Listing> hanging = refreshing(() -> index(LONG).list(Freshness.RECENT));
        LocalIndex index = index(SHORT);

        index.put(Items.dataset("bbbbbb", "Rain"));

        assertThat(index.require(Items.digest("bbbbbb")).id()).isEqualTo("bbbbbb");
        answer.countDown();
        assertThat(hanging.get(30, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void another_process_that_refreshes_is_waited_for_and_its_result_taken() throws Exception {
        Process other = otherProcess();
        try {
            assertThat(other.getInputStream().read()).isEqualTo('l');
            remote.failNext();
            Future<Listing> waiting = threads.submit(() -> index(LONG).list(Freshness.RECENT));
            other.getOutputStream().write('g');
            other.getOutputStream().flush();

            assertThat(waiting.get(50, TimeUnit.SECONDS).entries()).hasSize(1);
            assertThat(remote.asked()).isEmpty();
            assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    private Process otherProcess() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:-UsePerfData",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Takes the turn, says so, and refreshes when it is told to. */
    static final class OtherProcess {

        private OtherProcess() {}

        public static void main(String[] args) throws Exception {
            Path folder = Path.of(args[0]);
            FolderLock.holding(folder, FakeRemote.URI_OF_IT, LONG, () -> {
                System.out.print('l');
                System.out.flush();
                System.in.read();
                // The lock is not reentrant, and this process has its turn.
                try (Database database = Database.open(IndexFiles.in(folder).settings())) {
                    GatheredItems found = new GatheredItems(database, FakeRemote.URI_OF_IT);
                    found.put(Items.dataset("aaaaaa", "Soil"));
                    found.write();
                    database.write(connection -> {
                        long catalog = CatalogTable.make(connection, FakeRemote.URI_OF_IT);
                        ItemTable.replaceAll(connection, catalog, Items.NOON);
                        Renumbering.run(connection, catalog);
                        CatalogTable.answered(connection, catalog, Items.NOON, new Refreshed.Whole(Map.of()));
                    });
                }
                return "written";
            });
        }
    }
}
