package org.seedbank.catalog.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CitationTest {

    private static final String DIGEST = "9f".repeat(32);
    private static final String V1 = "ab".repeat(20);
    private static final String V2 = "cd".repeat(32);

    @Test
    void bibtex_has_what_the_entry_says_and_the_digest_as_an_eprint() {
        assertThat(Citation.BIBTEX.of(Records.full())).isEqualTo("""
                @dataset{digger2024-9f9f9f9f,
                  author     = {Digger, Ada-Lou and {Institute of Soil, Kiel} and {Bo Finder}},
                  title      = {{Soil 100\\%% \\& more}},
                  year       = {2024},
                  date       = {2024-05-17},
                  version    = {1.2},
                  publisher  = {{Soil Lab}},
                  doi        = {10.5281/zenodo.1234},
                  url        = {https://doi.org/10.5281/zenodo.1234},
                  eprinttype = {sha256},
                  eprint     = {%s},
                  keywords   = {soil, depth},
                  abstract   = {Depths of soil. Measured in Kiel.},
                  annote     = {BitTorrent urn:btih:%s, urn:btmh:1220%s}
                }
                """.formatted(DIGEST, V1, V2));
    }

    @Test
    void ris_has_what_the_entry_says_and_the_digest_as_accession_number() {
        assertThat(Citation.RIS.of(Records.full()))
                .isEqualTo("""
                TY  - DATA
                AU  - Digger, Ada-Lou
                AU  - Institute of Soil, Kiel
                AU  - Bo Finder
                TI  - Soil 100%% & more
                PY  - 2024
                DA  - 2024/05/17
                ET  - 1.2
                PB  - Soil Lab
                DO  - 10.5281/zenodo.1234
                UR  - https://doi.org/10.5281/zenodo.1234
                AN  - sha256:%s
                AB  - Depths of soil. Measured in Kiel.
                KW  - soil
                KW  - depth
                N1  - urn:btih:%s
                N1  - urn:btmh:1220%s
                ER  -\s
                """.formatted(DIGEST, V1, V2).replace("\n", "\r\n"));
    }

    @Test
    void apa_is_one_sentence_after_another_on_one_line() {
        assertThat(Citation.APA.of(Records.full()))
                .isEqualTo(
                        "Digger, A.-L., Institute of Soil, Kiel, & Bo Finder (2024). Soil 100% & more (Version 1.2) [Data set]."
                                + " Soil Lab. https://doi.org/10.5281/zenodo.1234\n");
    }

    @Test
    void what_has_no_address_is_cited_by_its_digest() {
        assertThat(Citation.APA.of(Records.bare())).isEqualTo("soil [Data set] (n.d.). SHA-256 " + DIGEST + "\n");
    }

    @Test
    void of_more_than_twenty_authors_apa_names_nineteen_and_the_last() {
        List<String> creators = new ArrayList<>();
        IntStream.rangeClosed(1, 21).forEach(i -> creators.add("N%d, A".formatted(i)));

        String cited = Citation.APA.of(
                DatasetRecord.of(Records.builder().creators(creators).build()));

        assertThat(cited).contains("N19, A., . . . N21, A. (n.d.)").doesNotContain("N20");
    }

    @Test
    void cff_has_what_the_entry_says_and_the_digest_as_an_identifier() {
        assertThat(Citation.CFF.of(Records.full())).isEqualTo("""
                cff-version: 1.2.0
                message: "If you use this dataset, please cite it as below."
                type: dataset
                title: "Soil 100%% & more"
                authors:
                  - family-names: "Digger"
                    given-names: "Ada-Lou"
                  - name: "Institute of Soil, Kiel"
                  - name: "Bo Finder"
                abstract: "Depths of soil.\\nMeasured in Kiel."
                version: "1.2"
                date-released: "2024-05-17"
                doi: "10.5281/zenodo.1234"
                url: "https://soil.example/9f.html"
                license: "CC-BY-4.0"
                keywords:
                  - "soil"
                  - "depth"
                identifiers:
                  - type: "other"
                    value: "sha256:%s"
                    description: "The SHA-256 of the dataset's manifest."
                  - type: "other"
                    value: "urn:btih:%s"
                    description: "The infohash of the dataset's torrent."
                  - type: "other"
                    value: "urn:btmh:1220%s"
                    description: "The infohash of the dataset's torrent."
                """.formatted(DIGEST, V1, V2));
    }

    @Test
    void a_strangers_text_starts_no_line_of_its_own_in_any_form() {
        for (Citation form : List.of(Citation.BIBTEX, Citation.RIS, Citation.APA)) {
            String cited = form.of(Records.hostile());
            assertThat(cited.lines().filter(line -> line.startsWith("ER") || line.startsWith("---")))
                    .as(form.label())
                    .hasSize(form == Citation.RIS ? 1 : 0);
            assertThat(cited).doesNotContain("\u0000", "\u001b", "\u2028");
        }
    }

    @Test
    void braces_of_a_strangers_text_close_nothing_in_bibtex() {
        String cited = Citation.BIBTEX.of(Records.hostile());
        int depth = 0;
        for (int i = 0; i < cited.length() - 2; i++) {
            depth += cited.charAt(i) == '{' ? 1 : cited.charAt(i) == '}' ? -1 : 0;
            assertThat(depth).isGreaterThanOrEqualTo(i > 10 ? 1 : 0);
        }
        assertThat(cited).contains("{Black and White, Ada}").doesNotContain("  doi ");
    }

    @Test
    void only_a_persons_name_that_is_written_so_is_taken_apart() {
        assertThat(PersonName.of("de la Cruz, Mar\u00eda").family()).contains("de la Cruz");
        assertThat(PersonName.of("Ada Digger").isParted()).isFalse();
        assertThat(PersonName.of("Digger, Ada, PhD").isParted()).isFalse();
        assertThat(PersonName.of("University of Oxford, Physics").isParted()).isFalse();
        assertThat(PersonName.of("Acme, Inc.").isParted()).isFalse();
        assertThat(PersonName.of("Digger, ").isParted()).isFalse();
        assertThat(PersonName.of("Digger, Ada J.-P.").initials()).isEqualTo("A. J.-P.");
        assertThat(PersonName.of("Müller, Jörg {\\LaTeX}").initials()).isEqualTo("J. L.");
        assertThat(PersonName.of("Digger, -").isParted()).as("no given name").isFalse();
    }
}
