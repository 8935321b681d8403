package org.seedbank.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayWidthTest {

    @ParameterizedTest
    @CsvSource({"soil, 4", "Böden, 5", "Bo\u0308den, 5", "土壌, 4", "토양, 4", "🌱, 2", "e\u0301\u0328, 1", "'', 0", "ﾂﾁ, 2"
    })
    void text_has_the_width_that_a_terminal_gives_it(String text, int columns) {
        assertThat(DisplayWidth.of(text)).isEqualTo(columns);
    }

    @ParameterizedTest
    @CsvSource({
        "soil-2024, 9, soil-2024",
        "soil-2024, 8, soil-20…",
        "土壌データ, 10, 土壌データ",
        "土壌データ, 9, 土壌デー…",
        "土壌データ, 8, 土壌デ…",
        "Bo\u0308den, 4, Bo\u0308d…",
        "土壌, 1, …"
    })
    void a_cut_fills_no_more_columns_than_there_are(String text, int columns, String shown) {
        assertThat(DisplayWidth.cut(text, columns)).isEqualTo(shown);
        assertThat(DisplayWidth.of(shown)).isLessThanOrEqualTo(columns);
    }
}
