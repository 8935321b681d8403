package org.seedbank.integrity.torrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.Sha256;

final class ManifestTest {

    private static final Sha256 D = new Sha256("d".repeat(64));
    private static final Sha256 E = new Sha256("e".repeat(64));

    @Test
    void has_a_line_for_each_file_sorted_by_the_bytes_of_its_path() {
        Manifest manifest = new Manifest(List.of(line(D, "a/b"), line(E, "a-b"), line(D, "ü"), line(E, "a.b")));

        assertThat(manifest.text()).isEqualTo("""
                        eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee  a-b
                        eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee  a.b
                        dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd  a/b
                        dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd  ü
                        """);
    }

    @Test
    void its_digest_is_the_sha_256_of_its_text() {
        Manifest manifest = new Manifest(List.of(line(D, "b"), line(E, "new\nline/ü")));

        assertThat(manifest.digest()).isEqualTo(Sha256.digestOf(manifest.text().getBytes(StandardCharsets.UTF_8)));
    }

    static Stream<Arguments> namesAndWhatSha256sumPrints() {
        return Stream.of(
                arguments("with  space", "", "with  space"),
                arguments("tab\tinside", "", "tab\tinside"),
                arguments("ü/日本", "", "ü/日本"),
                arguments("\u0001\u007f", "", "\u0001\u007f"),
                arguments("back\\slash", "\\", "back\\\\slash"),
                arguments("new\nline", "\\", "new\\nline"),
                arguments("carriage\rreturn", "\\", "carriage\\rreturn"),
                arguments("\\n\n\\", "\\", "\\\\n\\n\\\\"));
    }

    @ParameterizedTest
    @MethodSource("namesAndWhatSha256sumPrints")
    void escapes_names_as_sha256sum_does(String name, String mark, String escaped) {
        assertThat(line(D, name).text()).isEqualTo(mark + D + "  " + escaped + "\n");
    }

    private static Manifest.Line line(Sha256 digest, String path) {
        return new Manifest.Line(digest, new DatasetPath(path));
    }
}
