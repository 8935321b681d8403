package org.seedbank.catalog.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.seedbank.catalog.drive.emulator.Faults.on;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.CatalogCheck;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.CatalogFinding;
import org.seedbank.catalog.CatalogWarning;
import org.seedbank.catalog.Freshness;
import org.seedbank.catalog.Listing;
import org.seedbank.catalog.SampleDataset;
import org.seedbank.catalog.drive.DriveBench.Person;
import org.seedbank.catalog.drive.emulator.Fault;

/** Drive does not hand out a file; reasons by the Drive API's "resolve errors". */
final class WithheldFilesTest {

    private static final SampleDataset FIRST = SampleDataset.number(1);
    private static final SampleDataset SECOND = SampleDataset.number(2);
    private static final String MEDIA = "/download/drive/v3/files/";

    @TempDir
    Path folder;

    private DriveBench bench;
    private DriveLocation location;
    private String id;

    /** Of the first dataset. */
    private String file;

    @BeforeEach
    void publish() throws InterruptedException {
        bench = new DriveBench(folder);
        Person publisher = bench.publisher("meadow");
        location = bench.folderOf(publisher);
        id = location.folders().get(0).id();
        Catalog catalog = bench.catalog(location, publisher);
        catalog.post(FIRST.draft(), FIRST.metainfo());
        file = bench.drive().list(id).get(0).id();
        catalog.post(SECOND.draft(), SECOND.metainfo());
    }

    @AfterEach
    void stopDrive() {
        bench.close();
    }

    private void withhold(String withheld, int status, String reason) {
        bench.emulator().faults().next(9_999, on("GET", MEDIA + withheld), Fault.status(status, reason));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            403|cannotDownloadAbusiveFile|Google has marked it as malware or spam and gives it to its owner alone|ask its owner to have Google review it, or to hand it out another way
            403|downloadQuotaExceeded|it was fetched so often that Google gives it to nobody for a day|try again in a day, or ask its owner for a copy of it
            403|cannotDownloadFile|its owner does not let readers download it|ask its owner to let readers download it
            403|fileNotDownloadable|it is a document of Google's own and has no bytes to fetch|ask its owner to put the .torrent file itself there
            403|insufficientFilePermissions|this login or API key may not read it|ask its owner to share it, or log in with a scope that covers files of others
            403|domainPolicy|the policy of an organisation keeps it from this login or API key|ask the administrator of that organisation, or its owner to hand it out another way
            404|notFound|it is not there any more, or not shared with you|list the catalog anew; if it is still in the list, ask its owner to share it
            403|aReasonOfTomorrow|Google Drive refused (403 aReasonOfTomorrow)|ask its owner to look whether it can be downloaded
            """)
    void each_reason_has_its_own_sentence_and_way_out(int status, String reason, String said, String remedy)
            throws InterruptedException {
        withhold(file, status, reason);
        Catalog catalog = bench.catalog(location, bench.reader());

        assertThat(catalog.list().entries()).hasSize(2);
        assertThatThrownBy(() -> catalog.torrent(FIRST.digest()))
                .isInstanceOf(CatalogException.Withheld.class)
                .hasMessage(
                        "catalog '%s' does not hand out '%s.torrent': %s",
                        location, FIRST.digest().hex(), said)
                .extracting(failure -> ((CatalogException) failure).remedy())
                .isEqualTo(remedy);
        assertThat(catalog.torrent(SECOND.digest())).isNotEmpty();
        assertThat(bench.emulator().requests().count(MEDIA + file))
                .as("asked once: it would be no other the next time")
                .isEqualTo(1);
        assertThat(bench.emulator().requests().all())
                .noneMatch(asked -> asked.query().containsKey("acknowledgeAbuse"));
    }

    @Test
    void a_check_goes_on_behind_it() throws InterruptedException {
        withhold(file, 403, "cannotDownloadAbusiveFile");
        Catalog catalog = bench.catalog(location, bench.reader());

        CatalogCheck.Report report = CatalogCheck.run(catalog, checked -> {});

        assertThat(report.listing().entries()).hasSize(2);
        assertThat(report.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(CatalogFinding.Kind.BROKEN);
            assertThat(finding.reason())
                    .isEqualTo("its torrent is not handed out: Google has marked it as malware or spam and gives it to"
                            + " its owner alone; ask its owner to have Google review it, or to hand it out another"
                            + " way");
        });
    }

    @Test
    void a_torrent_that_was_fetched_before_still_serves() throws InterruptedException {
        Path machine = bench.newMachine();
        byte[] before = bench.catalog(location, bench.reader(), machine).torrent(FIRST.digest());
        withhold(file, 403, "downloadQuotaExceeded");

        assertThat(bench.catalog(location, bench.reader(), machine).torrent(FIRST.digest()))
                .isEqualTo(before);
        assertThat(bench.catalog(location, bench.reader(), machine)
                        .list(Freshness.WHOLE)
                        .entries())
                .hasSize(2);
        assertThat(bench.catalog(location, bench.reader(), machine).torrent(FIRST.digest()))
                .isEqualTo(before);
    }

    @Test
    void a_torrent_without_an_entry_that_is_withheld_costs_one_warning_and_is_not_asked_for_again() throws Exception {
        String foreign = bench.drive()
                .file("meadow", id, "soil.torrent", SampleDataset.number(3).torrent());
        withhold(foreign, 403, "cannotDownloadFile");
        Catalog catalog = bench.catalog(location, bench.colleague("meadow"));

        Listing listing = catalog.list();
        catalog.list(Freshness.NOW);

        assertThat(listing.entries()).hasSize(2);
        assertThat(listing.warnings())
                .containsExactly(new CatalogWarning(
                        "soil.torrent",
                        "is not handed out: its owner does not let readers download it; ask its owner to let readers"
                                + " download it"));
        assertThat(bench.emulator().requests().count(MEDIA + foreign)).isEqualTo(1);
    }

    @Test
    void the_rest_of_an_entry_that_is_withheld_leaves_its_summary() throws InterruptedException {
        SampleDataset third = SampleDataset.number(3);
        Person publisher = bench.publisher("meadow");
        bench.catalog(location, publisher)
                .post(third.draft().describedBy(entry -> entry.description("x".repeat(9_000))), third.metainfo());
        bench.emulator()
                .faults()
                .next(9_999, asked -> asked.path().startsWith(MEDIA), Fault.status(403, "insufficientFilePermissions"));

        Listing listing = bench.catalog(location, bench.reader()).list();

        assertThat(listing.entries()).hasSize(3);
    }

    @Test
    void what_concerns_every_file_is_not_put_down_to_one() {
        bench.emulator()
                .faults()
                .next(9_999, asked -> asked.path().startsWith(MEDIA), Fault.status(403, "accessNotConfigured"));

        assertThatThrownBy(() -> bench.catalog(location, bench.reader()).torrent(FIRST.digest()))
                .isInstanceOf(CatalogException.Unreachable.class)
                .hasMessageEndingWith("the Drive API is not enabled in the project of the key or credentials");
    }

    @Test
    void limits_of_speed_are_waited_for_as_with_every_other_request() throws InterruptedException {
        List<Fault> passing = List.of(
                Fault.status(403, "userRateLimitExceeded"),
                Fault.status(403, "rateLimitExceeded"),
                Fault.status(429, "rateLimitExceeded"),
                Fault.status(503, "backendError"),
                Fault.html(502));
        passing.forEach(fault -> bench.emulator().faults().next(1, on("GET", MEDIA), fault));

        assertThat(bench.catalog(location, bench.reader()).torrent(FIRST.digest()))
                .isNotEmpty();
        assertThat(bench.emulator().faults().waiting()).isZero();
    }

    @Test
    void the_other_way_to_drive_may_have_it() throws InterruptedException {
        bench.emulator()
                .faults()
                .next(
                        9_999,
                        asked -> asked.path().startsWith(MEDIA + file)
                                && asked.query().containsKey("key"),
                        Fault.status(403, "cannotDownloadFile"));
        Person both = bench.publisher("meadow");

        assertThat(bench.catalog(location, both).torrent(FIRST.digest())).isNotEmpty();
    }
}
