package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.seedbank.catalog.SampleDataset;
import org.seedbank.catalog.drive.emulator.Fault;
import org.seedbank.catalog.drive.emulator.Faults;

/** Commands about a catalog in Google Drive that holds what is too large, too new or not expected. */
@ExtendWith(Benches.class)
class DriveEntriesTest {

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

    private Running publish(Bench bench) throws Exception {
        cloud.logIn(bench, "drive");
        Soil.write(bench);
        return bench.publish("BENCH/soil-2024", "--catalog", "gdrive:" + id);
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
    void nothing_is_published_with_a_description_of_a_megabyte(Bench bench) throws Exception {
        cloud.logIn(bench, "drive");
        Soil.write(bench);
        bench.write("long.txt", "a".repeat(1 << 20));

        Outcome publish = bench.run(
                "publish",
                "--foreground",
                "BENCH/soil-2024",
                "--description-file",
                "BENCH/long.txt",
                "--catalog",
                "gdrive:" + id);

        assertThat(publish).isEqualTo(new Outcome(2, "", """
            seedbank: error: the description cannot be published: field 'description' is 1048576 characters long, at most 200000 are allowed
            seedbank: hint: give that field another value, or correct the dataset's own description
            """));
        assertThat(cloud.drive().list(id)).isEmpty();
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
        assertThat(JsonParser.parseString(show.out())
                        .getAsJsonObject()
                        .getAsJsonObject("entry")
                        .get("description")
                        .getAsString())
                .isEqualTo(text.strip());
        assertThat(show.out() + describe.out()).doesNotContain("\033");
    }

    @Test
    void an_entry_from_the_future_is_listed(Bench bench) throws Exception {
        publish(bench).interrupt();
        String file = cloud.torrents(id).get(0).id();
        cloud.drive().property(file, "seedbank_schema", "7");
        cloud.drive().property(file, "seedbank_orbit", "{\"inclination\": 98.2}");

        Outcome list = withKey(bench, "list", "--refresh", "--catalog", "gdrive:" + id);
        Outcome describe = bench.run("describe", "1", "--title", "Soil 2024", "--catalog", "gdrive:" + id);

        assertThat(list).isEqualTo(new Outcome(0, """
            serial  state   size  files  published   title
                 1  absent  47 B      2  YYYY-MM-DD  soil-2024
            """, ""));
        assertThat(describe.exitCode()).as(describe.err()).isZero();
        assertThat(cloud.drive().look(file).properties())
                .containsEntry("seedbank_schema", "7")
                .containsEntry("seedbank_orbit", "{\"inclination\":98.2}")
                .containsEntry("seedbank_title", "\"Soil 2024\"");
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

    @Test
    void a_torrent_that_drive_does_not_hand_out(Bench bench) throws Exception {
        publish(bench).interrupt();
        cloud.emulator()
                .faults()
                .next(
                        99,
                        Faults.on("GET", "/download/drive/v3/files/"),
                        Fault.status(403, "cannotDownloadAbusiveFile"));
        String catalog = "gdrive:" + id;
        String refusal = """
            seedbank: error: catalog 'gdrive:FOLDER' does not hand out '%s.torrent': Google has marked it as malware or spam and gives it to its owner alone
            seedbank: hint: ask its owner to have Google review it, or to hand it out another way
            """.formatted(Soil.DIGEST);

        assertThat(withKey(bench, "list", "--catalog", catalog).out()).isEqualTo("""
            serial  state   size  files  published   title
                 1  absent  47 B      2  YYYY-MM-DD  soil-2024
            """);
        assertThat(withKey(bench, "show", "1", "--catalog", catalog)).isEqualTo(new Outcome(5, "", refusal));
        assertThat(withKey(bench, "get", "--foreground", "1", "--catalog", catalog, "-d", "BENCH/copy"))
                .isEqualTo(new Outcome(5, "", refusal));
        Outcome check = withKey(bench, "catalog", "check", catalog);
        assertThat(check).isEqualTo(new Outcome(5, """
            broken    1 (%.12s): its torrent is not handed out: Google has marked it as malware or spam and gives it to its owner alone; ask its owner to have Google review it, or to hand it out another way
            1 dataset checked, 1 of them at fault
            """.formatted(Soil.DIGEST), ""));
        assertThat(cloud.emulator().requests().all())
                .noneMatch(asked -> asked.query().containsKey("acknowledgeAbuse"));
    }

    @Test
    void an_answer_that_is_none_of_drives_is_no_fault_of_ours(Bench bench) throws Exception {
        cloud.drive().file(Cloud.LAB, id, "soil.torrent", new byte[] {1});
        cloud.emulator()
                .faults()
                .next(
                        99,
                        asked -> asked.path().equals("/drive/v3/files"),
                        Fault.distorted(text -> text.replace("\"id\"", "\"version\":7,\"id\"")));

        assertThat(withKey(bench, "list", "--catalog", "gdrive:" + id)).isEqualTo(new Outcome(5, "", """
            seedbank: error: cannot read catalog 'gdrive:FOLDER': Google Drive's answer is not understood: its field 'version' is not as Drive documents it
            seedbank: hint: try again later; if it stays so, look at what stands between this machine and Google Drive, such as a proxy
            """));
    }

    @Test
    void a_shortcut_that_leads_nowhere(Bench bench) throws Exception {
        String gone = cloud.drive().file(Cloud.LAB, id, "gone.torrent", new byte[] {1});
        cloud.drive().shortcut(Cloud.LAB, id, "mine.torrent", gone);
        cloud.drive().delete(gone);

        assertThat(withKey(bench, "list", "--catalog", "gdrive:" + id)).isEqualTo(new Outcome(0, "", """
            seedbank: warning: 'mine.torrent' is a shortcut to a file that cannot be had: it is not there any more, or not shared with you
            seedbank: the catalog is empty
            """));
    }
}
