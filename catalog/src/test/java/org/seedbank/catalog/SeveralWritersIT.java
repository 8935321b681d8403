package org.seedbank.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.catalog.PostingProcess.Acknowledged;
import org.seedbank.catalog.folder.DirectoryCatalog;
import org.seedbank.catalog.names.Catalogs;

/** Threads and processes that post to one folder at the same time. */
@Timeout(240)
final class SeveralWritersIT {

    private static final int EACH = 25;

    @TempDir
    Path folder;

    @Test
    void every_post_keeps_the_serial_it_was_given_while_others_post_and_list() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<List<Acknowledged>>> writers = new ArrayList<>();
        try {
            for (int writer = 0; writer < 3; writer++) {
                int first = 1000 * writer;
                writers.add(threads.submit(() -> inAnotherProcess(first)));
            }
            for (int writer = 3; writer < 6; writer++) {
                int first = 1000 * writer;
                writers.add(threads.submit(() -> inThisProcess(first)));
            }
            threads.submit(growingListings(writers)).get();
            for (Future<List<Acknowledged>> writer : writers) {
                assertListedAs(writer.get());
            }
        } finally {
            threads.shutdownNow();
            assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(new DirectoryCatalog(folder).list().entries()).hasSize(6 * EACH);
        assertThat(new DirectoryCatalog(folder).list().warnings()).isEmpty();
    }

    @Test
    void writers_of_the_same_datasets_add_each_once() throws Exception {
        try (PostingProcess one = PostingProcess.start(folder, 1, EACH);
                PostingProcess two = PostingProcess.start(folder, 1, EACH)) {
            assertThat(one.rest()).hasSize(EACH).isEqualTo(two.rest());
        }
        assertThat(new DirectoryCatalog(folder).list().entries()).hasSize(EACH);
    }

    /** Lists until all writers are done; each listing begins with all that the one before it held. */
    private Callable<Void> growingListings(List<Future<List<Acknowledged>>> writers) {
        return () -> {
            Catalog reader = Catalogs.in(folder);
            List<Listed> before = List.of();
            while (writers.stream().anyMatch(writer -> !writer.isDone())) {
                Listing listing = reader.list();
                assertThat(listing.warnings()).isEmpty();
                assertThat(listing.entries()).hasSizeGreaterThanOrEqualTo(before.size());
                assertThat(listing.entries().subList(0, before.size())).isEqualTo(before);
                before = listing.entries();
            }
            return null;
        };
    }

    private List<Acknowledged> inAnotherProcess(int first) throws Exception {
        try (PostingProcess process = PostingProcess.start(folder, first, first + EACH - 1)) {
            List<Acknowledged> acknowledged = process.rest();
            assertThat(acknowledged).hasSize(EACH);
            return acknowledged;
        }
    }

    private List<Acknowledged> inThisProcess(int first) throws InterruptedException {
        Catalog catalog = new DirectoryCatalog(folder);
        List<Acknowledged> acknowledged = new ArrayList<>();
        for (int number = first; number < first + EACH; number++) {
            SampleDataset dataset = SampleDataset.number(number);
            Posted posted = catalog.post(dataset.draft(), dataset.metainfo());
            acknowledged.add(new Acknowledged(number, posted.listed().serial()));
        }
        return acknowledged;
    }

    private void assertListedAs(List<Acknowledged> acknowledged) throws InterruptedException {
        Listing listing = new DirectoryCatalog(folder).list();
        for (Acknowledged each : acknowledged) {
            assertThat(listing.bySerial(each.serial()).orElseThrow().entry().digest())
                    .isEqualTo(SampleDataset.number(each.number()).digest());
        }
    }
}
