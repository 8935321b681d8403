package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.names.Catalogs;
import org.seedbank.node.NodeClient;

/** Two homes that share a catalog in a folder: one publishes a dataset and a newer version of it, the other gets both. */
@EnabledOnOs(OS.LINUX)
class NewVersionIT {

    @TempDir
    Path folder;

    private ProcessBench publisher;
    private ProcessBench fetcher;
    private String shared;

    @BeforeEach
    void open() throws Exception {
        publisher = new ProcessBench(Files.createDirectory(folder.resolve("publisher")));
        fetcher = new ProcessBench(Files.createDirectory(folder.resolve("fetcher")));
        shared = "dir:" + folder.toRealPath().resolve("shared");
    }

    @AfterEach
    void close() throws Exception {
        fetcher.close();
        publisher.close();
    }

    @Test
    void a_newer_version_is_found_from_the_older_and_both_can_be_had() throws Exception {
        publisher.files().write("first/ph.csv", "6.5\n");
        publisher.files().write("second/ph.csv", "6.6\n");
        assertThat(publisher.run("node", "start").exitCode()).isZero();
        String seed = "localhost:"
                + NodeClient.connect(publisher.path("home/state/node")).facts().peerPort();
        done(publisher, "publish", "BENCH/first", "--catalog", shared, "--seed-address", seed, "--title", "Acidity");

        Outcome newer = done(
                publisher,
                "publish",
                "BENCH/second",
                "--catalog",
                shared,
                "--seed-address",
                seed,
                "--new-version-of",
                "1");

        assertThat(newer.out()).startsWith("serial    2\nversion   2\nolder     1\n");
        assertThat(fetcher.run("list", "--catalog", shared).out())
                .contains("Acidity  (1 older version)\n")
                .hasLineCount(2);
        Outcome older = done(fetcher, "get", "1", "--catalog", shared, "-d", "BENCH/copies", "--wait");
        assertThat(older.err()).contains("seedbank: there is a newer version of 'first': 2 (version 2)\n");
        Outcome latest = done(fetcher, "get", "2", "--catalog", shared, "-d", "BENCH/copies", "--wait");
        assertThat(latest.err()).doesNotContain("newer version");
        assertThat(fetcher.files().files("copies"))
                .isEqualTo(Map.of("first/ph.csv", "6.5\n", "second/ph.csv", "6.6\n"));

        done(fetcher, "catalog", "export", "--catalog", shared, "BENCH/web");
        Catalog catalog = Catalogs.in(folder.resolve("shared"));
        for (int serial = 1; serial <= 2; serial++) {
            String page = Files.readString(fetcher.path("web/" + digest(catalog, serial) + ".html"));
            assertThat(page).contains("href=\"" + digest(catalog, 3 - serial) + ".html\"");
        }
    }

    private static String digest(Catalog catalog, int serial) throws Exception {
        return catalog.list().bySerial(serial).orElseThrow().entry().digest().hex();
    }

    private static Outcome done(ProcessBench bench, String... words) throws Exception {
        Outcome outcome = bench.run(words);
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        return outcome;
    }
}
