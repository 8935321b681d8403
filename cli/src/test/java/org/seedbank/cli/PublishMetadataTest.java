package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code seedbank publish}: what is said about a dataset, and how its torrent is made. */
@ExtendWith(Benches.class)
class PublishMetadataTest {

    @Test
    void comes_from_the_datasets_own_description_and_options_win(Bench bench) throws Exception {
        Soil.write(bench);
        bench.write("soil-2024/datapackage.json", """
            {
              "title": "Soil of two stations",
              "description": "Measured by hand.",
              "version": "2.1",
              "id": "https://doi.org/10.5281/zenodo.1234",
              "keywords": ["soil"],
              "licenses": [{"name": "CC-BY-4.0"}],
              "contributors": [{"title": "A. Digger", "role": "author"}]
            }
            """);

        bench.publish("BENCH/soil-2024", "--title", "My own title", "--keyword", "ph", "--keyword", "acid")
                .interrupt();

        assertThat(bench.run("show", "1").out()).startsWith("""
            serial      1
            title       My own title
            creators    A. Digger
            license     CC-BY-4.0
            doi         10.5281/zenodo.1234
            version     2.1
            keywords    ph, acid
            published   TIME

              Measured by hand.

            name        soil-2024
            """);
    }

    @Test
    void a_dry_run_says_where_each_field_is_from(Bench bench) throws Exception {
        Soil.write(bench);
        bench.write("soil-2024/CITATION.cff", "title: Soil of two stations\nauthors:\n  - name: Diggers\n");
        bench.write("soil-2024/.zenodo.json", "{\"title\": \"Z\", \"keywords\": [\"soil\"]}");

        Outcome text = bench.run("publish", "--dry-run", "BENCH/soil-2024", "--license", "MIT");
        Outcome json = bench.run("publish", "--dry-run", "--json", "BENCH/soil-2024", "--license", "MIT");

        assertThat(text.out()).startsWith("""
            title     Soil of two stations
            creators  Diggers
            license   MIT
            keywords  soil
            from      CITATION.cff: title, creators
            from      options: license
            from      .zenodo.json: keywords
            digest\
            """);
        assertThat(json.out()).contains("""
              "sources": [
                {
                  "field": "title",
                  "file": "CITATION.cff"
                },
            """);
    }

    @Test
    void a_description_that_cannot_be_used_costs_a_warning(Bench bench) throws Exception {
        Soil.write(bench);
        bench.write("soil-2024/datapackage.json", "{\"title\": \"Soil");

        Outcome publish = bench.run("publish", "--dry-run", "BENCH/soil-2024");

        assertThat(publish.err()).isEqualTo("""
            seedbank: warning: 'datapackage.json' is not used: it is not JSON
            seedbank: dry run: nothing was seeded or listed
            """);
        assertThat(publish.exitCode()).isZero();
    }

    @Test
    void an_option_that_an_entry_cannot_hold_is_wrong_usage(Bench bench) throws Exception {
        Soil.write(bench);

        Outcome publish = bench.run("publish", "--dry-run", "BENCH/soil-2024", "--doi", "zenodo.1234");

        assertThat(publish.out()).isEmpty();
        assertThat(publish.err()).isEqualTo("""
            seedbank: error: the description cannot be published: field 'doi' is 'zenodo.1234', not a DOI; one is written as '10.5281/zenodo.1234', 'doi:10.5281/zenodo.1234' or 'https://doi.org/10.5281/zenodo.1234'
            seedbank: hint: give that field another value, or correct the dataset's own description
            """);
        assertThat(publish.exitCode()).isEqualTo(2);
    }

    @Test
    void a_licence_that_is_not_spdx_is_refused_with_what_was_probably_meant(Bench bench) throws Exception {
        Soil.write(bench);

        Outcome publish = bench.run("publish", "--dry-run", "BENCH/soil-2024", "--license", "Apache 2.0");

        assertThat(publish.err()).startsWith("""
            seedbank: error: the description cannot be published: field 'license' is 'Apache 2.0', not an SPDX license\
             expression; did you mean 'Apache-2.0'?
            """);
        assertThat(publish.exitCode()).isEqualTo(2);
    }

    @Test
    void a_doi_may_be_written_in_any_way(Bench bench) throws Exception {
        Soil.write(bench);

        bench.publish("BENCH/soil-2024", "--doi", "DOI: 10.5281/zenodo.1234").interrupt();

        assertThat(bench.run("show", "1").out()).contains("doi         10.5281/zenodo.1234\n");
    }

    @Test
    void trackers_are_written_down_and_not_told_without_public(Bench bench) throws Exception {
        Soil.write(bench);

        Outcome publish = bench.publish("BENCH/soil-2024", "--tracker", "http://192.0.2.1/announce")
                .interrupt();

        assertThat(publish.out()).endsWith("&tr=http%3A%2F%2F192.0.2.1%2Fannounce\n");
        assertThat(publish.err()).isEqualTo("""
            seedbank: seeding 'soil-2024' on port PORT of this machine only; add --public to reach others; Ctrl-C ends it
            seedbank: warning: trackers are not told, as --public is not given
            seedbank: interrupted
            """);
    }

    @Test
    void trackers_of_this_machine_are_told_without_public(Bench bench) throws Exception {
        Soil.write(bench);

        Outcome one = bench.publish("BENCH/soil-2024", "--tracker", "http://127.0.0.1:1/announce")
                .interrupt();
        bench.write("rain.csv", "1");
        Outcome two = bench.publish(
                        "BENCH/rain.csv",
                        "--tracker",
                        "http://127.0.0.1:1/announce",
                        "--tracker",
                        "udp://192.0.2.1:6969")
                .interrupt();

        assertThat(one.err()).doesNotContain("not told");
        assertThat(two.err()).contains("warning: 1 of 2 trackers are not told, as --public is not given");
    }

    @Test
    void format_and_piece_length_can_be_chosen(Bench bench) throws Exception {
        Soil.write(bench);

        assertThat(bench.run("publish", "--dry-run", "--format=v2", "--piece-length=64K", "BENCH/soil-2024")
                        .out()
                        .lines())
                .contains("digest    " + Soil.DIGEST, "pieces    2 of 64 KiB")
                .noneMatch(line -> line.endsWith("(v1)"));
    }
}
