package org.seedbank.uploading.description;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seedbank.catalog.metadata.Description;
import org.seedbank.integrity.dataset.DatasetScan;

class DataPackageTest {

    @TempDir
    Path dataset;

    private final List<String> warnings = new ArrayList<>();

    @Test
    void describes_the_dataset_in_version_1() throws Exception {
        assertThat(read("""
            {
              "name": "soil",
              "title": "Soil of two stations",
              "description": "Measured by hand.\\nTwice.",
              "version": "2.1",
              "id": "https://doi.org/10.5281/zenodo.1234",
              "keywords": ["soil", "acidity"],
              "licenses": [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}],
              "contributors": [
                {"title": "A. Digger", "role": "author"},
                {"title": "B. Payer", "role": "publisher"},
                {"title": "C. Digger"}
              ]
            }
            """))
                .isEqualTo(Description.NONE
                        .withTitle("Soil of two stations")
                        .withText("Measured by hand.\nTwice.")
                        .withCreators(List.of("A. Digger", "C. Digger"))
                        .withLicense("CC-BY-4.0")
                        .withDoi("10.5281/zenodo.1234")
                        .withKeywords(List.of("soil", "acidity"))
                        .withVersion("2.1"));
        assertThat(warnings).isEmpty();
    }

    @Test
    void takes_roles_and_parts_of_names_from_version_2() throws Exception {
        Description description = read("""
            {
              "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
              "contributors": [
                {"givenName": "Ada", "familyName": "Digger", "roles": ["author", "collector"]},
                {"familyName": "Club of Diggers", "roles": ["creator"]},
                {"title": "B. Payer", "roles": ["funder"]}
              ]
            }
            """);

        assertThat(description.creators()).containsExactly("Digger, Ada", "Club of Diggers");
    }

    @Test
    void joins_licences_that_hold_together() throws Exception {
        assertThat(read("""
                {"licenses": [{"name": "CC0-1.0"}, {"path": "https://opensource.org/licenses/MIT"}, "MIT OR CC0-1.0"]}
                """).license()).contains("CC0-1.0 AND MIT AND (MIT OR CC0-1.0)");
    }

    @Test
    void licences_of_which_one_is_unknown_are_not_used_as_the_rest_would_say_less() throws Exception {
        assertThat(read("{\"licenses\": [{\"name\": \"CC0-1.0\"}, {\"path\": \"https://example.org/terms\"}]}"))
                .isEqualTo(Description.NONE);
        assertThat(warnings)
                .singleElement()
                .asString()
                .startsWith("a part of 'datapackage.json' is not used: field 'license' is 'CC0-1.0 AND"
                        + " https://example.org/terms', not an SPDX license expression");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"license\": {\"type\": \"cc-by\", \"url\": \"https://creativecommons.org/licenses/by/4.0/\"}} | CC-BY-4.0",
                "{\"license\": \"odc-pddl\"} | PDDL-1.0",
                "{\"licenses\": {\"name\": \"CC-BY-4.0\"}} | CC-BY-4.0",
                "{\"licenses\": [\"CC-BY-4.0\"]} | CC-BY-4.0",
                "{\"licenses\": \"mit\"} | MIT",
                "{\"licenses\": [{\"id\": \"odc-by\", \"url\": \"http://opendatacommons.org/licenses/by/\"}]} | ODC-By-1.0",
                "{\"licenses\": [{\"path\": \"https://creativecommons.org/licenses/by/4.0/\", \"title\": \"CC BY 4.0\"}]} | CC-BY-4.0",
                "{\"licenses\": [{\"name\": \"CC BY\", \"path\": \"https://creativecommons.org/licenses/by/4.0/\"}]} | CC-BY-4.0"
            })
    void a_licence_is_taken_in_every_form_that_says_which_one_it_is(String json, String spdx) throws Exception {
        assertThat(read(json).license()).contains(spdx);
        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"author\": {\"name\": \"A. Digger\", \"email\": \"a@example.org\"}}",
                "{\"author\": \"A. Digger <a@example.org> (https://example.org)\"}",
                "{\"authors\": [\"A. Digger\"]}",
                "{\"contributors\": [{\"name\": \"A. Digger\", \"email\": \"a@example.org\"}]}",
                "{\"contributors\": [\"A. Digger <a@example.org>\"]}",
                "{\"contributors\": \"A. Digger\"}",
                "{\"contributors\": {\"title\": \"A. Digger\", \"role\": \"Author\"}}",
                "{\"contributors\": [{\"title\": \"A. Digger\", \"roles\": \"creator\"}]}",
                "{\"author\": \"A. Digger\", \"contributors\": [{\"title\": \"A. Digger\"}]}"
            })
    void a_creator_is_taken_in_every_form_that_names_somebody(String json) throws Exception {
        assertThat(read(json).creators()).containsExactly("A. Digger");
        assertThat(warnings).isEmpty();
    }

    @Test
    void takes_keywords_in_one_text_and_numbers_for_texts() throws Exception {
        assertThat(read("{\"keywords\": \"soil, ph; depth\"}").keywords()).containsExactly("soil", "ph", "depth");
        assertThat(read("{\"keywords\": [\"soil, wet\", 7]}").keywords()).containsExactly("soil, wet", "7");
        assertThat(read("{\"version\": 1.10, \"title\": 2024}"))
                .isEqualTo(Description.NONE.withVersion("1.10").withTitle("2024"));
        assertThat(warnings).isEmpty();
    }

    @Test
    void a_text_that_is_not_utf_8_costs_a_warning_and_is_not_mangled() throws Exception {
        Files.write(
                dataset.resolve("datapackage.json"),
                "{\"title\": \"B\u00f6den\", \"version\": \"2\", \"keywords\": [\"B\u00f6den\", \"ph\"]}"
                        .getBytes(StandardCharsets.ISO_8859_1));

        assertThat(OwnDescription.read(DatasetScan.scan(dataset, false), warnings::add)
                        .description())
                .isEqualTo(Description.NONE.withVersion("2").withKeywords(List.of("ph")));
        assertThat(warnings)
                .containsExactly(
                        "a part of 'datapackage.json' is not used: field 'title' is not in UTF-8; save the file in UTF-8",
                        "a part of 'datapackage.json' is not used: field 'keywords' is not in UTF-8; save the file in"
                                + " UTF-8");
    }

    @ParameterizedTest
    @CsvSource({"UTF-8,\ufeff", "UTF-16LE,\ufeff", "UTF-16BE,\ufeff", "UTF-16LE,''", "UTF-16BE,''"})
    void reads_the_other_forms_of_unicode(String charset, String mark) throws Exception {
        Files.writeString(
                dataset.resolve("datapackage.json"), mark + "{\"title\": \"B\u00f6den\"}", Charset.forName(charset));

        assertThat(OwnDescription.read(DatasetScan.scan(dataset, false), warnings::add)
                        .description()
                        .title())
                .contains("B\u00f6den");
    }

    @ParameterizedTest
    @CsvSource({
        "10.5281/zenodo.1, 10.5281/zenodo.1",
        "doi:10.5281/zenodo.1, 10.5281/zenodo.1",
        "https://doi.org/10.5281/zenodo.1, 10.5281/zenodo.1",
        "http://dx.doi.org/10.5281/zenodo.1, 10.5281/zenodo.1",
        "DOI: 10.5281/zenodo.1, 10.5281/zenodo.1"
    })
    void takes_a_doi_in_every_form_it_is_written_in(String id, String doi) throws Exception {
        assertThat(read("{\"id\": \"%s\"}".formatted(id)).doi()).contains(doi);
    }

    @ParameterizedTest
    @ValueSource(strings = {"b03ec84-77fd-4270-813b-0c698943f7ce", "https://example.org/10.5281", "v10.5"})
    void an_id_of_another_kind_is_no_doi(String id) throws Exception {
        assertThat(read("{\"id\": \"%s\"}".formatted(id))).isEqualTo(Description.NONE);
        assertThat(warnings).isEmpty();
    }

    @Test
    void a_value_of_a_wrong_kind_costs_one_warning_that_names_its_field() throws Exception {
        assertThat(read("""
            {"title": ["Soil"], "description": true, "version": {}, "doi": [], "id": {},
             "keywords": [true, null, "ph"], "licenses": [{}, 7, {}], "contributors": [null, {"title": []}, "A"]}
            """))
                .isEqualTo(Description.NONE.withKeywords(List.of("ph")).withCreators(List.of("A")));
        assertThat(warnings)
                .containsExactlyInAnyOrder(
                        "a part of 'datapackage.json' is not used: field 'title' is not a text",
                        "a part of 'datapackage.json' is not used: field 'description' is not a text",
                        "a part of 'datapackage.json' is not used: field 'version' is not a text",
                        "a part of 'datapackage.json' is not used: field 'doi' is not a text",
                        "a part of 'datapackage.json' is not used: field 'keywords' has a part that is not a text",
                        "a part of 'datapackage.json' is not used: field 'licenses' has a part that names no licence",
                        "a part of 'datapackage.json' is not used: field 'contributors' names nobody in a part");
    }

    @Test
    void a_number_is_nobody_s_name() throws Exception {
        assertThat(read("{\"contributors\": [\"A\", 5, {\"title\": 6}, {\"title\": 7, \"name\": \"B\"}]}"))
                .isEqualTo(Description.NONE.withCreators(List.of("A", "B")));
        assertThat(warnings)
                .containsExactly(
                        "a part of 'datapackage.json' is not used: field 'contributors' names nobody in a part");
    }

    @Test
    void an_empty_value_says_nothing() throws Exception {
        assertThat(read("{\"title\": \"  \", \"description\": \"\", \"keywords\": [], \"licenses\": null}"))
                .isEqualTo(Description.NONE);
        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"title\": \"Soil\"", "{title: 'Soil'}", "{} {}", "{\"a\": 1, }", "nonsense"})
    void a_file_that_is_not_json_costs_a_warning(String text) throws Exception {
        assertThat(read(text)).isEqualTo(Description.NONE);
        assertThat(warnings).containsExactly("'datapackage.json' is not used: it is not JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"Soil\"", "null"})
    void json_that_is_no_object_costs_a_warning(String text) throws Exception {
        assertThat(read(text)).isEqualTo(Description.NONE);
        assertThat(warnings).containsExactly("'datapackage.json' is not used: it is not a JSON object");
    }

    @Test
    void json_nested_without_end_costs_a_warning() throws Exception {
        assertThat(read("[".repeat(1_000_000))).isEqualTo(Description.NONE);
        assertThat(warnings).containsExactly("'datapackage.json' is not used: it is not JSON");
    }

    @Test
    void a_file_that_is_too_large_costs_a_warning() throws Exception {
        assertThat(read(" ".repeat(16 << 20) + "{}")).isEqualTo(Description.NONE);
        assertThat(warnings).containsExactly("'datapackage.json' is not used: it is larger than 16777216 bytes");
    }

    @Test
    void a_part_that_an_entry_cannot_hold_costs_a_warning_and_the_rest_is_used() throws Exception {
        Description description = read("""
            {"title": "Soil", "licenses": [{"name": "Public Domain"}], "id": "doi:10.x", "version": "1"}
            """);

        assertThat(description).isEqualTo(Description.NONE.withTitle("Soil").withVersion("1"));
        assertThat(warnings)
                .containsExactly(
                        "a part of 'datapackage.json' is not used: field 'license' is 'Public Domain', not an SPDX"
                                + " license expression; did you mean 'CC0-1.0'?",
                        "a part of 'datapackage.json' is not used: field 'doi' is 'doi:10.x', not a DOI; one is"
                                + " written as '10.5281/zenodo.1234', 'doi:10.5281/zenodo.1234' or"
                                + " 'https://doi.org/10.5281/zenodo.1234'");
    }

    @Test
    void a_doi_that_is_none_costs_a_warning() throws Exception {
        assertThat(read("{\"doi\": \"zenodo.1234\"}")).isEqualTo(Description.NONE);
        assertThat(warnings)
                .containsExactly(
                        "a part of 'datapackage.json' is not used: field 'doi' is 'zenodo.1234', not a DOI; one"
                                + " is written as '10.5281/zenodo.1234', 'doi:10.5281/zenodo.1234' or"
                                + " 'https://doi.org/10.5281/zenodo.1234'");
    }

    @ParameterizedTest
    @CsvSource({
        "other-pd, LicenseRef-public-domain",
        "odc-pddl, PDDL-1.0",
        "ODC-PDDL-1.0, PDDL-1.0",
        "odc-by, ODC-By-1.0",
        "ODC-BY-1.0, ODC-By-1.0",
        "odc-odbl, ODbL-1.0",
        "cc-zero, CC0-1.0"
    })
    void a_license_of_the_open_definition_is_taken_as_spdx_calls_it(String name, String spdx) throws Exception {
        assertThat(read("{\"licenses\": [{\"name\": \"%s\"}]}".formatted(name)).license())
                .contains(spdx);
        assertThat(warnings).isEmpty();
    }

    @Test
    void a_license_that_leaves_its_version_out_costs_a_warning() throws Exception {
        assertThat(read("{\"licenses\": [{\"name\": \"cc-by\"}]}")).isEqualTo(Description.NONE);
        assertThat(warnings).singleElement().asString().endsWith("did you mean 'CC-BY-4.0'?");
    }

    @Test
    void the_dataset_that_comes_with_seedbank_says_nothing_that_costs_a_warning() throws Exception {
        Path sample = Path.of("../src/samples/us-weather");

        assertThat(OwnDescription.read(DatasetScan.scan(sample, false), warnings::add)
                        .description()
                        .license())
                .contains("LicenseRef-public-domain");
        assertThat(warnings).isEmpty();
    }

    @Test
    void a_license_that_is_not_on_the_list_of_spdx_costs_a_warning() throws Exception {
        assertThat(read("{\"licenses\": [{\"name\": \"cc-by 4.0\"}]}")).isEqualTo(Description.NONE);
        assertThat(warnings)
                .containsExactly("a part of 'datapackage.json' is not used: field 'license' is 'cc-by 4.0', not an SPDX"
                        + " license expression; did you mean 'CC-BY-4.0'?");
    }

    @Test
    void a_dataset_without_one_says_nothing() throws Exception {
        Files.writeString(dataset.resolve("a.csv"), "1");

        assertThat(OwnDescription.read(DatasetScan.scan(dataset, false), warnings::add)
                        .description())
                .isEqualTo(Description.NONE);
        assertThat(warnings).isEmpty();
    }

    @Test
    void a_lone_file_of_that_name_is_data() throws Exception {
        Path file = Files.writeString(dataset.resolve("datapackage.json"), "{\"title\": \"Soil\"}");

        assertThat(OwnDescription.read(DatasetScan.scan(file, false), warnings::add)
                        .description())
                .isEqualTo(Description.NONE);
    }

    private Description read(String json) throws Exception {
        Files.writeString(dataset.resolve("datapackage.json"), json);
        return OwnDescription.read(DatasetScan.scan(dataset, false), warnings::add)
                .description();
    }
}
