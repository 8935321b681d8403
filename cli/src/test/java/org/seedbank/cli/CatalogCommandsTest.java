package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code seedbank catalog}: names for catalogs, and their check. */
@ExtendWith(Benches.class)
class CatalogCommandsTest {

    private static final String ICE_DIGEST = "b928f461796445fc15cd6c20bc734f0faaaac52ecb04d3051247ed7555b924a5";

    @Test
    void at_first_there_is_the_own_catalog(Bench bench) throws Exception {
        assertThat(bench.run("catalog", "list")).isEqualTo(new Outcome(0, """
               name   datasets  where
            *  local         0  dir:BENCH/home/data/catalog
            """, ""));
    }

    @Test
    void a_catalog_gets_a_name_and_becomes_the_default(Bench bench) throws Exception {
        publishIceTo("dir:BENCH/cold", bench);

        assertThat(bench.run("catalog", "add", "ice", "BENCH/cold/../cold"))
                .isEqualTo(new Outcome(0, "added 'ice': dir:BENCH/cold, 1 dataset\n", ""));
        assertThat(bench.run("catalog", "use", "ice"))
                .isEqualTo(new Outcome(0, "the default is now 'ice': dir:BENCH/cold\n", ""));
        assertThat(bench.run("catalog", "list").out()).isEqualTo("""
               name   datasets  where
            *  ice           1  dir:BENCH/cold
               local         0  dir:BENCH/home/data/catalog
            """);
        assertThat(bench.run("catalog", "list", "--json").out()).isEqualTo("""
            {
              "catalogs": [
                {
                  "name": "ice",
                  "location": "dir:BENCH/cold",
                  "default": true,
                  "datasets": 1
                },
                {
                  "name": "local",
                  "location": "dir:BENCH/home/data/catalog",
                  "default": false,
                  "datasets": 0
                }
              ]
            }
            """);
    }

    @Test
    void publish_lists_in_the_default_catalog(Bench bench) throws Exception {
        bench.run("catalog", "add", "ice", "dir:BENCH/cold", "--no-check");
        bench.run("catalog", "use", "ice");
        bench.write("ice.txt", "thin\n");

        bench.publish("BENCH/ice.txt").interrupt();

        assertThat(bench.path("cold/" + ICE_DIGEST + ".torrent")).exists();
        assertThat(bench.path("home/data/catalog/" + ICE_DIGEST + ".torrent")).doesNotExist();
    }

    @Test
    void a_wrong_location_shows_at_once(Bench bench) throws Exception {
        assertThat(bench.run("catalog", "add", "ice", "dir:BENCH/clod")).isEqualTo(new Outcome(5, "", """
            seedbank: error: cannot read catalog 'dir:BENCH/clod': there is no such folder
            seedbank: hint: check the path; the first publish into it creates it
            """));
        assertThat(bench.run("catalog", "add", "ice", "clod")).isEqualTo(new Outcome(2, "", """
            seedbank: error: cannot open the catalog 'clod': there is no such folder
            seedbank: hint: name a folder: 'dir:PATH', or the path of a folder that exists; a folder of Google Drive: its address, or 'gdrive:ID'; or a web address: 'https://HOST/PATH/'
            """));
        assertThat(bench.path("home/config")).doesNotExist();
    }

    @Test
    void a_name_that_is_taken_is_refused(Bench bench) throws Exception {
        bench.run("catalog", "add", "ice", "dir:BENCH/cold", "--no-check");

        assertThat(bench.run("catalog", "add", "ice", "dir:BENCH/warm")).isEqualTo(new Outcome(2, "", """
            seedbank: error: 'ice' is the name of 'dir:BENCH/cold' already
            seedbank: hint: choose another name
            """));
    }

    @Test
    void a_removed_name_deletes_nothing(Bench bench) throws Exception {
        publishIceTo("dir:BENCH/cold", bench);
        bench.run("catalog", "add", "ice", "BENCH/cold");
        bench.run("catalog", "use", "ice");

        assertThat(bench.run("catalog", "remove", "ice"))
                .isEqualTo(new Outcome(
                        0,
                        "removed 'ice'; nothing in dir:BENCH/cold was changed\n",
                        "seedbank: the default is now 'local'\n"));
        assertThat(bench.path("cold/" + ICE_DIGEST + ".torrent")).exists();
        assertThat(bench.run("catalog", "remove", "ice")).isEqualTo(new Outcome(2, "", """
            seedbank: error: 'ice' is not the name of a catalog
            seedbank: hint: the catalogs are 'local'
            """));
    }

    @Test
    void half_a_file_of_names_is_told_and_kept(Bench bench) throws Exception {
        bench.write("home/config/catalogs.json", "{\"schema\": 1,");

        Outcome add = bench.run("catalog", "add", "ice", "dir:BENCH/cold", "--no-check");

        assertThat(add).isEqualTo(new Outcome(1, "", """
            seedbank: error: cannot use 'BENCH/home/config/catalogs.json': its JSON ends too early at line 1 column 14
            seedbank: hint: correct the file, or move it away and add the catalogs anew
            """));
        assertThat(bench.run("list")).isEqualTo(add);
        assertThat(bench.path("home/config/catalogs.json")).hasContent("{\"schema\": 1,");
    }

    @Test
    void a_sound_catalog_passes_its_check(Bench bench) throws Exception {
        publishIceTo("dir:BENCH/cold", bench);

        assertThat(bench.run("catalog", "check", "BENCH/cold"))
                .isEqualTo(new Outcome(0, "1 dataset checked, no fault\n", ""));
    }

    @Test
    void a_swapped_torrent_fails_the_check(Bench bench) throws Exception {
        Soil.write(bench);
        bench.publish("BENCH/soil-2024").interrupt();
        publishIceTo("local", bench);
        bench.write("home/data/catalog/notes.json", "{}");
        Files.copy(
                bench.path("home/data/catalog/" + Soil.DIGEST + ".torrent"),
                bench.path("home/data/catalog/" + ICE_DIGEST + ".torrent"),
                StandardCopyOption.REPLACE_EXISTING);

        Outcome check = bench.run("catalog", "check");

        assertThat(check.out())
                .startsWith("mismatch  2 (b928f4617964): the dataset digest is " + ICE_DIGEST + " in the entry and "
                        + Soil.DIGEST + " in the torrent; ")
                .endsWith("""

            left out  notes.json: its name is not a dataset digest
            2 datasets checked, 1 of them at fault
            """);
        assertThat(check.exitCode()).isEqualTo(3);
    }

    @Test
    void a_torn_entry_fails_the_check(Bench bench) throws Exception {
        publishIceTo("local", bench);
        bench.write("home/data/catalog/" + "0".repeat(64) + ".json", "half an ent");

        assertThat(bench.run("catalog", "check", "local", "--json"))
                .isEqualTo(new Outcome(5, """
            {
              "catalog": "dir:BENCH/home/data/catalog",
              "checked": 1,
              "findings": [
                {
                  "kind": "broken",
                  "name": "%s.json",
                  "reason": "it is not strict JSON at line 1 column 1"
                }
              ]
            }
            """.formatted("0".repeat(64)), ""));
    }

    private static void publishIceTo(String catalog, Bench bench) throws Exception {
        bench.write("ice.txt", "thin\n");
        bench.publish("BENCH/ice.txt", "--catalog", catalog).interrupt();
    }
}
