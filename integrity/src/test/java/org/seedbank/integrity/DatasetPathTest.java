package org.seedbank.integrity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DatasetPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "a/b/c", "...", ".hidden", "a..b/..c", " ", "C:/x", "back\\slash", "new\nline", "ü/日本/🌱"})
    void takes_what_stays_inside_the_dataset(String text) {
        DatasetPath path = new DatasetPath(text);

        assertThat(DatasetPath.ofNames(path.names())).isEqualTo(path).hasToString(text);
        assertThat(path.under(Path.of("/data/set"))).isEqualTo(Path.of("/data/set/" + text));
    }

    @ParameterizedTest
    @CsvSource({
        "'', a path inside a dataset cannot be empty",
        "/etc/passwd, the path '/etc/passwd' has an empty name or starts with '/'",
        "a/, the path 'a/' has an empty name or starts with '/'",
        "a//b, the path 'a//b' has an empty name or starts with '/'",
        "/, the path '/' has an empty name or starts with '/'",
        "., the path '.' has a name '.'",
        "a/./b, the path 'a/./b' has a name '.'",
        ".., the path '..' has a name '..'",
        "a/../../b, the path 'a/../../b' has a name '..'",
        "a/.., the path 'a/..' has a name '..'"
    })
    void refuses_what_could_lead_out_of_it(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DatasetPath(text))
                .withMessage(message.replace('"', '\''));
    }

    @Test
    void refuses_a_nul() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DatasetPath("a\0b"))
                .withMessage("the path 'a\0b' holds a NUL");
    }

    @Test
    void refuses_half_a_surrogate_pair() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DatasetPath("a\ud800"))
                .withMessage("the path 'a\ud800' is not valid Unicode");
    }

    @Test
    void refuses_a_name_with_a_separator_in_it() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DatasetPath.ofNames(List.of("a", "b/c")))
                .withMessage("the name 'b/c' in a path holds a '/'");
    }

    @Test
    void refuses_a_path_without_names() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DatasetPath.ofNames(List.of()))
                .withMessage("a path inside a dataset cannot be empty");
    }

    @Test
    void is_at_most_4096_bytes_of_utf_8() {
        String longest = "ü".repeat(2048);

        assertThat(new DatasetPath(longest).text()).isEqualTo(longest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DatasetPath(longest + "u"))
                .withMessage("a path inside a dataset is longer than 4096 bytes");
    }

    @Test
    void is_at_most_90_names_deep() {
        List<String> deepest = Collections.nCopies(90, "d");

        assertThat(DatasetPath.ofNames(deepest).names()).isEqualTo(deepest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DatasetPath.ofNames(Collections.nCopies(91, "d")))
                .withMessage("a path inside a dataset is more than 90 names deep");
    }

    @Test
    void sorts_by_the_unsigned_bytes_of_its_utf_8_form() {
        List<String> sorted = List.of("A", "a", "a-b", "a.b", "a/b", "a0", "~", "ü", "\uff5e", "🌱");

        assertThat(Stream.of("🌱", "\uff5e", "ü", "~", "a0", "a/b", "a.b", "a-b", "a", "A")
                        .map(DatasetPath::new)
                        .sorted()
                        .map(DatasetPath::text))
                .isEqualTo(sorted);
    }
}
