package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.Listed;
import org.seedbank.catalog.names.Catalogs;
import org.seedbank.integrity.torrent.Metainfo;

/** {@code seedbank publish --new-version-of}: two entries that name each other. */
@ExtendWith(Benches.class)
class PublishNewVersionTest {

    @Test
    void the_newer_entry_names_the_older_and_the_older_the_newer(Bench bench) throws Exception {
        publishFirst(bench, "--creator", "B. Fields", "--doi", "10.5555/soil", "--dataset-version", "1.0");
        Metainfo before = torrent(bench, 1);
        bench.write("soil/ph.csv", "6.6\n");

        Outcome publish = bench.publish("BENCH/soil", "--new-version-of", "1").interrupt();

        assertThat(publish.out()).startsWith("serial    2\nversion   1.1\nolder     1 (version 1.0)\ndigest    ");
        Entry older = entry(bench, 1);
        Entry newer = entry(bench, 2);
        assertThat(newer.supersedes()).contains(older.digest());
        assertThat(older.supersededBy()).contains(newer.digest());
        assertThat(older.withdrawn()).isFalse();
        assertThat(newer.title()).isEqualTo("Soil");
        assertThat(newer.creators()).containsExactly("B. Fields");
        assertThat(newer.doi()).as("a DOI names the older one's bytes").isEmpty();
        assertThat(torrent(bench, 1).info()).isEqualTo(before.info());
        assertThat(torrent(bench, 1).entryJson()).contains(older.toJson());
        assertThat(bench.run("list").out())
                .contains("  Soil  (1 older version)\n")
                .doesNotContain("\n     1 ");
    }

    @Test
    void a_dry_run_shows_it_and_changes_nothing(Bench bench) throws Exception {
        publishFirst(bench);
        bench.write("soil/ph.csv", "6.6\n");
        List<Listed> before = catalog(bench).list().entries();

        Outcome text = bench.run("publish", "--dry-run", "BENCH/soil", "--new-version-of", "1", "--license", "CC0-1.0");
        Outcome json = bench.run("publish", "--dry-run", "--json", "BENCH/soil", "--new-version-of", "1");

        assertThat(text.out()).startsWith("""
            title     Soil
            license   CC0-1.0
            version   2
            older     1
            from      older version: title, version
            from      options: license
            """);
        JsonObject draft = JsonParser.parseString(json.out()).getAsJsonObject().getAsJsonObject("draft");
        assertThat(draft.get("supersedes").getAsString())
                .isEqualTo(entry(bench, 1).digest().hex());
        assertThat(draft.get("version").getAsString()).isEqualTo("2");
        assertThat(catalog(bench).list().entries()).isEqualTo(before);
    }

    @Test
    void publishing_it_again_is_harmless(Bench bench) throws Exception {
        publishFirst(bench);
        bench.write("soil/ph.csv", "6.6\n");
        bench.publish("BENCH/soil", "--new-version-of", "1").interrupt();
        List<Listed> before = catalog(bench).list().entries();

        Outcome again = bench.publish("BENCH/soil", "--new-version-of", "1").interrupt();

        assertThat(again.out()).startsWith("serial    2\n");
        assertThat(again.err()).contains("these bytes were published before");
        assertThat(catalog(bench).list().entries()).isEqualTo(before);
    }

    @Test
    void refuses_what_has_a_newer_version_and_names_that(Bench bench) throws Exception {
        publishFirst(bench);
        bench.write("soil/ph.csv", "6.6\n");
        bench.publish("BENCH/soil", "--new-version-of", "1").interrupt();
        bench.write("soil/ph.csv", "6.65\n");

        assertThat(refusal(bench, "1")).isEqualTo("""
            seedbank: error: this is no newer version: 'Soil', serial 1 has a newer version, 'Soil', serial 2
            seedbank: hint: make it a newer version of serial 2
            """);
        bench.write("soil/ph.csv", "6.7\n");
        assertThat(refusal(bench, "1")).as("as large as the newer one").contains("has a newer version");
    }

    @Test
    void refuses_itself_and_what_would_lead_in_a_circle(Bench bench) throws Exception {
        publishFirst(bench);
        assertThat(refusal(bench, "1")).contains("these are the very bytes of 'Soil', serial 1");
        bench.write("soil/ph.csv", "6.6\n");
        bench.publish("BENCH/soil", "--new-version-of", "1").interrupt();
        bench.write("soil/ph.csv", "6.5\n");

        assertThat(refusal(bench, "2"))
                .contains("these bytes are listed already, as 'Soil', serial 1, which is an earlier version of"
                        + " 'Soil', serial 2");
    }

    @Test
    void refuses_what_was_withdrawn_and_follows_on_the_one_before_it(Bench bench) throws Exception {
        publishFirst(bench);
        bench.write("soil/ph.csv", "6.6\n");
        bench.publish("BENCH/soil", "--new-version-of", "1").interrupt();
        bench.run("withdraw", "2", "--yes", "--superseded-by", "1");
        bench.write("soil/ph.csv", "6.7\n");

        assertThat(refusal(bench, "2")).contains("this is no newer version: 'Soil', serial 2 was withdrawn");
        Outcome third = bench.publish("BENCH/soil", "--new-version-of", "1").interrupt();

        assertThat(third.out()).startsWith("serial    3\n");
        assertThat(entry(bench, 1).supersededBy()).contains(entry(bench, 3).digest());
    }

    @Test
    void refuses_a_dataset_of_another_catalog(Bench bench) throws Exception {
        publishFirst(bench);
        bench.run("catalog", "add", "group", "dir:BENCH/group", "--no-check");
        bench.write("soil/ph.csv", "6.6\n");
        bench.publish("BENCH/soil", "--catalog", "group").interrupt();
        bench.write("soil/ph.csv", "6.7\n");

        Outcome publish = bench.run("publish", "--dry-run", "BENCH/soil", "--new-version-of", "group/1");

        assertThat(publish.exitCode()).isEqualTo(2);
        assertThat(publish.err()).contains("'group/1' is listed in another catalog, 'dir:BENCH/group'");
    }

    @Test
    void refuses_the_older_ones_version(Bench bench) throws Exception {
        publishFirst(bench, "--dataset-version", "1.0");
        bench.write("soil/ph.csv", "6.6\n");

        assertThat(refusal(bench, "1", "--dataset-version", "1.0"))
                .contains("this is no newer version: version '1.0' is that of 'Soil', serial 1\n");
    }

    @ParameterizedTest
    @CsvSource({"1,2", "v1.9,v1.10", "2.0.3,2.0.4", "999,1000"})
    void counts_on_from_a_version_that_is_a_count(String before, String after, Bench bench) throws Exception {
        publishFirst(bench, "--dataset-version", before);
        bench.write("soil/ph.csv", "6.6\n");

        assertThat(bench.run("publish", "--dry-run", "BENCH/soil", "--new-version-of", "1")
                        .out())
                .contains("version   " + after + "\n");
    }

    @ParameterizedTest
    @CsvSource({"2024-05", "2024", "2024.05", "1.05", "final", "1.0-rc1"})
    void needs_to_be_told_what_follows_on_any_other_version(String before, Bench bench) throws Exception {
        publishFirst(bench, "--dataset-version", before);
        bench.write("soil/ph.csv", "6.6\n");

        assertThat(refusal(bench, "1")).isEqualTo("""
            seedbank: error: this is no newer version: nobody can tell what follows on version '%s' of 'Soil', serial 1
            seedbank: hint: say which version this is
            """.formatted(before));
    }

    private static String refusal(Bench bench, String older, String... options) throws Exception {
        String[] all = new String[options.length + 5];
        System.arraycopy(new String[] {"publish", "--dry-run", "BENCH/soil", "--new-version-of", older}, 0, all, 0, 5);
        System.arraycopy(options, 0, all, 5, options.length);
        Outcome publish = bench.run(all);
        assertThat(publish.exitCode()).as(publish.err()).isEqualTo(2);
        return publish.err();
    }

    private static Catalog catalog(Bench bench) {
        return Catalogs.in(bench.path("home/data/catalog"));
    }

    private static Entry entry(Bench bench, int serial) throws Exception {
        return catalog(bench).list().bySerial(serial).orElseThrow().entry();
    }

    private static Metainfo torrent(Bench bench, int serial) throws Exception {
        return Metainfo.parse(catalog(bench).torrent(entry(bench, serial).digest()));
    }

    private static void publishFirst(Bench bench, String... options) throws Exception {
        bench.write("soil/ph.csv", "6.5\n");
        bench.write("soil/depth.csv", "10\n");
        String[] all = new String[options.length + 3];
        System.arraycopy(new String[] {"BENCH/soil", "--title", "Soil"}, 0, all, 0, 3);
        System.arraycopy(options, 0, all, 3, options.length);
        bench.publish(all).interrupt();
    }
}
