package org.seedbank.catalog.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.catalog.drive.DriveBench.Person;
import org.seedbank.catalog.drive.login.DriveIdentity;

final class DriveCheckupTest {

    private static final Optional<String> KEY = Optional.of("the environment");

    @TempDir
    Path folder;

    private DriveBench bench;

    @BeforeEach
    void startDrive() {
        bench = new DriveBench(folder);
    }

    @AfterEach
    void stopDrive() {
        bench.close();
    }

    private List<DriveFinding> lookAs(Person person, DriveIdentity identity, DriveLocation... catalogs)
            throws InterruptedException {
        return new DriveCheckup(identity, bench.access(person, "gdrive:root"), Clock.systemUTC())
                .run(List.of(catalogs));
    }

    private static Optional<DriveIdentity.Login> login(String... scopes) {
        return Optional.of(new DriveIdentity.Login(
                DriveIdentity.Kind.USER, "client-1", List.of(scopes), Optional.empty(), Path.of("token.json")));
    }

    @Test
    void all_is_well_for_a_publisher() throws InterruptedException {
        Person publisher = bench.publisher("meadow");
        DriveLocation location = bench.folderOf(publisher);
        String id = location.folders().get(0).id();

        assertThat(lookAs(publisher, new DriveIdentity(login("drive.file"), KEY), location))
                .filteredOn(each ->
                        !each.subject().equals("storage") && !each.subject().equals("account"))
                .containsExactly(
                        DriveFinding.good("login", "through the OAuth client client-1"),
                        DriveFinding.good("scope", "drive.file"),
                        DriveFinding.good("API key", "from the environment"),
                        DriveFinding.good("clock", "agrees with Google's"),
                        DriveFinding.good("folder " + id, "'datasets', read by the API key, written by the login"));
    }

    @Test
    void a_reader_has_a_key_and_needs_no_login() throws InterruptedException {
        DriveLocation location = bench.folderOf(bench.publisher("meadow"));
        String id = location.folders().get(0).id();

        assertThat(lookAs(bench.reader(), new DriveIdentity(Optional.empty(), KEY), location))
                .containsExactly(
                        DriveFinding.note("login", "nobody is logged in", "log in to publish to Google Drive"),
                        DriveFinding.good("API key", "from the environment"),
                        DriveFinding.good("clock", "agrees with Google's"),
                        DriveFinding.good("folder " + id, "'datasets', read by the API key"));
    }

    @Test
    void nobody_is_told_what_is_missing_and_nothing_is_asked() throws InterruptedException {
        Person nobody = new Person(Optional.empty(), Optional.empty(), false);

        assertThat(lookAs(nobody, new DriveIdentity(Optional.empty(), Optional.empty())))
                .containsExactly(
                        DriveFinding.note("login", "nobody is logged in", "log in to publish to Google Drive"),
                        DriveFinding.note(
                                "API key", "there is none", "get one to read what others share with everybody"));
        assertThat(bench.tries()).isEmpty();
    }

    @Test
    void a_clock_that_is_an_hour_off_is_found() throws InterruptedException {
        bench.emulator().faults().dateShift(Duration.ofMinutes(61));

        assertThat(lookAs(bench.reader(), new DriveIdentity(Optional.empty(), KEY)))
                .contains(DriveFinding.bad("clock", "is 60 minutes behind Google's", "set this machine's clock"));
    }

    @Test
    void a_folder_that_cannot_be_seen_is_told() throws InterruptedException {
        String theirs = bench.drive().folder("hill", "theirs");

        assertThat(lookAs(
                        bench.reader(),
                        new DriveIdentity(Optional.empty(), KEY),
                        DriveLocation.parse("gdrive:" + theirs)))
                .anySatisfy(each -> {
                    assertThat(each.subject()).isEqualTo("folder " + theirs);
                    assertThat(each.health()).isEqualTo(DriveFinding.Health.BAD);
                });
    }

    @Test
    void a_login_that_was_revoked_is_bad_and_the_rest_is_still_looked_at() throws InterruptedException {
        Person publisher = bench.publisher("meadow");
        bench.drive().revoke(publisher.token().orElseThrow());

        assertThat(lookAs(publisher, new DriveIdentity(login("drive.file"), KEY)))
                .extracting(DriveFinding::subject, DriveFinding::health)
                .containsExactly(
                        tuple("login", DriveFinding.Health.GOOD),
                        tuple("scope", DriveFinding.Health.GOOD),
                        tuple("account", DriveFinding.Health.BAD),
                        tuple("API key", DriveFinding.Health.GOOD),
                        tuple("clock", DriveFinding.Health.GOOD));
    }

    @Test
    void a_catalog_that_is_no_folder_is_said_to_be_none() throws InterruptedException {
        String folderId = bench.drive().folder("hill", "datasets");
        String shortcut = bench.drive().shortcut("hill", folderId, "mine", folderId);
        bench.drive().shareWithAnyone(folderId);

        assertThat(lookAs(
                        bench.reader(),
                        new DriveIdentity(Optional.empty(), KEY),
                        DriveLocation.parse("gdrive:" + shortcut)))
                .contains(DriveFinding.bad(
                        "folder " + shortcut,
                        "cannot find catalog 'gdrive:%s': 'mine' is a shortcut to %s".formatted(shortcut, folderId),
                        "use the folder itself: 'gdrive:%s'".formatted(folderId)));
    }
}
