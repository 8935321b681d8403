package org.seedbank.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.catalog.PostingProcess.Acknowledged;
import org.seedbank.catalog.folder.DirectoryCatalog;
import org.seedbank.catalog.folder.HighestSerial;
import org.seedbank.integrity.torrent.Metainfo;

/** Writers that are killed, or find the disk full, at any moment. */
@Timeout(240)
final class DyingWriterIT {

    private static final int ROUNDS = 12;
    private static final int MORE_THAN_IT_WILL_POST = 1_000_000;

    @TempDir
    Path folder;

    @Test
    void a_killed_writer_leaves_whole_entries_and_a_free_lock() throws Exception {
        Random random = new Random(20240517);
        List<Acknowledged> acknowledged = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            int first = round * MORE_THAN_IT_WILL_POST;
            try (PostingProcess writer = PostingProcess.start(folder, first, first + MORE_THAN_IT_WILL_POST)) {
                int posts = 1 + random.nextInt(5);
                for (int i = 0; i < posts; i++) {
                    acknowledged.add(Acknowledged.parse(writer.line()));
                }
                assertThat(writer.process().waitFor(random.nextInt(8), TimeUnit.MILLISECONDS))
                        .isFalse();
            }
            assertEveryEntryIsWhole();
        }

        Listing listing = new DirectoryCatalog(folder).list();
        for (Acknowledged each : acknowledged) {
            assertThat(listing.bySerial(each.serial()).orElseThrow().entry().digest())
                    .isEqualTo(SampleDataset.number(each.number()).digest());
        }
    }

    private void assertEveryEntryIsWhole() throws InterruptedException {
        Catalog catalog = new DirectoryCatalog(folder);
        Listing listing = catalog.list();
        assertThat(listing.warnings()).isEmpty();
        for (Listed listed : listing.entries()) {
            byte[] torrent = catalog.torrent(listed.entry().digest());
            EntryCheck.requireAgreement(listed.entry(), Metainfo.parse(torrent));
        }
    }

    /** A limit on the length of files fails a write in its middle, as a full disk does. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_write_that_stops_in_the_middle_is_refused_and_leaves_nothing() throws Exception {
        List<String> sixteenKibibytes = List.of("bash", "-c", "ulimit -f 16; exec \"$@\"", "bash");
        String said;
        try (PostingProcess writer = PostingProcess.start(sixteenKibibytes, folder, -1, -1)) {
            said = writer.line();
        }

        assertThat(said)
                .contains("CatalogException$Refused")
                .endsWith("cannot write to catalog 'dir:%s': File too large".formatted(folder));
        assertThat(filesLeft()).containsExactlyInAnyOrder(".seedbank.lock", HighestSerial.NAME);
    }

    private List<String> filesLeft() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
