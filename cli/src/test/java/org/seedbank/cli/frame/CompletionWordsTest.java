package org.seedbank.cli.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.cli.frame.CompletionWords.Kind;
import org.seedbank.cli.frame.CompletionWords.Word;
import org.seedbank.cli.screen.Terminal;

class CompletionWordsTest {

    @TempDir
    Path home;

    private CompletionWords words;

    @BeforeEach
    void open() {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        words = new CompletionWords(new Context(
                new Terminal(nowhere, nowhere, false, false, false), Map.of("SEEDBANK_HOME", home.toString())));
    }

    @Test
    void words_come_with_what_they_stand_for() throws Exception {
        words.keep(Kind.REFS, Stream.of(new Word("1", "Soil"), new Word("lab/12b", "Ice\tand\nsnow")));
        words.add(Kind.REFS, new Word("2", "x".repeat(70)));
        words.add(Kind.REFS, new Word("1", "Soil"));

        assertThat(kept("refs")).isEqualTo("""
            1\tSoil
            lab/12b\tIce\\u{9}and\\u{a}snow
            2\t%s
            """.formatted("x".repeat(60)));
    }

    @Test
    void what_a_shell_would_obey_is_left_out() throws Exception {
        words.keep(
                Kind.NAMES,
                Stream.of("soil-2024", "$(reboot)", "a b", "--help", "`x`", "a;b", "a*", "~x", "Böden", "a'b", "")
                        .map(name -> new Word(name, "")));

        assertThat(kept("names").lines().map(String::strip)).containsExactly("soil-2024", "Böden");
    }

    @Test
    void no_more_are_kept_than_a_shell_reads_at_once() throws Exception {
        words.keep(Kind.REFS, IntStream.range(0, 30_000).mapToObj(each -> new Word("" + each, "")));
        words.add(Kind.REFS, new Word("30000", ""));

        assertThat(kept("refs").lines()).hasSize(20_000);
    }

    @Test
    void a_cache_that_cannot_be_written_keeps_nothing() throws Exception {
        Files.writeString(home.resolve("cache"), "no folder");

        words.keep(Kind.REFS, Stream.of(new Word("1", "Soil")));
        words.add(Kind.REFS, new Word("2", "Ice"));

        assertThat(home.resolve("cache")).hasContent("no folder");
    }

    private String kept(String kind) throws Exception {
        return Files.readString(home.resolve("cache/completion").resolve(kind));
    }
}
