package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.catalog.drive.oauth.Browser;

/** A lab that publishes to a folder of Google Drive, and a reader on another machine who has only an API key. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class DriveIT {

    private static final String LISTED = """
        serial  state   size  files  published   title
             1  absent  47 B      2  YYYY-MM-DD  Soil 2024
        """;

    @TempDir
    Path folder;

    private Cloud cloud;
    private ProcessBench lab;
    private ProcessBench reader;

    /** The id of the lab's catalog folder. */
    private String id;

    @BeforeEach
    void open() throws Exception {
        cloud = new Cloud();
        lab = new ProcessBench(Files.createDirectory(folder.resolve("lab")), cloud.address());
        reader = new ProcessBench(Files.createDirectory(folder.resolve("reader")), cloud.addressAndKey());
        Soil.write(lab.files());
    }

    @AfterEach
    void close() throws Exception {
        lab.close();
        reader.close();
        cloud.close();
    }

    /** Logs in, makes the folder, gives it a name and publishes there. */
    private Child publish() throws Exception {
        cloud.logIn(lab);
        id = cloud.folderBy(lab.path("home"));
        lab.run("catalog", "add", "lab", "gdrive:" + id);
        return lab.publish("BENCH/soil-2024", "--title", "Soil 2024", "--catalog", "lab");
    }

    private String link() {
        return Cloud.link(id);
    }

    @Test
    void what_one_machine_publishes_is_listed_fetched_and_proven_on_another() throws Exception {
        Outcome login = cloud.logIn(lab, "--no-browser");
        id = cloud.folderBy(lab.path("home"));
        Outcome add = lab.run("catalog", "add", "lab", "gdrive:" + id);
        Child publish = lab.publish("BENCH/soil-2024", "--title", "Soil 2024", "--catalog", "lab");

        Outcome list = reader.run("list", "--catalog", link());
        Outcome show = reader.run("show", "1", "--catalog", link());
        Outcome get = reader.run(
                "get",
                "--foreground",
                "1",
                "-d",
                "BENCH/copy",
                "--catalog",
                link(),
                "--peer",
                "127.0.0.1:" + publish.port());
        Outcome verify = reader.run("verify", "1", "BENCH/copy/soil-2024", "--catalog", link());

        assertThat(login.out()).isEqualTo("logged in with drive.file; kept in 'BENCH/home/config/token.json'\n");
        assertThat(add).isEqualTo(new Outcome(0, "added 'lab': gdrive:" + id + ", 0 datasets\n", ""));
        assertThat(list).isEqualTo(new Outcome(0, LISTED, ""));
        assertThat(show.out())
                .startsWith("serial      1\ntitle       Soil 2024\n")
                .contains(Soil.DIGEST);
        assertThat(show.exitCode()).isZero();
        assertThat(get.out()).isEqualTo("fetched 'BENCH/copy/soil-2024'\n" + Soil.INTACT);
        assertThat(get.exitCode()).isZero();
        assertThat(verify).isEqualTo(new Outcome(0, Soil.INTACT, ""));
        assertThat(reader.files().files("copy/soil-2024")).isEqualTo(Soil.files());
    }

    @Test
    void a_machine_without_a_browser_logs_in_by_a_pasted_address() throws Exception {
        lab.files().write("credentials.json", cloud.oauth().credentials());
        Child login = lab.start("login", "--credentials", "BENCH/credentials.json", "--no-browser");
        login.awaitErr(Cloud.WAITING);

        login.type(Browser.openElsewhere(Cloud.toOpen(login.err())) + "\n");

        assertThat(login.end().out()).isEqualTo("logged in with drive.file; kept in 'BENCH/home/config/token.json'\n");
    }

    @Test
    void a_new_description_and_a_withdrawal_are_seen_by_others() throws Exception {
        publish();
        reader.run("list", "--catalog", link());

        Outcome describe = lab.run("describe", "lab/1", "--title", "Soil of 2024", "--description", "Depth and pH.");
        Outcome described = reader.run("list", "--refresh", "--catalog", link());
        Outcome shown = reader.run("show", "1", "--catalog", link());
        Outcome withdraw = lab.run("withdraw", "--yes", "lab/1");
        Outcome withdrawn = reader.run("list", "--refresh", "--catalog", link());

        assertThat(describe.exitCode()).as(describe.err()).isZero();
        assertThat(described).isEqualTo(new Outcome(0, """
            serial  state   size  files  published   title
                 1  absent  47 B      2  YYYY-MM-DD  Soil of 2024
            """, ""));
        assertThat(shown.out()).contains("Depth and pH.");
        assertThat(withdraw.exitCode()).as(withdraw.err()).isZero();
        assertThat(withdrawn).isEqualTo(new Outcome(0, """
            serial  state   size  files  published   title
                 1  absent  47 B      2  YYYY-MM-DD  Soil of 2024  (withdrawn)
            """, ""));
    }

    @Test
    void a_catalog_that_was_listed_once_is_listed_without_a_network() throws Exception {
        publish();
        cloud.listedAgo(reader.path("home"), id, Duration.ofHours(3));
        cloud.emulator().close();

        Outcome offline = reader.run("list", "--offline", "--catalog", link());
        Outcome list = reader.run("list", "--catalog", link());

        assertThat(offline).isEqualTo(new Outcome(0, LISTED, "seedbank: the catalog as of 3 hours ago\n"));
        assertThat(list)
                .isEqualTo(new Outcome(
                        0,
                        LISTED,
                        "seedbank: warning: cannot read catalog 'gdrive:%s': nobody answers at that address; this is what it held 3 hours ago\n"
                                .formatted(id)));
    }

    @Test
    void an_export_of_it_serves_people_without_a_key() throws Exception {
        Child publish = publish();

        Outcome export = reader.run("catalog", "export", "BENCH/web", "--catalog", link());

        assertThat(export)
                .isEqualTo(
                        new Outcome(0, "exported 1 dataset to 'BENCH/web': 6 written, 0 unchanged, 0 removed\n", ""));
        try (PythonServer web = new PythonServer(reader.path("web"));
                ProcessBench anybody = new ProcessBench(Files.createDirectory(folder.resolve("anybody")))) {
            Outcome get = anybody.run(
                    "get",
                    "--foreground",
                    "1",
                    "-d",
                    "BENCH/copy",
                    "--catalog",
                    web.url(),
                    "--peer",
                    "127.0.0.1:" + publish.port());

            assertThat(get.out()).isEqualTo("fetched 'BENCH/copy/soil-2024'\n" + Soil.INTACT);
            assertThat(anybody.files().files("copy/soil-2024")).isEqualTo(Soil.files());
        }
    }

    @Test
    void a_torrent_that_somebody_put_into_the_folder_is_listed_and_fetched() throws Exception {
        Child seeding = lab.publish("BENCH/soil-2024");
        byte[] torrent = Files.readAllBytes(lab.path("home/data/catalog/" + Soil.DIGEST + ".torrent"));
        id = cloud.drive().folder(Cloud.LAB, "datasets");
        cloud.drive().shareWithAnyone(id);
        cloud.drive().file(Cloud.LAB, id, "what we measured.torrent", torrent);

        Outcome list = reader.run("list", "--catalog", link());
        Outcome get = reader.run(
                "get",
                "--foreground",
                Soil.V1,
                "-d",
                "BENCH/copy",
                "--catalog",
                link(),
                "--peer",
                "127.0.0.1:" + seeding.port());

        assertThat(list).isEqualTo(new Outcome(0, """
            serial  state  size  files  published   title
                 -  -      47 B      2  YYYY-MM-DD  soil-2024  (%s)
            """.formatted(Soil.V1), ""));
        assertThat(get.out()).isEqualTo("fetched 'BENCH/copy/soil-2024'\n" + Soil.INTACT);
        assertThat(reader.files().files("copy/soil-2024")).isEqualTo(Soil.files());
    }
}
