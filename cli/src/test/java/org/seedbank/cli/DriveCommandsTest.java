package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is said of catalogs in Google Drive that cannot be used as they are, or by this person. */
@ExtendWith(Benches.class)
class DriveCommandsTest {

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
        cloud.logIn(bench, "drive");
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
        cloud.logIn(bench, "drive.file");
        Soil.write(bench);
        bench.environment(cloud.addressAndKey());

        assertThat(steady(bench.run("publish", "--foreground", "BENCH/soil-2024", "--catalog", "gdrive:" + id)))
                .isEqualTo(new Outcome(5, "", """
                    seedbank: error: cannot write to catalog 'gdrive:FOLDER': none of its folders is one that this login may add files to
                    seedbank: hint: make a catalog folder of your own, or log in with a scope that covers folders made by others
                    """));
    }

    @Test
    void logging_in_takes_a_credentials_file(Bench bench) throws Exception {
        assertThat(bench.run("login")).isEqualTo(new Outcome(1, "", """
            seedbank: error: cannot log in: there was no login before, so a credentials file is needed
            seedbank: hint: download the JSON of an OAuth client of type 'Desktop app', or the key of a service account, from the Google Cloud console
            """));
    }
}
