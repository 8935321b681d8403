package org.seedbank.catalog.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.seedbank.catalog.drive.emulator.Faults.on;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.CatalogWarning;
import org.seedbank.catalog.Freshness;
import org.seedbank.catalog.Listing;
import org.seedbank.catalog.Posted;
import org.seedbank.catalog.SampleDataset;
import org.seedbank.catalog.drive.DriveBench.Person;
import org.seedbank.catalog.drive.emulator.Asked;
import org.seedbank.catalog.drive.emulator.Fault;

/** What becomes of a catalog when Drive has a bad day. */
final class DriveFaultsTest {

    private static final SampleDataset FIRST = SampleDataset.number(1);
    private static final SampleDataset SECOND = SampleDataset.number(2);

    private static final String FILES = "/drive/v3/files";
    private static final String UPLOAD = "/upload/drive/v3/files";

    @TempDir
    Path folder;

    private DriveBench bench;
    private Person publisher;
    private DriveLocation location;

    @BeforeEach
    void startDrive() throws InterruptedException {
        bench = new DriveBench(folder);
        publisher = bench.publisher("meadow");
        location = bench.folderOf(publisher);
    }

    @AfterEach
    void stopDrive() {
        bench.close();
    }

    private static Posted post(Catalog catalog, SampleDataset dataset) throws InterruptedException {
        return catalog.post(dataset.draft(), dataset.metainfo());
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.Kind.class,
            names = {"RESET", "LOST_RESPONSE", "TRUNCATED", "HALF_JSON"})
    void a_post_whose_answer_is_lost_makes_one_file(Fault.Kind kind) throws InterruptedException {
        bench.emulator().faults().next(1, on("POST", UPLOAD), Fault.of(kind));

        Posted posted = post(bench.catalog(location, publisher), FIRST);

        assertThat(posted.listed().serial()).isEqualTo(1);
        assertThat(bench.drive().list(location.folders().get(0).id())).hasSize(1);
        assertThat(bench.emulator().faults().waiting()).isZero();
    }

    @Test
    void a_post_that_was_cut_short_is_taken_up_by_the_next() throws InterruptedException {
        Path machine = bench.newMachine();
        bench.emulator().faults().next(20, on("POST", UPLOAD), Fault.of(Fault.Kind.LOST_RESPONSE));
        bench.emulator().faults().next(20, on("GET", FILES + "/"), Fault.status(503, "backendError"));
        assertThatThrownBy(() -> post(bench.catalog(location, publisher, machine), FIRST))
                .isInstanceOf(CatalogException.class);
        bench.emulator().faults().clear();

        Posted posted = post(bench.catalog(location, publisher, machine), FIRST);

        assertThat(posted.listed().serial()).isEqualTo(1);
        assertThat(bench.drive().list(location.folders().get(0).id())).hasSize(1);
    }

    @Test
    void limits_of_speed_and_bad_gateways_pass() throws InterruptedException {
        Catalog catalog = bench.catalog(location, publisher);
        post(catalog, FIRST);
        bench.emulator()
                .faults()
                .next(Fault.status(429, "rateLimitExceeded", Duration.ofSeconds(2)))
                .next(Fault.status(403, "userRateLimitExceeded"))
                .next(Fault.html(502))
                .next(Fault.of(Fault.Kind.RESET));

        assertThat(bench.catalog(location, bench.reader()).list().entries()).hasSize(1);
        assertThat(bench.tries())
                .anySatisfy(line -> assertThat(line).contains("429 rateLimitExceeded; again in 2000 ms"))
                .anySatisfy(line -> assertThat(line).contains("failed").contains("502"));
    }

    @Test
    void a_limit_that_does_not_pass_ends_with_advice() {
        bench.emulator().faults().next(100, asked -> true, Fault.status(403, "userRateLimitExceeded"));

        assertThatThrownBy(() -> bench.catalog(location, bench.reader()).list())
                .isInstanceOf(CatalogException.Unreachable.class)
                .hasMessage("cannot read catalog '%s': Google Drive wants fewer requests", location)
                .extracting(failure -> ((CatalogException) failure).remedy())
                .isEqualTo("wait a while; if it happens all day, the account's daily limit may be used up");
    }

    @Test
    void short_and_empty_pages_are_read_to_the_end() throws InterruptedException {
        String id = location.folders().get(0).id();
        for (int number = 0; number < 250; number++) {
            bench.drive().file("meadow", id, number + ".txt", new byte[] {1});
        }
        Posted posted = post(bench.catalog(location, publisher), FIRST);
        bench.emulator()
                .faults()
                .next(1, DriveFaultsTest::isListing, Fault.shortPage(1))
                .next(3, DriveFaultsTest::isListing, Fault.of(Fault.Kind.EMPTY_PAGE))
                .next(2, DriveFaultsTest::isListing, Fault.shortPage(7));

        assertThat(bench.catalog(location, bench.reader()).list().entries()).containsExactly(posted.listed());
    }

    @Test
    void a_listing_begins_again_when_its_page_token_has_expired() throws InterruptedException {
        String id = location.folders().get(0).id();
        for (int number = 0; number < 150; number++) {
            bench.drive().file("meadow", id, number + ".txt", new byte[] {1});
        }
        Posted posted = post(bench.catalog(location, publisher), FIRST);
        bench.emulator().faults().next(1, DriveFaultsTest::isNextPage, Fault.of(Fault.Kind.EXPIRED_PAGE_TOKEN));

        assertThat(bench.catalog(location, bench.reader()).list().entries()).containsExactly(posted.listed());
        assertThat(bench.emulator().faults().waiting()).isZero();
    }

    @Test
    void a_search_that_was_not_complete_is_said_to_be_so() throws InterruptedException {
        post(bench.catalog(location, publisher), FIRST);
        Path machine = bench.newMachine();
        bench.catalog(location, bench.reader(), machine).list();
        bench.emulator().faults().next(2, DriveFaultsTest::isListing, Fault.of(Fault.Kind.INCOMPLETE_SEARCH));

        Listing listing = bench.catalog(location, bench.reader(), machine).list(Freshness.WHOLE);

        assertThat(listing.entries()).hasSize(1);
        assertThat(listing.warnings())
                .containsExactly(new CatalogWarning(
                        location.folders().get(0).id(), "Drive says that its listing may not be complete"));
    }

    @Test
    void a_torrent_cut_off_on_the_way_is_fetched_again() throws InterruptedException {
        post(bench.catalog(location, publisher), FIRST);
        Catalog reader = bench.catalog(location, bench.reader());
        reader.list();
        bench.emulator().faults().next(1, asked -> asked.path().contains("/files/"), Fault.of(Fault.Kind.TRUNCATED));

        assertThat(reader.torrent(FIRST.digest()))
                .startsWith(Arrays.copyOf(FIRST.torrent(), FIRST.torrent().length - 1));
        assertThat(bench.emulator().faults().waiting()).isZero();
    }

    @Test
    void a_login_that_was_revoked_has_to_be_renewed_and_the_key_still_reads() throws InterruptedException {
        Catalog catalog = bench.catalog(location, publisher);
        post(catalog, FIRST);
        bench.drive().revoke(publisher.token().orElseThrow());

        assertThatThrownBy(() -> post(catalog, SECOND)).isInstanceOf(CatalogException.NeedsLogin.class);
        assertThat(catalog.list(Freshness.NOW).entries()).hasSize(1);
    }

    @Test
    void where_a_login_that_reads_everything_has_ended_the_key_reads_on() throws InterruptedException {
        post(bench.catalog(location, publisher), FIRST);
        String token = bench.drive().userToken("meadow", "drive");
        Person both = new Person(Optional.of(token), Optional.of(bench.drive().apiKey()), true);
        Catalog catalog = bench.catalog(location, both);
        catalog.list();
        bench.drive().revoke(token);

        assertThat(catalog.list(Freshness.NOW).entries()).hasSize(1);
        assertThat(catalog.torrent(FIRST.digest())).isNotEmpty();
        assertThat(catalog.list(Freshness.WHOLE).entries()).hasSize(1);
    }

    @Test
    void a_wrong_key_is_said_to_be_wrong() {
        Person stranger = new Person(Optional.empty(), Optional.of("AIzaNoSuchKey"), false);

        assertThatThrownBy(() -> bench.catalog(location, stranger).list())
                .isInstanceOf(CatalogException.Unreachable.class)
                .hasMessageNotContaining("AIzaNoSuchKey")
                .extracting(failure -> ((CatalogException) failure).remedy())
                .isEqualTo("check the API key");
    }

    @Test
    void a_full_drive_is_said_to_be_full() {
        bench.emulator().faults().next(1, on("POST", UPLOAD), Fault.status(403, "storageQuotaExceeded"));

        assertThatThrownBy(() -> post(bench.catalog(location, publisher), FIRST))
                .isInstanceOf(CatalogException.Refused.class)
                .hasMessage("cannot write to catalog '%s': the account's storage is full", location);
    }

    @Test
    void changes_that_cannot_be_followed_any_more_are_read_anew() throws InterruptedException {
        Person colleague = bench.colleague("meadow");
        Catalog catalog = bench.catalog(location, colleague);
        post(catalog, FIRST);
        catalog.list(Freshness.NOW);
        bench.emulator().faults().next(1, on("GET", "/drive/v3/changes"), Fault.of(Fault.Kind.EXPIRED_PAGE_TOKEN));

        assertThat(catalog.list(Freshness.NOW).entries()).hasSize(1);
    }

    @Test
    void a_login_follows_changes_and_so_sees_what_was_deleted() throws InterruptedException {
        Catalog poster = bench.catalog(location, publisher);
        post(poster, FIRST);
        post(poster, SECOND);
        Catalog catalog = bench.catalog(location, bench.colleague("meadow"));
        catalog.list();
        bench.drive().list(location.folders().get(0).id()).stream()
                .filter(file -> file.name().startsWith(FIRST.digest().hex()))
                .forEach(file -> bench.drive().delete(file.id()));
        bench.emulator().requests().clear();

        assertThat(catalog.list(Freshness.NOW).entries()).hasSize(1);
        assertThat(bench.emulator().requests().all()).hasSize(1);
    }

    @Test
    void a_server_that_halts_can_be_left_at_once() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        bench.emulator().faults().next(1, asked -> true, Fault.halting(release));
        Catalog reader = bench.catalog(location, bench.reader());
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        reader.list();
                    } catch (InterruptedException e) {
                        thrown.set(e);
                    }
                },
                "left-alone");
        thread.start();
        while (bench.emulator().faults().waiting() > 0) {
            Thread.onSpinWait();
        }

        thread.interrupt();
        thread.join(10_000);

        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        release.countDown();
    }

    private static boolean isListing(Asked asked) {
        return asked.path().equals(FILES);
    }

    private static boolean isNextPage(Asked asked) {
        return isListing(asked)
                && !Optional.ofNullable(asked.parameter("pageToken")).orElse("").isEmpty();
    }
}
