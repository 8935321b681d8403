package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code seedbank catalog export}: a catalog as files for a web server. */
@ExtendWith(Benches.class)
class CatalogExportTest {

    @Test
    void writes_the_catalog_to_a_folder_and_then_only_what_changed(Bench bench) throws Exception {
        publishSoil(bench);

        Outcome first = bench.run("catalog", "export", "BENCH/web");
        Outcome second = bench.run("catalog", "export", "BENCH/web");

        assertThat(first)
                .isEqualTo(
                        new Outcome(0, "exported 1 dataset to 'BENCH/web': 6 written, 0 unchanged, 0 removed\n", ""));
        assertThat(second)
                .isEqualTo(
                        new Outcome(0, "exported 1 dataset to 'BENCH/web': 0 written, 6 unchanged, 0 removed\n", ""));
        assertThat(bench.path("web").toFile().list())
                .containsExactlyInAnyOrder(
                        Soil.DIGEST + ".torrent",
                        Soil.DIGEST + ".html",
                        Soil.DIGEST + ".manifest-sha256.txt",
                        "catalog.json",
                        "index.html",
                        "feed.atom");
    }

    @Test
    void magnet_links_of_a_page_name_the_stable_seeds_of_an_entry(Bench bench) throws Exception {
        Soil.write(bench);
        bench.publish("BENCH/soil-2024", "--seed-address", "192.0.2.1:6881").interrupt();

        bench.run("catalog", "export", "BENCH/web");

        assertThat(Files.readString(bench.path("web/" + Soil.DIGEST + ".html"))).contains("&amp;x.pe=192.0.2.1:6881\"");
    }

    @Test
    void pages_look_as_the_catalogs_folder_says_and_are_where_an_option_says(Bench bench) throws Exception {
        publishSoil(bench);
        Files.writeString(
                bench.path("home/data/catalog/catalog.toml"), "title = \"Soil lab\"\n[colors]\naccent = \"#eeeeee\"\n");

        Outcome export = bench.run("catalog", "export", "BENCH/web", "--url", "https://data.example.org/soil");

        assertThat(export.err()).isEqualTo("""
            seedbank: warning: 'catalog.toml' its 'colors.accent' is left out: it has too little contrast with a white page to be read; at least 4.5 to 1 is needed
            """);
        assertThat(Files.readString(bench.path("web/index.html"))).contains("<h1 dir=\"auto\">Soil lab</h1>");
        assertThat(Files.readString(bench.path("web/sitemap.xml")))
                .contains("<loc>https://data.example.org/soil/" + Soil.DIGEST + ".html</loc>");
    }

    @Test
    void a_look_that_is_not_there_and_a_place_that_is_none_are_wrong_usage(Bench bench) throws Exception {
        assertThat(bench.run("catalog", "export", "BENCH/web", "--look", "BENCH/nowhere.toml")
                        .exitCode())
                .isEqualTo(2);
        assertThat(bench.run("catalog", "export", "BENCH/web", "--url", "ftp://data.example.org/")
                        .err())
                .startsWith("seedbank: error: --url: 'ftp://data.example.org/' is no address such as");
    }

    @Test
    void shows_a_person_how_far_it_has_come(Bench bench) throws Exception {
        publishSoil(bench);

        assertThat(bench.startOnTerminal("catalog", "export", "BENCH/web").end().err())
                .contains("exporting  1 of 1: Soil 2024");
        assertThat(bench.startOnTerminal("catalog", "export", "--quiet", "BENCH/web")
                        .end()
                        .err())
                .isEmpty();
    }

    @Test
    void warns_of_what_is_not_exported(Bench bench) throws Exception {
        publishSoil(bench);
        Files.writeString(bench.path("home/data/catalog/" + Soil.DIGEST + ".torrent"), "torn");

        Outcome export = bench.run("catalog", "export", "BENCH/web");

        assertThat(export.err())
                .startsWith("seedbank: warning: '%s.torrent' is not exported, only its entry: ".formatted(Soil.DIGEST));
        assertThat(export.out()).isEqualTo("exported 1 dataset to 'BENCH/web': 4 written, 0 unchanged, 0 removed\n");
        assertThat(export.exitCode()).isZero();
    }

    @Test
    void json_holds_the_numbers(Bench bench) throws Exception {
        bench.run("list");

        assertThat(bench.run("catalog", "export", "--json", "BENCH/web").out()).isEqualTo("""
            {
              "catalog": "dir:BENCH/home/data/catalog",
              "entries": 0,
              "torrents": 0,
              "written": 2,
              "unchanged": 1,
              "removed": 0,
              "warnings": []
            }
            """);
    }

    @Test
    void leaves_a_folder_alone_that_is_for_something_else(Bench bench) throws Exception {
        bench.write("thesis/chapter-1.txt", "mine");

        Outcome export = bench.run("catalog", "export", "BENCH/thesis");

        assertThat(export.err()).isEqualTo("""
            seedbank: error: cannot export to 'BENCH/thesis': it holds something else, such as 'chapter-1.txt'
            seedbank: hint: name an empty folder, or one that a catalog was exported to before
            """);
        assertThat(export.exitCode()).isEqualTo(1);
        assertThat(bench.files("thesis")).containsOnlyKeys("chapter-1.txt");
    }

    @Test
    void a_catalog_that_cannot_be_read_is_said_to_be(Bench bench) throws Exception {
        Outcome export = bench.run("catalog", "export", "BENCH/web", "--catalog", "dir:BENCH/nowhere");

        assertThat(export.err()).startsWith("seedbank: error: cannot read catalog 'dir:BENCH/nowhere'");
        assertThat(export.exitCode()).isEqualTo(5);
    }

    @Test
    void wants_a_folder(Bench bench) throws Exception {
        assertThat(bench.run("catalog", "export")).isEqualTo(new Outcome(2, "", """
            seedbank: error: DIR is missing in 'seedbank catalog export [OPTIONS] DIR'
            seedbank: hint: see 'seedbank catalog export --help'
            """));
    }

    private static void publishSoil(Bench bench) throws Exception {
        Soil.write(bench);
        bench.publish("BENCH/soil-2024", "--title", "Soil 2024").interrupt();
    }
}
