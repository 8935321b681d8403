package org.seedbank.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {

    @ParameterizedTest
    @CsvSource({
        "0000, \\u{0}",
        "0007, \\u{7}",
        "0009, \\u{9}",
        "000a, \\u{a}",
        "000d, \\u{d}",
        "001b, \\u{1b}",
        "007f, \\u{7f}",
        "009b, \\u{9b}",
        "00ad, \\u{ad}",
        "061c, \\u{61c}",
        "200b, \\u{200b}",
        "200e, \\u{200e}",
        "2028, \\u{2028}",
        "202e, \\u{202e}",
        "2066, \\u{2066}",
        "d800, \\u{d800}",
        "e000, \\u{e000}",
        "feff, \\u{feff}",
        "e0041, \\u{e0041}"
    })
    void a_line_shows_control_and_invisible_characters_by_their_number(String hex, String shown) {
        String character = Character.toString(Integer.parseInt(hex, 16));

        assertThat(SafeText.line("a" + character + "b")).isEqualTo("a" + shown + "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"soil 2024", "Bodenfeuchte, Größe", "土壌", "почва", "a\u0301", "🌱", "\\n"})
    void a_line_shows_everything_else_as_it_is(String text) {
        assertThat(SafeText.line(text)).isEqualTo(text);
    }

    @Test
    void a_block_keeps_its_lines_and_tabs_and_nothing_else() {
        assertThat(SafeText.block("a\tb\r\nc\n\rd\u001b[2J")).isEqualTo("a\tb\nc\n\\u{d}d\\u{1b}[2J");
    }
}
