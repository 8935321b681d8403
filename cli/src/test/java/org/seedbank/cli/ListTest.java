package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.seedbank.catalog.names.Catalogs;
import org.seedbank.integrity.Sha256;

/** {@code seedbank list}: the catalog with the numbers that people type. */
@ExtendWith(Benches.class)
class ListTest {

    @Test
    void says_that_an_empty_catalog_is_empty(Bench bench) throws Exception {
        Outcome list = bench.run("list");

        assertThat(list.out()).isEmpty();
        assertThat(list.err()).isEqualTo("seedbank: the catalog is empty\n");
        assertThat(list.exitCode()).isZero();
    }

    @Test
    void shows_entries_by_serial_with_what_this_machine_does_with_them(Bench bench) throws Exception {
        publishSoilAndIce(bench);
        bench.publish("BENCH/soil-2024");

        Outcome list = bench.run("list");

        assertThat(list.out()).isEqualTo("""
            serial  state    size  files  published   title
                 1  seeding  47 B      2  YYYY-MM-DD  Soil 2024
                 2  absent    5 B      1  YYYY-MM-DD  Sea ice
            """);
        assertThat(list.err()).isEmpty();
        assertThat(list.exitCode()).isZero();
    }

    @Test
    void what_the_node_has_is_not_running_when_it_does_not_run_and_its_state_on_disk_is_shown(Bench bench)
            throws Exception {
        publishSoilAndIce(bench);
        StateOnDisk soil = new StateOnDisk(bench, Soil.V1);

        soil.done(20).write();
        assertThat(bench.run("list").out()).isEqualTo("""
            serial  state               size  files  published   title
                 1  not running (42 %)  47 B      2  YYYY-MM-DD  Soil 2024
                 2  absent               5 B      1  YYYY-MM-DD  Sea ice
            """);
        soil.verified().write();
        assertThat(bench.run("list", "soil").out()).contains("  not running (seeding)  ");
        soil.damaged().write();
        assertThat(bench.run("list", "soil").out()).contains("  not running (damaged)  ");
        soil.chosen().write();
        assertThat(bench.run("list", "soil").out()).contains("  not running (damaged, chosen files)  ");
        soil.paused().write();
        assertThat(bench.run("list", "soil").out()).contains("  not running (paused, chosen files)  ");
        assertThat(bench.run("list", "--json", "soil").out()).contains("""
            "state": "not running",
                      "stored": "paused",
                      "part": "chosen files"
            """.stripTrailing());
    }

    @Test
    void a_state_on_disk_that_cannot_be_read_may_have_it_and_is_left_as_it_is(Bench bench) throws Exception {
        publishSoilAndIce(bench);
        new StateOnDisk(bench, Soil.V1).writeTorn();
        var before = bench.files("home/state/node");

        assertThat(bench.run("list").out()).isEqualTo("""
            serial  state        size  files  published   title
                 1  not running  47 B      2  YYYY-MM-DD  Soil 2024
                 2  absent        5 B      1  YYYY-MM-DD  Sea ice
            """);
        assertThat(bench.files("home/state/node")).isEqualTo(before);
    }

    @Test
    void shows_only_entries_that_hold_every_word(Bench bench) throws Exception {
        publishSoilAndIce(bench);

        assertThat(bench.run("list", "ICE", "polar").out()).isEqualTo("""
            serial  state   size  files  published   title
                 2  absent   5 B      1  YYYY-MM-DD  Sea ice
            """);
        assertThat(bench.run("list", "ice", "soil").err()).isEqualTo("seedbank: no dataset matches\n");
    }

    @Test
    void marks_what_was_withdrawn(Bench bench) throws Exception {
        publishSoilAndIce(bench);
        Catalogs.in(bench.path("home/data/catalog")).withdraw(new Sha256(Soil.DIGEST));

        assertThat(bench.run("list").out()).isEqualTo("""
            serial  state   size  files  published   title
                 1  absent  47 B      2  YYYY-MM-DD  Soil 2024  (withdrawn)
                 2  absent   5 B      1  YYYY-MM-DD  Sea ice
            """);
    }

    @Test
    void warns_of_a_broken_neighbour_and_lists_the_others(Bench bench) throws Exception {
        publishSoilAndIce(bench);
        bench.write("home/data/catalog/" + "0".repeat(64) + ".json", "half an ent");

        Outcome list = bench.run("list", "soil");

        assertThat(list.out()).isEqualTo("""
            serial  state   size  files  published   title
                 1  absent  47 B      2  YYYY-MM-DD  Soil 2024
            """);
        assertThat(list.err())
                .isEqualTo(
                        "seedbank: warning: '" + "0".repeat(64) + ".json' it is not strict JSON at line 1 column 1\n");
        assertThat(list.exitCode()).isZero();
    }

    @Test
    void json_holds_the_entries_their_state_and_the_warnings(Bench bench) throws Exception {
        publishSoilAndIce(bench);
        bench.write("home/data/catalog/notes.json", "{}");

        Outcome list = bench.run("list", "--json", "soil");

        assertThat(list.out()).isEqualTo("""
            {
              "catalogs": [
                {
                  "name": "local",
                  "uri": "dir:BENCH/home/data/catalog",
                  "entries": [
                    {
                      "serial": 1,
                      "schema": 1,
                      "digest": "%s",
                      "title": "Soil 2024",
                      "published": "TIME",
                      "bytes": 47,
                      "files": 2,
                      "pieceLength": 16384,
                      "infohashV1": "%s",
                      "state": "absent"
                    }
                  ],
                  "foreign": [],
                  "warnings": [
                    {
                      "name": "notes.json",
                      "reason": "its name is not a dataset digest"
                    }
                  ]
                }
              ]
            }
            """.formatted(Soil.DIGEST, Soil.V1));
        assertThat(list.err()).isEmpty();
    }

    @Test
    void json_of_an_empty_catalog_is_an_empty_list(Bench bench) throws Exception {
        Outcome list = bench.run("list", "--json");

        assertThat(list.out()).isEqualTo("""
            {
              "catalogs": [
                {
                  "name": "local",
                  "uri": "dir:BENCH/home/data/catalog",
                  "entries": [],
                  "foreign": [],
                  "warnings": []
                }
              ]
            }
            """);
        assertThat(list.err()).isEmpty();
    }

    @Test
    void a_catalog_that_is_not_there_is_unreachable(Bench bench) throws Exception {
        Outcome list = bench.run("list", "--catalog", "dir:BENCH/nowhere");

        assertThat(list.err()).isEqualTo("""
            seedbank: error: cannot read catalog 'dir:BENCH/nowhere': there is no such folder
            seedbank: hint: check the path; the first publish into it creates it
            """);
        assertThat(list.exitCode()).isEqualTo(5);
    }

    private static void publishSoilAndIce(Bench bench) throws Exception {
        Soil.write(bench);
        bench.write("ice.txt", "thin\n");
        bench.publish("BENCH/soil-2024", "--title", "Soil 2024").interrupt();
        bench.publish("BENCH/ice.txt", "--title", "Sea ice", "--keyword", "polar")
                .interrupt();
    }
}
