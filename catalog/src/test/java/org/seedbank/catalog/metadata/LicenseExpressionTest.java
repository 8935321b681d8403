package org.seedbank.catalog.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LicenseExpressionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CC-BY-4.0",
                "CC0-1.0",
                "0BSD",
                "GPL-2.0+",
                "Apache-2.0+",
                "MIT AND CC-BY-4.0",
                "MIT OR Apache-2.0 AND ODbL-1.0",
                "(MIT OR Apache-2.0) AND (ODbL-1.0 OR (PDDL-1.0))",
                "GPL-2.0-or-later WITH Classpath-exception-2.0",
                "LicenseRef-our-terms.2",
                "DocumentRef-spdx-1:LicenseRef-our-terms",
                "MIT WITH AdditionRef-ours"
            })
    void an_expression_of_listed_licenses_is_taken_as_it_stands(String text) {
        assertThat(LicenseExpression.parse(text)).hasToString(text);
    }

    @Test
    void blanks_are_put_in_order() {
        assertThat(LicenseExpression.parse("  ( MIT  OR\tApache-2.0 ) ")).hasToString("(MIT OR Apache-2.0)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cc-by-4.0 | CC-BY-4.0",
                "odc-by-1.0 | ODC-By-1.0",
                "gpl-2.0-OR-later WITH classpath-exception-2.0 | GPL-2.0-or-later WITH Classpath-exception-2.0",
                "https://creativecommons.org/licenses/by-nc/4.0/ | CC-BY-NC-4.0",
                "http://creativecommons.org/licenses/by/4.0/legalcode.de | CC-BY-4.0",
                "https://www.creativecommons.org/licenses/by/3.0/us/deed.en | CC-BY-3.0-US",
                "http://creativecommons.org/publicdomain/zero/1.0/ | CC0-1.0",
                "https://opendatacommons.org/licenses/by/1-0/ | ODC-By-1.0",
                "http://www.opendatacommons.org/licenses/pddl/1.0/ | PDDL-1.0",
                "https://opendatacommons.org/licenses/odbl/ | ODbL-1.0",
                "https://spdx.org/licenses/CC-BY-SA-4.0.html | CC-BY-SA-4.0",
                "https://opensource.org/licenses/MIT | MIT",
                "https://opensource.org/license/bsd-3-clause/ | BSD-3-Clause",
                "http://www.apache.org/licenses/LICENSE-2.0.html | Apache-2.0"
            })
    void identifiers_in_any_case_and_addresses_of_licences_are_taken(String typed, String meant) {
        assertThat(LicenseExpression.parse(typed).text()).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://creativecommons.org/licenses/by/",
                "https://creativecommons.org/licenses/by/9.9/",
                "https://opensource.org/licenses/gpl-3.0-ish",
                "https://www.gnu.org/licenses/gpl-3.0.html",
                "https://example.org/licenses/by/4.0/"
            })
    void an_address_that_leaves_it_open_which_licence_is_meant_is_refused(String typed) {
        assertThat(LicenseExpression.find(typed)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CC-BY 4.0 | CC-BY-4.0",
                "CC BY 4.0 International | CC-BY-4.0",
                "cc-by | CC-BY-4.0",
                "CC-BY-SA | CC-BY-SA-4.0",
                "CC0 | CC0-1.0",
                "Apache 2.0 | Apache-2.0",
                "Apache License, Version 2.0 | Apache-2.0",
                "apache | Apache-2.0",
                "Appache-2.0 | Apache-2.0",
                "MIT License | MIT",
                "the mit licence | MIT",
                "GPLv3 | GPL-3.0-or-later",
                "GPL v2 | GPL-2.0-or-later",
                "BSD | BSD-3-Clause",
                "BSD 3-Clause | BSD-3-Clause",
                "ODbL | ODbL-1.0",
                "ODC-PDDL-1.0 | PDDL-1.0",
                "Creative Commons Attribution 4.0 International | CC-BY-4.0",
                "public domain | CC0-1.0",
                "mit and cc-by-4.0 | MIT AND CC-BY-4.0",
                "(mit or Apache 2.0) | (MIT OR Apache-2.0)",
                "GPL-3.0-only with gcc-exception-3.1 | GPL-3.0-only WITH GCC-exception-3.1"
            })
    void a_near_miss_is_refused_with_what_was_probably_meant(String typed, String meant) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LicenseExpression.parse(typed))
                .withMessage(
                        "field 'license' is '%s', not an SPDX license expression; did you mean '%s'?", typed, meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "AND",
                "MIT AND",
                "MIT MIT",
                "(MIT",
                "MIT)",
                "()",
                "free for all!",
                "all rights reserved",
                "LicenseRef-",
                "LicenseRef-a_b",
                "MIT WITH MIT",
                "LicenseRef-a+",
                "Classpath-exception-2.0"
            })
    void anything_else_is_refused_with_an_example(String typed) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LicenseExpression.parse(typed))
                .withMessageContaining("field 'license' is '%s', not an SPDX license expression", typed);
    }

    @Test
    void a_text_of_parentheses_without_end_is_refused_like_any_other() {
        assertThatIllegalArgumentException().isThrownBy(() -> LicenseExpression.parse("(".repeat(100_000)));
    }
}
