package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code seedbank cite} and {@code seedbank metadata}: datasets in the words of others. */
@ExtendWith(Benches.class)
class CiteTest {

    @Test
    void a_dataset_is_cited_as_text_and_for_programs(Bench bench) throws Exception {
        publish(bench);

        Outcome text = bench.run("cite", "1", "--publisher", "Soil Lab");
        Outcome bibtex = bench.run("cite", "1", "--format", "bibtex");

        assertThat(text.out().replaceAll("\\(20[0-9]{2}\\)", "(YEAR)"))
                .isEqualTo("Digger, A. (YEAR). Soil of two stations (Version 2) [Data set]. Soil Lab."
                        + " https://doi.org/10.5555/soil\n");
        assertThat(bibtex.out()).contains("eprint     = {" + Soil.DIGEST + "}");
        assertThat(bibtex.exitCode()).isZero();
    }

    @Test
    void what_has_neither_doi_nor_page_is_cited_by_its_digest(Bench bench) throws Exception {
        Soil.write(bench);
        bench.publish("BENCH/soil-2024").interrupt();

        assertThat(bench.run("cite", "1").out()).endsWith("SHA-256 " + Soil.DIGEST + "\n");
        assertThat(bench.run("cite", "1", "--url", "https://soil.example/1").out())
                .endsWith("https://soil.example/1\n");
        assertThat(bench.run("cite", "1", "--url", "http://soil.example/{a}%b#c")
                        .out())
                .endsWith("http://soil.example/%7Ba%7D%25b#c\n");
        for (String bad : List.of("javascript:alert(1)", "http://me:secret@soil.example/", "soil")) {
            Outcome refused = bench.run("cite", "1", "--url", bad);
            assertThat(refused.err())
                    .startsWith(
                            "seedbank: error: --url: '" + bad.replace("me:secret@", "") + "' is no address such as");
            assertThat(refused.exitCode()).isEqualTo(2);
        }
    }

    @Test
    void metadata_lists_each_file_with_its_digest(Bench bench) throws Exception {
        publish(bench);

        JsonObject json =
                JsonParser.parseString(bench.run("metadata", "1").out()).getAsJsonObject();

        assertThat(json.get("name").getAsString()).isEqualTo("Soil of two stations");
        assertThat(json.getAsJsonArray("hasPart")).hasSize(2).allSatisfy(file -> assertThat(
                        file.getAsJsonObject().get("sha256").getAsString())
                .hasSize(64));
        assertThat(json.getAsJsonArray("distribution").toString()).contains("magnet:?xt=");
    }

    @Test
    void every_form_of_metadata_is_json(Bench bench) throws Exception {
        publish(bench);

        for (String form : new String[] {"datacite", "ro-crate", "croissant", "schema.org"}) {
            Outcome metadata = bench.run("metadata", "1", "--format", form);
            assertThat(JsonParser.parseString(metadata.out()).toString())
                    .as(form)
                    .contains(Soil.DIGEST);
        }
    }

    @Test
    void a_form_that_there_is_not_is_wrong_usage(Bench bench) throws Exception {
        Outcome cite = bench.run("cite", "1", "--format", "endnote");

        assertThat(cite.exitCode()).isEqualTo(2);
        assertThat(cite.err()).contains("'endnote' is not one of bibtex, ris, csl, apa, cff");
    }

    @Test
    void what_was_withdrawn_is_cited_with_a_warning(Bench bench) throws Exception {
        publish(bench);
        bench.run("withdraw", "--yes", "--reason", "wrong units", "1");

        Outcome cite = bench.run("cite", "1");

        assertThat(cite.err()).contains("warning: 'Soil of two stations' was withdrawn: wrong units");
        assertThat(cite.exitCode()).isZero();
    }

    private static void publish(Bench bench) throws Exception {
        Soil.write(bench);
        bench.publish(
                        "BENCH/soil-2024",
                        "--title",
                        "Soil of two stations",
                        "--creator",
                        "Digger, Ada",
                        "--doi",
                        "10.5555/soil",
                        "--dataset-version",
                        "2")
                .interrupt();
    }
}
