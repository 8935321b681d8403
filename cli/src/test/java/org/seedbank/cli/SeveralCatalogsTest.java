package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.seedbank.cli.frame.FolderDeletion;

/** Lists and references where several catalogs have names. */
@ExtendWith(Benches.class)
class SeveralCatalogsTest {

    private static final String ICE_DIGEST = "b928f461796445fc15cd6c20bc734f0faaaac52ecb04d3051247ed7555b924a5";

    @Test
    void a_list_is_of_all_catalogs_with_the_default_first(Bench bench) throws Exception {
        publishSoilAndIce(bench);

        assertThat(bench.run("list")).isEqualTo(new Outcome(0, """
             serial  state   size  files  published   title
            local/1  absent  47 B      2  YYYY-MM-DD  soil-2024
              ice/1  absent   5 B      1  YYYY-MM-DD  ice.txt
            """, ""));
        assertThat(bench.run("list", "thin").err()).isEqualTo("seedbank: no dataset matches\n");
    }

    @Test
    void a_list_of_one_catalog_has_plain_serials(Bench bench) throws Exception {
        publishSoilAndIce(bench);

        assertThat(bench.run("list", "--catalog", "ice").out()).isEqualTo("""
            serial  state   size  files  published   title
                 1  absent   5 B      1  YYYY-MM-DD  ice.txt
            """);
    }

    @Test
    void a_catalog_that_is_away_costs_a_warning(Bench bench) throws Exception {
        publishSoilAndIce(bench);
        FolderDeletion.delete(bench.path("cold"));

        assertThat(bench.run("list")).isEqualTo(new Outcome(0, """
             serial  state   size  files  published   title
            local/1  absent  47 B      2  YYYY-MM-DD  soil-2024
            """, """
            seedbank: warning: catalog 'ice' was passed over: cannot read catalog 'dir:BENCH/cold': there is no such folder
            """));
        assertThat(bench.run("list", "--json", "nothing").out()).isEqualTo("""
            {
              "catalogs": [
                {
                  "name": "local",
                  "uri": "dir:BENCH/home/data/catalog",
                  "entries": [],
                  "foreign": [],
                  "warnings": []
                },
                {
                  "name": "ice",
                  "unreachable": "cannot read catalog 'dir:BENCH/cold': there is no such folder",
                  "entries": [],
                  "foreign": [],
                  "warnings": []
                }
              ]
            }
            """);
    }

    @Test
    void when_no_catalog_can_be_listed_the_code_is_5(Bench bench) throws Exception {
        publishSoilAndIce(bench);
        FolderDeletion.delete(bench.path("cold"));
        FolderDeletion.delete(bench.path("home/data"));
        bench.write("home/data/catalog", "not a folder");

        Outcome list = bench.run("list");

        assertThat(list.err()).isEqualTo("""
            seedbank: warning: catalog 'ice' was passed over: cannot read catalog 'dir:BENCH/cold': there is no such folder
            seedbank: error: cannot write to catalog 'dir:BENCH/home/data/catalog': it is not a folder
            seedbank: hint: check that you may write to the folder and that its disk has space
            """);
        assertThat(list.exitCode()).isEqualTo(5);
    }

    @Test
    void a_dataset_is_shown_under_its_catalogs_name(Bench bench) throws Exception {
        publishSoilAndIce(bench);

        assertThat(bench.run("show", "ice/1").out()).startsWith("serial      ice/1\ntitle       ice.txt\n");
        assertThat(bench.run("show", ICE_DIGEST).out()).startsWith("serial      ice/1\n");
        assertThat(bench.run("show", "1").out()).startsWith("serial      local/1\n");
        assertThat(bench.run("show", "1", "--catalog", "ice").out()).startsWith("serial      1\ntitle       ice.txt\n");
    }

    @Test
    void a_copy_is_verified_by_a_name_and_serial_even_where_a_file_is_called_so(Bench bench) throws Exception {
        publishSoilAndIce(bench);

        assertThat(bench.run("verify", "ice/1", "BENCH/ice.txt").exitCode()).isZero();
        assertThat(bench.run("verify", "ice/2", "BENCH/ice.txt").err()).isEqualTo("""
            seedbank: error: catalog 'ice' has no dataset '2'
            seedbank: hint: list the catalog and use a serial number, or at least 6 digits of a digest
            """);
        assertThat(bench.run("verify", "icy/1", "BENCH/ice.txt")).isEqualTo(new Outcome(2, "", """
            seedbank: error: 'icy' is not the name of a catalog
            seedbank: hint: did you mean 'ice'?
            """));
    }

    @Test
    void what_no_catalog_has(Bench bench) throws Exception {
        publishSoilAndIce(bench);

        assertThat(bench.run("show", "abcdef")).isEqualTo(new Outcome(4, "", """
            seedbank: error: none of 2 catalogs has a dataset 'abcdef'
            seedbank: hint: list them and use a number as it stands there, or at least 6 digits of a digest
            """));
        assertThat(bench.run("show", "ise.txt").err()).as("a title").isEqualTo("""
            seedbank: error: catalog 'local' has no dataset 'ise.txt'
            seedbank: hint: did you mean ice/1, 'ice.txt'?
            """);
        assertThat(bench.run("show", ICE_DIGEST.replace("b928f4", "b928f5")).err())
                .isEqualTo("""
            seedbank: error: none of 2 catalogs has a dataset '%s'
            seedbank: hint: did you mean ice/1, 'ice.txt'?
            """.formatted(ICE_DIGEST.replace("b928f4", "b928f5")));
    }

    /** Soil in the own catalog, ice in one called so. */
    private static void publishSoilAndIce(Bench bench) throws Exception {
        Soil.write(bench);
        bench.publish("BENCH/soil-2024").interrupt();
        bench.write("ice.txt", "thin\n");
        bench.publish("BENCH/ice.txt", "--catalog", "dir:BENCH/cold").interrupt();
        bench.run("catalog", "add", "ice", "BENCH/cold");
    }
}
