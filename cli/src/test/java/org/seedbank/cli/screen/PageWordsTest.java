package org.seedbank.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.seedbank.cli.frame.RemedyWords;
import org.seedbank.cli.status.Cause;
import org.seedbank.cli.status.StepWords;
import org.seedbank.integrity.json.JsonMapper;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.OwnLimit;
import org.seedbank.node.api.ReachText;
import org.seedbank.node.examination.Finding;
import org.seedbank.node.examination.Finding.Kind;
import org.seedbank.swarm.Network;

/** The node's page has the same words for findings as the command line. */
class PageWordsTest {

    private static final String WORDS = "finding-words.js";
    private static final Path MADE = Path.of("target", WORDS);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static String text(String text) {
        return JSON.text(text);
    }

    private static String made() {
        return Arrays.stream(Kind.values())
                .map(kind -> "  %s: %s,\n".formatted(text(kind.label()), array(kind)))
                .collect(Collectors.joining(
                        "",
                        """
                        // Made of FindingText by PageWordsTest: what was found, how that is known, what to do about it, and, where that is another
                        // thing for who did not publish the dataset, what they can do; who lacks something can name a peer as well. `%1$s` stands for the first fact, REF for the dataset.
                        export const WORDS = {
                        """,
                        "};\n" + "export const NAME_A_PEER = %s;\n".formatted(text(FindingText.NAME_A_PEER))
                                + lifting()
                                + object(
                                        "FURTHER",
                                        Stream.of(Network.LOCAL, Network.PRIVATE),
                                        PageWordsTest::limit,
                                        each -> RemedyWords.further(limit(each)).orElseThrow())
                                + object("STEPS", Stream.of(StepWords.values()), StepWords::label, StepWords::template)
                                + list("NEAREST", Cause.NEAREST.stream().map(Kind::label))
                                + list(
                                        "AWAITS_BYTES",
                                        Stream.of(DatasetState.values())
                                                .filter(DatasetState::awaitsBytes)
                                                .map(DatasetState::label))
                                + "export const OWN_PROXY = %s;\n".formatted(text(Finding.OWN_PROXY))));
    }

    private static String limit(Network network) {
        return ReachText.limit(network).orElseThrow();
    }

    private static String lifting() {
        return object("LIFTING", Stream.of(OwnLimit.values()), OwnLimit::text, FindingText::lifting);
    }

    private static <T> String object(String name, Stream<T> all, Function<T, String> key, Function<T, String> value) {
        return all.map(each -> "  %s: %s,\n".formatted(text(key.apply(each)), text(value.apply(each))))
                .collect(Collectors.joining("", "export const %s = {\n".formatted(name), "};\n"));
    }

    private static String list(String name, Stream<String> all) {
        return all.map(PageWordsTest::text)
                .collect(Collectors.joining(", ", "export const %s = [".formatted(name), "];\n"));
    }

    private static String array(Kind kind) {
        FindingText words = FindingText.words(kind);
        String usual = "[%s, %s, %s".formatted(text(words.said()), text(words.how()), text(words.next()));
        return usual
                + FindingText.ofOthers(kind)
                        .map(other -> ", %s]".formatted(text(other)))
                        .orElse("]");
    }

    @Test
    void are_those_of_the_command_line() throws IOException {
        Files.createDirectories(MADE.getParent());
        Files.writeString(MADE, made());
        try (InputStream in = Kind.class.getResourceAsStream("/org/seedbank/node/page/" + WORDS)) {
            assertThat(in)
                    .as("copy cli/%s to node/src/main/resources/org/seedbank/node/page", MADE)
                    .isNotNull()
                    .asString(StandardCharsets.UTF_8)
                    .as("copy cli/%s to node/src/main/resources/org/seedbank/node/page", MADE)
                    .isEqualTo(made());
        }
    }
}
