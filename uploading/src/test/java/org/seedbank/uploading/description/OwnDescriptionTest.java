package org.seedbank.uploading.description;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.seedbank.uploading.description.OwnDescription.Source;

class OwnDescriptionTest {

    /** What each of the files in the tests below says, where its standard has a place for it. */
    private static final Description SOIL = Description.NONE
            .withTitle("Soil of two stations")
            .withText("Measured by hand.\nTwice.")
            .withCreators(List.of("de la Digger, Ada", "Club of Diggers"))
            .withLicense("CC-BY-4.0")
            .withDoi("10.5281/zenodo.1234")
            .withKeywords(List.of("soil", "acidity"))
            .withVersion("1.10");

    @TempDir
    Path dataset;

    private final List<String> warnings = new ArrayList<>();

    @Test
    void is_read_from_a_citation_file() throws Exception {
        assertThat(read("CITATION.cff", """
                # Made by hand.
                cff-version: 1.2.0
                message: Please cite it.
                type: dataset
                title: "Soil of two stations"
                abstract: |
                  Measured by hand.
                  Twice.
                authors:
                  - family-names: Digger
                    given-names: Ada
                    name-particle: de la
                    orcid: https://orcid.org/0000-0000-0000-0001
                  - name: Club of Diggers
                license: CC-BY-4.0
                identifiers:
                  - {type: swh, value: "swh:1:dir:1"}
                  - {type: doi, value: 10.5281/zenodo.1234}
                keywords: [soil, acidity]
                version: 1.10
                date-released: 2024-05-17
                """)).isEqualTo(SOIL);
        assertThat(warnings).isEmpty();
    }

    @Test
    void of_several_licences_of_a_citation_file_any_may_be_taken() throws Exception {
        assertThat(read("CITATION.cff", "license:\n  - MIT\n  - Apache-2.0\n").license())
                .contains("MIT OR Apache-2.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ro-crate-metadata.json", "https://example.org/crate/ro-crate-metadata.json"})
    void is_read_from_an_ro_crate(String descriptor) throws Exception {
        assertThat(read("ro-crate-metadata.json", """
                {"@context": "https://w3id.org/ro/crate/1.2/context", "@graph": [
                  {"@id": "%s", "@type": "CreativeWork", "about": {"@id": "./"},
                   "conformsTo": {"@id": "https://w3id.org/ro/crate/1.2"}},
                  {"@id": "./", "@type": "Dataset", "name": "Soil of two stations",
                   "description": "Measured by hand.\\nTwice.", "version": "1.10",
                   "author": [{"@id": "https://orcid.org/1"}, {"@id": "#club"}],
                   "license": {"@id": "https://creativecommons.org/licenses/by/4.0/"},
                   "identifier": {"@id": "#doi"}, "keywords": "soil, acidity",
                   "hasPart": [{"@id": "ph.csv"}]},
                  {"@id": "https://orcid.org/1", "@type": "Person", "familyName": "de la Digger", "givenName": "Ada"},
                  {"@id": "#club", "@type": "Organization", "name": "Club of Diggers"},
                  {"@id": "#doi", "@type": "PropertyValue", "value": "https://doi.org/10.5281/zenodo.1234"},
                  {"@id": "https://creativecommons.org/licenses/by/4.0/", "@type": "CreativeWork", "name": "CC BY 4.0"}
                ]}
                """.formatted(descriptor))).isEqualTo(SOIL);
        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"croissant.json", "metadata.json"})
    void is_read_from_croissant(String file) throws Exception {
        assertThat(read(file, """
                {"@context": {"@vocab": "https://schema.org/", "cr": "http://mlcommons.org/croissant/"},
                 "@type": "sc:Dataset", "dct:conformsTo": "http://mlcommons.org/croissant/1.0",
                 "name": "Soil of two stations", "description": "Measured by hand.\\nTwice.",
                 "creator": [{"@type": "Person", "familyName": "de la Digger", "givenName": "Ada"},
                             {"@type": "Organization", "name": "Club of Diggers"}],
                 "license": "https://creativecommons.org/licenses/by/4.0/", "version": "1.10",
                 "identifier": "https://doi.org/10.5281/zenodo.1234", "keywords": ["soil", "acidity"]}
                """)).isEqualTo(SOIL);
        assertThat(warnings).isEmpty();
    }

    @Test
    void is_read_from_datacites_json() throws Exception {
        assertThat(read("datacite.json", """
                {"identifiers": [{"identifier": "10.5281/zenodo.1234", "identifierType": "DOI"}],
                 "titles": [{"title": "Boden", "titleType": "TranslatedTitle"}, {"title": "Soil of two stations"}],
                 "creators": [{"name": "de la Digger, Ada", "familyName": "de la Digger", "givenName": "Ada"},
                              {"name": "Club of Diggers", "nameType": "Organizational"}],
                 "descriptions": [{"description": "By hand", "descriptionType": "Methods"},
                                  {"description": "Measured by hand.\\nTwice.", "descriptionType": "Abstract"}],
                 "rightsList": [{"rights": "Open Access", "rightsUri": "info:eu-repo/semantics/openAccess"},
                                {"rights": "Creative Commons Attribution 4.0", "rightsIdentifier": "cc-by-4.0"}],
                 "subjects": [{"subject": "soil"}, {"subject": "acidity"}],
                 "publisher": "Zenodo", "publicationYear": "2024", "version": "1.10"}
                """)).isEqualTo(SOIL);
        assertThat(warnings).isEmpty();
    }

    @Test
    void is_read_from_datacites_xml() throws Exception {
        assertThat(read("datacite.xml", """
                <?xml version="1.0" encoding="UTF-8"?>
                <resource xmlns="http://datacite.org/schema/kernel-4">
                  <identifier identifierType="DOI">10.5281/zenodo.1234</identifier>
                  <creators>
                    <creator><creatorName nameType="Personal">de la Digger, Ada</creatorName>
                      <givenName>Ada</givenName><familyName>de la Digger</familyName></creator>
                    <creator><creatorName>Club of Diggers</creatorName></creator>
                  </creators>
                  <titles><title xml:lang="de" titleType="TranslatedTitle">Boden</title><title>Soil of two stations</title></titles>
                  <publisher>Zenodo</publisher><publicationYear>2024</publicationYear>
                  <subjects><subject>soil</subject><subject>acidity</subject></subjects>
                  <version>1.10</version>
                  <rightsList><rights rightsURI="https://creativecommons.org/licenses/by/4.0/">CC BY</rights></rightsList>
                  <descriptions><description descriptionType="Abstract">Measured by hand.<br/>Twice.</description></descriptions>
                </resource>
                """)).isEqualTo(SOIL);
        assertThat(warnings).isEmpty();
    }

    @Test
    void is_read_from_codemeta() throws Exception {
        assertThat(read("codemeta.json", """
                {"@context": "https://w3id.org/codemeta/3.0", "type": "Dataset", "name": "Soil of two stations",
                 "description": "Measured by hand.\\nTwice.", "version": "1.10",
                 "author": [{"id": "https://orcid.org/1", "type": "Person", "givenName": "Ada", "familyName": "de la Digger"},
                            {"type": "Organization", "name": "Club of Diggers"}],
                 "license": "https://spdx.org/licenses/CC-BY-4.0", "identifier": "10.5281/zenodo.1234",
                 "keywords": ["soil", "acidity"]}
                """)).isEqualTo(SOIL);
        assertThat(warnings).isEmpty();
    }

    @Test
    void is_read_from_zenodos_own_file() throws Exception {
        assertThat(read(".zenodo.json", """
                {"upload_type": "dataset", "title": "Soil of two stations", "license": {"id": "cc-by-4.0"},
                 "description": "<p>Measured by&nbsp;hand.<br />Twice.</p>", "version": "1.10", "doi": "10.5281/zenodo.1234",
                 "creators": [{"name": "de la Digger, Ada", "orcid": "0000"}, {"name": "Club of Diggers"}],
                 "keywords": ["soil", "acidity"]}
                """)).isEqualTo(SOIL);
        assertThat(warnings).isEmpty();
    }

    @Test
    void is_read_from_the_description_of_brain_images() throws Exception {
        assertThat(read("dataset_description.json", """
                {"Name": "Soil of two stations", "BIDSVersion": "1.9.0", "License": "CC0",
                 "Authors": ["Ada Digger", "Club of Diggers"], "DatasetDOI": "doi:10.5281/zenodo.1234"}
                """))
                .isEqualTo(Description.NONE
                        .withTitle("Soil of two stations")
                        .withCreators(List.of("Ada Digger", "Club of Diggers"))
                        .withLicense("CC0-1.0")
                        .withDoi("10.5281/zenodo.1234"));
        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "metadata.json | {\"name\": \"something else\"}",
                "metadata.json | [1, 2]",
                "metadata.json | not JSON at all",
                "dataset_description.json | {\"Name\": \"something else\"}"
            })
    void a_file_of_the_same_name_that_is_something_else_is_left_alone(String file, String text) throws Exception {
        assertThat(read(file, text)).isEqualTo(Description.NONE);
        assertThat(warnings).isEmpty();
    }

    @Test
    void each_field_is_taken_from_the_first_file_that_says_it_and_options_win() throws Exception {
        write(".zenodo.json", "{\"title\": \"Z\", \"keywords\": [\"z\"], \"version\": \"3\"}");
        write("CITATION.cff", "title: C\nversion: 2\nlicense: MIT\n");
        write("datapackage.json", "{\"title\": \"D\"}");

        OwnDescription own = OwnDescription.read(DatasetScan.scan(dataset, false), warnings::add)
                .after(Description.NONE.withLicense("CC0-1.0"));

        assertThat(own.description())
                .isEqualTo(Description.NONE
                        .withTitle("D")
                        .withVersion("2")
                        .withKeywords(List.of("z"))
                        .withLicense("CC0-1.0"));
        assertThat(own.sources())
                .containsExactly(
                        new Source("title", "datapackage.json"),
                        new Source("license", "options"),
                        new Source("keywords", ".zenodo.json"),
                        new Source("version", "CITATION.cff"));
    }

    @Test
    void a_wrong_field_costs_one_warning_and_the_next_file_is_asked() throws Exception {
        write("CITATION.cff", "title: [1]\nlicense: all mine\nauthors:\n  - 7\n  - {}\n  - name: A\n");
        write("codemeta.json", "{\"name\": \"N\", \"license\": \"https://spdx.org/licenses/MIT\"}");

        Description own = OwnDescription.read(DatasetScan.scan(dataset, false), warnings::add)
                .description();

        assertThat(own)
                .isEqualTo(Description.NONE.withTitle("N").withLicense("MIT").withCreators(List.of("7", "A")));
        assertThat(warnings).hasSize(3).allSatisfy(each -> assertThat(each)
                .startsWith("a part of 'CITATION.cff' is not used: field '"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CITATION.cff | a: *b | an alias in it names nothing",
                "CITATION.cff | a: &a [*a] | an alias in it names nothing",
                "CITATION.cff | {a: 1, a: 2} | it has the field 'a' twice",
                "CITATION.cff | a: [ | it is not YAML at line 1 column 5",
                "CITATION.cff | [1] | it has no fields",
                "datacite.xml | <other/> | it is not of DataCite's schema",
                "datacite.xml | <!DOCTYPE resource><resource/> | it is not XML, or has a document type",
                "ro-crate-metadata.json | [] | it is not a JSON object"
            })
    void a_file_that_is_not_what_it_should_be_costs_a_warning(String file, String text, String reason)
            throws Exception {
        assertThat(read(file, text)).isEqualTo(Description.NONE);
        assertThat(warnings).containsExactly("'%s' is not used: %s".formatted(file, reason));
    }

    @Test
    void nothing_outside_of_an_xml_file_is_read() throws Exception {
        write("secret.txt", "secret");

        Description own =
                read("datacite.xml", """
                <!DOCTYPE resource [<!ENTITY e SYSTEM "%s">]>
                <resource><titles><title>&e;</title></titles></resource>
                """.formatted(dataset.resolve("secret.txt").toUri()));

        assertThat(own).isEqualTo(Description.NONE);
        assertThat(warnings).singleElement().asString().contains("document type");
    }

    @Test
    void depth_aliases_and_size_are_bounded() throws Exception {
        read("CITATION.cff", "a: " + "[".repeat(100) + "]".repeat(100));
        read("CITATION.cff", "a: &a 1\nb: [" + "*a, ".repeat(51) + "]");
        read("CITATION.cff", "#".repeat((1 << 20) + 1));
        read("codemeta.json", "{\"a\": " + "[".repeat(101) + "]".repeat(101) + "}");
        Files.delete(dataset.resolve("codemeta.json"));
        Files.delete(dataset.resolve("CITATION.cff"));
        read("datacite.xml", "<resource>" + "<a>".repeat(40) + "</a>".repeat(40) + "</resource>");

        assertThat(warnings)
                .contains(
                        "'CITATION.cff' is not used: it is nested more than 32 deep",
                        "'CITATION.cff' is not used: it has more than 50 aliases",
                        "'CITATION.cff' is not used: it is larger than 1048576 bytes",
                        "'codemeta.json' is not used: it is not JSON",
                        "'datacite.xml' is not used: it is not XML, or has a document type");
    }

    private Description read(String file, String text) throws Exception {
        write(file, text);
        return OwnDescription.read(DatasetScan.scan(dataset, false), warnings::add)
                .description();
    }

    private void write(String file, String text) throws Exception {
        Files.writeString(dataset.resolve(file), text);
    }
}
