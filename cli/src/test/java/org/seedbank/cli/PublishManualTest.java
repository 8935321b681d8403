package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.seedbank.uploading.selection.LikelySecrets;
import org.seedbank.uploading.selection.Litter;

/** The manual names exactly what {@code publish} takes for secret or for litter. */
class PublishManualTest {

    static List<Arguments> lists() {
        return List.of(
                Arguments.of("files that look secret", LikelySecrets.files()),
                Arguments.of("folders that look secret", LikelySecrets.folders()),
                Arguments.of("version control, caches and litter", Litter.names()));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void names_every_pattern_and_no_other(String row, List<String> patterns) throws IOException {
        String line = Files.readAllLines(LauncherBench.TREE.resolve("src/site/manual.md")).stream()
                .filter(each -> each.startsWith("| " + row + " |"))
                .findFirst()
                .orElseThrow();

        List<String> named = Pattern.compile("`([^`]+)`")
                .matcher(line.split(" \\| ", -1)[1])
                .results()
                .map((MatchResult each) -> each.group(1))
                .toList();

        assertThat(named).containsExactlyInAnyOrderElementsOf(patterns);
    }
}
