package org.seedbank.catalog.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoiTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.5281/zenodo.1234",
                " 10.5281/zenodo.1234 ",
                "doi:10.5281/zenodo.1234",
                "DOI:10.5281/zenodo.1234",
                "Doi: 10.5281/zenodo.1234",
                "doi 10.5281/zenodo.1234",
                "https://doi.org/10.5281/zenodo.1234",
                "http://dx.doi.org/10.5281/zenodo.1234",
                "HTTPS://DX.DOI.ORG/10.5281/zenodo.1234",
                "https://www.doi.org/10.5281/zenodo.1234",
                "doi.org/10.5281/zenodo.1234",
                "https://doi.org/10.5281%2Fzenodo.1234",
                "https://doi.org/doi:10.5281/zenodo.1234",
                "doi:https://doi.org/10.5281/zenodo.1234",
                "info:doi/10.5281/zenodo.1234",
                "urn:doi:10.5281/zenodo.1234",
                "hdl:10.5281/zenodo.1234",
                "https://hdl.handle.net/10.5281/zenodo.1234",
                "https://doi-org.proxy.example.org/10.5281/zenodo.1234",
                "https://doi.org.proxy.example.org:443/10.5281/zenodo.1234",
                "https://doi.org/10.5281/zenodo.1234?download=1",
                "10.5281/zenodo.1234.",
                "https://doi.org/10.5281/zenodo.1234.",
                "10.5281/zenodo.1234,",
                "<https://doi.org/10.5281/zenodo.1234>",
                "(doi:10.5281/zenodo.1234).",
                "[10.5281/zenodo.1234]",
                "\"10.5281/zenodo.1234\"",
                "\ufeff10.5281/zenodo.1234\u200b",
                "\u00a0doi\uff1a10.5281/zenodo.1234\u00a0"
            })
    void every_spelling_is_the_same_bare_doi(String spelling) {
        assertThat(Doi.parse(spelling)).hasToString("10.5281/zenodo.1234");
    }

    @Test
    void the_case_and_the_signs_of_the_doi_itself_stay() {
        assertThat(Doi.parse("doi:10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2"))
                .hasToString("10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2");
        assertThat(Doi.parse("https://doi.org/10.1002/(SICI)1097-4571(199806)49:8%3C693::AID-ASI4%3E3.0.CO;2-O"))
                .hasToString("10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O");
        assertThat(Doi.parse("10.1016/S0022-0000(05)80064-9")).hasToString("10.1016/S0022-0000(05)80064-9");
        assertThat(Doi.parse("10.1016/S0022(05)")).hasToString("10.1016/S0022(05)");
        assertThat(Doi.parse("https://doi.org/10.1000.10/123456#x")).hasToString("10.1000.10/123456#x");
        assertThat(Doi.parse("10.1000/a+b%2Fc")).hasToString("10.1000/a+b%2Fc");
        assertThat(Doi.parse("https://doi.org/10.1000/a+b%zz")).hasToString("10.1000/a+b%zz");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "zenodo.1234",
                "10.5281",
                "10.5281/",
                "doi:",
                "https://example.org/10.5281/zenodo.1234",
                "10.5281/zen odo",
                "see doi:10.5281/zenodo.1234"
            })
    void what_is_no_doi_is_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Doi.parse(text))
                .withMessage(
                        "field 'doi' is '%s', not a DOI; one is written as '10.5281/zenodo.1234',"
                                + " 'doi:10.5281/zenodo.1234' or 'https://doi.org/10.5281/zenodo.1234'",
                        text);
    }
}
