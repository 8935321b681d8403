package org.seedbank.catalog.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.Freshness;
import org.seedbank.catalog.SampleDataset;
import org.seedbank.catalog.drive.DriveBench.Person;
import org.seedbank.catalog.drive.emulator.Fault;

/** Every page has a next one. */
final class EndlessListingsTest {

    private static final SampleDataset FIRST = SampleDataset.number(1);
    private static final SampleDataset SECOND = SampleDataset.number(2);
    private static final String FILES = "/drive/v3/files";
    private static final String CHANGES = "/drive/v3/changes";

    @TempDir
    Path folder;

    private DriveBench bench;
    private Person publisher;
    private DriveLocation location;

    @BeforeEach
    void publish() throws InterruptedException {
        bench = new DriveBench(folder);
        publisher = bench.publisher("meadow");
        location = bench.folderOf(publisher);
        bench.catalog(location, publisher).post(FIRST.draft(), FIRST.metainfo());
        bench.emulator().requests().clear();
    }

    @AfterEach
    void stopDrive() {
        bench.close();
    }

    private void everyPage(String path, String answer) {
        AtomicInteger number = new AtomicInteger();
        bench.emulator()
                .faults()
                .next(
                        9_999,
                        asked -> asked.path().equals(path),
                        Fault.instead(() -> answer.replace("N", "" + number.incrementAndGet())));
    }

    private long calls(String path) {
        return bench.emulator().requests().all().stream()
                .filter(asked -> asked.path().equals(path))
                .count();
    }

    @Test
    void a_page_that_names_one_before_as_the_next_is_refused() {
        everyPage(FILES, "{\"files\":[],\"nextPageToken\":\"again\"}");

        assertThatThrownBy(() -> bench.catalog(location, bench.reader()).list())
                .isInstanceOf(CatalogException.Unreachable.class)
                .hasMessage(
                        "cannot read catalog '%s': Google Drive's listing does not end: it names a page as the next one"
                                + " that came before",
                        location);
        assertThat(calls(FILES)).isEqualTo(2);
    }

    @Test
    void pages_without_a_file_come_to_an_end() {
        everyPage(FILES, "{\"files\":[],\"nextPageToken\":\"pageN\"}");

        assertThatThrownBy(() -> bench.catalog(location, bench.reader()).list())
                .isInstanceOf(CatalogException.Unreachable.class)
                .hasMessageEndingWith("does not end: 100 pages in a row had nothing on them");
        assertThat(calls(FILES)).isEqualTo(100);
    }

    @Test
    void a_token_that_nobody_can_keep_is_refused() {
        everyPage(FILES, "{\"files\":[],\"nextPageToken\":\"" + "x".repeat(5_000) + "\"}");

        assertThatThrownBy(() -> bench.catalog(location, bench.reader()).list())
                .isInstanceOf(CatalogException.Unreachable.class)
                .hasMessageEndingWith("the name of its next page has more than 4000 characters");
    }

    @Test
    void pages_with_files_are_counted() {
        Paging paging = new Paging(URI.create("gdrive:1AbC"));
        for (int page = 1; page < Paging.MOST_PAGES; page++) {
            paging.next("page" + page, 1);
        }

        assertThatThrownBy(() -> paging.next("one more", 1))
                .isInstanceOf(CatalogException.Unreachable.class)
                .hasMessageEndingWith("it goes on after 20000 pages");
        assertThatCode(() -> new Paging(URI.create("gdrive:1AbC")).next(null, 0))
                .doesNotThrowAnyException();
    }

    @Test
    void changes_without_end_are_refused_and_what_is_known_is_shown() throws InterruptedException {
        Catalog catalog = bench.catalog(location, bench.colleague("meadow"));
        catalog.list();
        everyPage(CHANGES, "{\"changes\":[],\"nextPageToken\":\"again\"}");
        bench.emulator().requests().clear();

        assertThatThrownBy(() -> catalog.list(Freshness.NOW))
                .isInstanceOf(CatalogException.Unreachable.class)
                .hasMessageEndingWith("it names a page as the next one that came before");
        assertThat(calls(CHANGES)).isEqualTo(2);
        assertThat(catalog.list(Freshness.STORED).entries()).hasSize(1);
    }

    @Test
    void changes_about_drives_and_of_kinds_to_come_are_passed_over() throws InterruptedException {
        Person member = bench.colleague("meadow");
        String drive = bench.drive().sharedDrive("lab", "meadow");
        Catalog catalog = bench.catalog("gdrive:" + drive, member);
        catalog.post(FIRST.draft(), FIRST.metainfo());
        catalog.list(Freshness.NOW);
        bench.drive().file("meadow", drive, "before.torrent", SECOND.torrent());
        bench.drive().noteOtherChange("drive", drive);
        bench.drive().noteOtherChange("aKindOfTomorrow", drive);
        bench.drive()
                .file("meadow", drive, "after.torrent", SampleDataset.number(3).torrent());

        assertThat(catalog.list(Freshness.NOW).foreign()).hasSize(2);

        bench.emulator().requests().clear();
        assertThat(catalog.list(Freshness.NOW).foreign()).hasSize(2);
        String token = bench.emulator().requests().all().get(0).parameter("pageToken");
        bench.drive().noteOtherChange("drive", drive);
        bench.emulator()
                .faults()
                .next(
                        1,
                        asked -> asked.path().equals(CHANGES),
                        Fault.distorted(text -> "{\"changes\":[],\"nextPageToken\":\"%s\"}".formatted(token)));
        bench.drive()
                .file("meadow", drive, "later.torrent", SampleDataset.number(4).torrent());
        bench.emulator().requests().clear();

        assertThat(catalog.list(Freshness.NOW).foreign())
                .as("also behind a page with nothing on it")
                .hasSize(3);
        assertThat(calls(CHANGES)).isEqualTo(2);
        assertThat(bench.emulator().requests().all())
                .as("the token moved on, so nothing was listed anew")
                .noneMatch(asked -> asked.path().equals(FILES));
    }
}
