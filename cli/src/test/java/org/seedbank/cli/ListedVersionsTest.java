package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.names.Catalogs;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.internal.store.DatasetRecord;
import org.seedbank.node.internal.store.SampleState;

/** Versions that entries tie together, in {@code seedbank list}, {@code show} and {@code get}. */
@ExtendWith(Benches.class)
class ListedVersionsTest {

    @Test
    void list_shows_the_newest_of_each_chain_and_counts_the_older_ones(Bench bench) throws Exception {
        publishThreeVersionsAndIce(bench);

        assertThat(bench.run("list").out()).isEqualTo("""
            serial  state   size  files  published   title
                 3  absent   6 B      1  YYYY-MM-DD  Soil  (2 older versions)
                 4  absent   5 B      1  YYYY-MM-DD  Sea ice
            """);
        assertThat(bench.run("list", "--all-versions").out()).isEqualTo("""
            serial  state   size  files  published   title
                 1  absent   4 B      1  YYYY-MM-DD  Soil, begun  (newest version: 3)
                 2  absent   5 B      1  YYYY-MM-DD  Soil  (newest version: 3)
                 3  absent   6 B      1  YYYY-MM-DD  Soil
                 4  absent   5 B      1  YYYY-MM-DD  Sea ice
            """);
    }

    @Test
    void an_older_version_that_alone_matches_is_shown_with_the_newest_ones_serial(Bench bench) throws Exception {
        publishThreeVersionsAndIce(bench);

        assertThat(bench.run("list", "begun").out()).isEqualTo("""
            serial  state   size  files  published   title
                 1  absent   4 B      1  YYYY-MM-DD  Soil, begun  (newest version: 3)
            """);
    }

    @Test
    void json_lists_all_of_them_with_their_links(Bench bench) throws Exception {
        publishThreeVersionsAndIce(bench);
        Catalog catalog = catalog(bench);

        JsonObject listed = JsonParser.parseString(bench.run("list", "--json").out())
                .getAsJsonObject()
                .getAsJsonArray("catalogs")
                .get(0)
                .getAsJsonObject();
        JsonObject first = listed.getAsJsonArray("entries").get(0).getAsJsonObject();
        JsonObject third = listed.getAsJsonArray("entries").get(2).getAsJsonObject();

        assertThat(listed.getAsJsonArray("entries")).hasSize(4);
        assertThat(first.get("newestVersion").getAsString())
                .isEqualTo(digest(catalog, 3).hex());
        assertThat(third.has("newestVersion")).isFalse();
        assertThat(third.get("supersedes").getAsString())
                .isEqualTo(digest(catalog, 2).hex());
    }

    @Test
    void show_names_earlier_and_later_versions(Bench bench) throws Exception {
        publishThreeVersionsAndIce(bench);
        Sha256 first = digest(catalog(bench), 1);

        assertThat(bench.run("show", "2").out()).contains("""
            supersedes  %s
            earlier     1 (version 1.0)
            later       3
            newest      3
            """.formatted(first));
        assertThat(bench.run("show", "1").out()).contains("later       2; 3\nnewest      3\n");
        assertThat(bench.run("show", "4").out()).doesNotContain("earlier", "later", "newest");
        JsonObject versions = JsonParser.parseString(
                        bench.run("show", "2", "--json").out())
                .getAsJsonObject()
                .getAsJsonObject("versions");
        assertThat(versions.toString())
                .startsWith("{\"earlier\":[{\"serial\":1,\"digest\":\"%s\",\"version\":\"1.0\",\"withdrawn\":false}],"
                        .formatted(first));
    }

    @Test
    void get_of_an_older_one_says_in_a_line_that_there_is_a_newer_and_fetches_what_was_asked_for(Bench bench)
            throws Exception {
        publishThreeVersionsAndIce(bench);
        Running seeder = bench.publish("BENCH/1.csv");

        Outcome older = bench.run("get", "--foreground", "1", "-d", "BENCH/copy");
        seeder.interrupt();

        assertThat(older.exitCode()).as(older.err()).isZero();
        assertThat(older.err()).isEqualTo("seedbank: there is a newer version of '1.csv': 3\n");
        assertThat(bench.files("copy")).containsKey("1.csv");
    }

    @Test
    void a_dry_run_reckons_with_what_other_versions_hold_here(Bench bench) throws Exception {
        for (String version : new String[] {"1", "2"}) {
            bench.write("v%s/same.csv".formatted(version), "the same in both\n");
            bench.write("v%s/new.csv".formatted(version), version);
            bench.publish("BENCH/v" + version).interrupt();
        }
        Catalog catalog = catalog(bench);
        Sha256 first = digest(catalog, 1);
        catalog.describe(digest(catalog, 2), entry -> entry.supersedes(first));
        Metainfo held = Metainfo.read(bench.path("home/data/catalog/%s.torrent".formatted(first)));
        SampleState.store(bench.path("home/state/node"))
                .create(
                        held,
                        SampleState.record(bench.path("v1")).with(DatasetRecord.Progress.NONE.intact(Instant.EPOCH)),
                        Optional.empty());

        for (String[] more : new String[][] {{}, {"--foreground"}, {"--foreground", "--reuse", "BENCH/v1"}}) {
            String[] words = Stream.concat(Stream.of("get", "2", "-d", "BENCH/out", "--dry-run"), Stream.of(more))
                    .toArray(String[]::new);

            assertThat(bench.run(words).out()).as(String.join(" ", words)).contains("""
                  there    nothing
                  taken    1 file (17 B) would be from 'v1' (1)
                  to come  1 B
                """);
        }
        assertThat(bench.path("out")).doesNotExist();
    }

    @Test
    void versions_that_lead_in_a_circle_are_all_listed(Bench bench) throws Exception {
        publishThreeVersionsAndIce(bench);
        Catalog catalog = catalog(bench);
        Sha256 third = digest(catalog, 3);
        catalog.describe(digest(catalog, 1), entry -> entry.supersedes(third));

        assertThat(bench.run("list").out().lines()).hasSize(5);
        assertThat(bench.run("show", "1").exitCode()).isZero();
    }

    private static Catalog catalog(Bench bench) {
        return Catalogs.in(bench.path("home/data/catalog"));
    }

    private static Sha256 digest(Catalog catalog, int serial) throws InterruptedException {
        return catalog.list().bySerial(serial).orElseThrow().entry().digest();
    }

    private static void publishThreeVersionsAndIce(Bench bench) throws Exception {
        publish(bench, "1.csv", "6.5\n", "Soil, begun");
        publish(bench, "2.csv", "6.55\n", "Soil");
        publish(bench, "3.csv", "6.555\n", "Soil");
        publish(bench, "ice.txt", "thin\n", "Sea ice");
        Catalog catalog = catalog(bench);
        catalog.describe(digest(catalog, 1), entry -> entry.version("1.0"));
        for (int later = 2; later <= 3; later++) {
            Sha256 before = digest(catalog, later - 1);
            catalog.describe(digest(catalog, later), entry -> entry.supersedes(before));
        }
    }

    private static void publish(Bench bench, String file, String text, String title) throws Exception {
        bench.write(file, text);
        bench.publish("BENCH/" + file, "--title", title).interrupt();
    }
}
