package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.seedbank.catalog.SampleDataset;
import org.seedbank.catalog.drive.oauth.Browser;

/** What is said of catalogs in Google Drive that cannot be used as they are, or by this person. */
@ExtendWith(Benches.class)
class DriveCommandsTest {

    private static final String HEADER = "serial  state  size  files  published   title\n";

    private Cloud cloud;

    /** A folder that everybody may read. */
    private String id;

    @BeforeEach
    void open() throws IOException {
        cloud = new Cloud();
        id = cloud.drive().folder(Cloud.LAB, "datasets");
        cloud.drive().shareWithAnyone(id);
    }

    @AfterEach
    void close() throws InterruptedException {
        cloud.close();
    }

    /** Runs a command on the machine of somebody who has an API key. */
    private Outcome withKey(Bench bench, String... arguments) throws InterruptedException {
        bench.environment(cloud.addressAndKey());
        return steady(bench.run(arguments));
    }

    private Outcome steady(Outcome outcome) {
        return new Outcome(outcome.exitCode(), outcome.out(), outcome.err().replace(id, "FOLDER"));
    }

    private void logIn(Bench bench, String scope) throws Exception {
        bench.environment(cloud.address());
        bench.write("credentials.json", cloud.oauth().credentials());
        Running login = bench.start("login", "--credentials", "BENCH/credentials.json", "--scope", scope);
        login.awaitErr(Cloud.WAITING);
        Browser.open(Cloud.toOpen(login.err()));
        assertThat(login.end().exitCode()).isZero();
    }

    private Running publish(Bench bench) throws Exception {
        logIn(bench, "drive");
        Soil.write(bench);
        return bench.publish("BENCH/soil-2024", "--catalog", "gdrive:" + id);
    }

    @Test
    void reading_takes_a_key_or_a_login(Bench bench) throws Exception {
        bench.environment(cloud.address());

        assertThat(steady(bench.run("list", "--catalog", "gdrive:" + id))).isEqualTo(new Outcome(5, "", """
            seedbank: error: reading catalog 'gdrive:FOLDER' takes a login or an API key
            seedbank: hint: log in to Google Drive, or get an API key, which is enough for folders that everybody may read
            """));
    }

    @Test
    void publishing_takes_a_login(Bench bench) throws Exception {
        Soil.write(bench);

        assertThat(withKey(bench, "publish", "--foreground", "BENCH/soil-2024", "--catalog", "gdrive:" + id))
                .isEqualTo(new Outcome(5, "", """
                    seedbank: error: writing to catalog 'gdrive:FOLDER' takes a login
                    seedbank: hint: log in to Google Drive
                    """));
    }

    @Test
    void a_folder_is_named_by_the_address_that_a_browser_shows(Bench bench) throws Exception {
        Outcome list = withKey(bench, "list", "--catalog", Cloud.link(id));

        assertThat(list).isEqualTo(new Outcome(0, "", "seedbank: the catalog is empty\n"));
    }

    @Test
    void a_file_is_no_catalog(Bench bench) throws Exception {
        String file = cloud.drive().file(Cloud.LAB, id, "notes.txt", new byte[] {1});

        Outcome list = withKey(bench, "list", "--catalog", "gdrive:" + file);

        assertThat(list.err().replace(file, "FILE")).isEqualTo("""
            seedbank: error: cannot find catalog 'gdrive:FILE': 'notes.txt' is a file and not a folder
            seedbank: hint: give the id or address of the folder that it is in
            """);
        assertThat(list.exitCode()).isEqualTo(5);
    }

    @Test
    void a_folder_that_cannot_be_seen(Bench bench) throws Exception {
        cloud.drive().unshare(id);

        assertThat(withKey(bench, "list", "--catalog", "gdrive:" + id)).isEqualTo(new Outcome(5, "", """
            seedbank: error: cannot find catalog 'gdrive:FOLDER': it is not there, or not shared with you, or its link needs a resource key
            seedbank: hint: check the folder's address and that it is shared; reading what others share takes an API key or a login that covers it
            """));
    }

    @Test
    void a_key_that_is_wrong(Bench bench) throws Exception {
        bench.environment(Map.of(
                "SEEDBANK_DRIVE_URL",
                cloud.emulator().rootUrl().toString(),
                "SEEDBANK_DRIVE_API_KEY",
                "AIzaWrong-0123456789-0123456789"));

        assertThat(steady(bench.run("list", "--catalog", "gdrive:" + id))).isEqualTo(new Outcome(5, "", """
            seedbank: error: cannot read catalog 'gdrive:FOLDER': Google Drive does not take the API key or the request
            seedbank: hint: check the API key
            """));
    }

    @Test
    void a_login_that_was_revoked(Bench bench) throws Exception {
        logIn(bench, "drive");
        cloud.oauth().secrets().forEach(cloud.drive()::revoke);
        cloud.oauth().forgetAll();

        Outcome list = bench.run("list", "--catalog", "gdrive:" + id);

        assertThat(list).isEqualTo(new Outcome(5, "", """
            seedbank: error: the login to Google Drive has expired or was revoked
            seedbank: hint: log in again; Google ends the logins of an app in testing after 7 days, so publish its consent screen
            """));
        assertThat(bench.run("list", "--catalog", "gdrive:" + id)).isEqualTo(list);
    }

    @Test
    void a_folder_that_the_login_may_not_add_to(Bench bench) throws Exception {
        logIn(bench, "drive.file");
        Soil.write(bench);
        bench.environment(cloud.addressAndKey());

        assertThat(steady(bench.run("publish", "--foreground", "BENCH/soil-2024", "--catalog", "gdrive:" + id)))
                .isEqualTo(new Outcome(5, "", """
                    seedbank: error: cannot write to catalog 'gdrive:FOLDER': none of its folders is one that this login may add files to
                    seedbank: hint: make a catalog folder of your own, or log in with a scope that covers folders made by others
                    """));
    }

    @Test
    void a_clock_that_is_an_hour_off_does_not_matter(Bench bench) throws Exception {
        cloud.emulator().faults().dateShift(Duration.ofHours(1));
        cloud.drive().setClock(Instant.now().plus(Duration.ofHours(1)));

        publish(bench);

        assertThat(bench.run("list", "--catalog", "gdrive:" + id).out()).isEqualTo("""
            serial  state    size  files  published   title
                 1  seeding  47 B      2  YYYY-MM-DD  soil-2024
            """);
    }

    @Test
    void a_description_of_a_megabyte_is_refused_before_anything_is_asked(Bench bench) throws Exception {
        publish(bench).interrupt();
        bench.write("long.txt", "a".repeat(1 << 20));
        bench.write("longer.txt", "a".repeat((1 << 20) + 1));
        cloud.emulator().requests().clear();

        Outcome longText =
                bench.run("describe", "1", "--description-file", "BENCH/long.txt", "--catalog", "gdrive:" + id);

        assertThat(longText).isEqualTo(new Outcome(2, "", """
            seedbank: error: field 'description' is 1048576 characters long, at most 200000 are allowed
            seedbank: hint: see 'seedbank describe --help'
            """));
        assertThat(bench.run("describe", "1", "--description-file", "BENCH/longer.txt", "--catalog", "gdrive:" + id)
                        .err())
                .isEqualTo("""
                    seedbank: error: 'BENCH/longer.txt' is longer than the 1048576 bytes that an entry can take
                    seedbank: hint: see 'seedbank describe --help'
                    """);
        assertThat(cloud.torrents(id).get(0).description()).isEmpty();
    }

    @Test
    void a_long_description_with_anything_in_it_arrives_whole(Bench bench) throws Exception {
        publish(bench).interrupt();
        String text = "It's \"quoted\", a\\b, \033[31m and ünïcödé.\n".repeat(2_000);
        bench.write("long.txt", text);

        Outcome describe =
                bench.run("describe", "1", "--description-file", "BENCH/long.txt", "--catalog", "gdrive:" + id);
        Outcome show = withKey(bench, "show", "1", "--json", "--catalog", "gdrive:" + id);

        assertThat(describe.exitCode()).as(describe.err()).isZero();
        assertThat(show.exitCode()).isZero();
    }

    @Test
    void an_entry_from_the_future_is_listed(Bench bench) throws Exception {
        publish(bench).interrupt();
        String file = cloud.torrents(id).get(0).id();
        cloud.drive().property(file, "seedbank_schema", "7");
        cloud.drive().property(file, "seedbank_orbit", "{\"inclination\": 98.2}");

        Outcome list = withKey(bench, "list", "--refresh", "--catalog", "gdrive:" + id);

        assertThat(list.out()).isEqualTo(HEADER + "     1  none   47 B      2  YYYY-MM-DD  soil-2024\n");
    }

    @Test
    void a_torrent_of_two_gigabytes_is_passed_over(Bench bench) throws Exception {
        cloud.drive().zeros(Cloud.LAB, id, "large.torrent", 2L << 30);
        SampleDataset small = SampleDataset.number(1);
        cloud.drive().file(Cloud.LAB, id, "small.torrent", small.torrent());

        assertThat(withKey(bench, "list", "--catalog", "gdrive:" + id))
                .isEqualTo(new Outcome(
                        0,
                        HEADER
                                + "     -  -      19 B      1  YYYY-MM-DD  depth-1.csv  (0e1ab9048214042775b6d93c0656639b475cfc73)\n",
                        """
                    seedbank: warning: 'large.torrent' has 2147483648 bytes, at most 134217728 are read
                    """));
        assertThat(cloud.emulator().requests().all()).hasSize(3);
    }
}
