package org.seedbank.cli.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seedbank.integrity.Remedy;
import org.seedbank.swarm.Network;

class RemedyWordsTest {

    /** Names of this program's options, commands and variables in a text. */
    private static final Pattern OF_THIS_PROGRAM = Pattern.compile(
            "(^|[\\s'(\"])(--[a-z]|-[a-z][\\s'\"])|'seedbank |\\\\\"seedbank |\\$ ?seedbank |SEEDBANK_[A-Z]");

    /** Lines about other programs, and formats of theirs. */
    private static final Pattern OF_OTHERS =
            Pattern.compile("ionice|renice|cp -rL|--local-dir|## \\$ seedbank manifest|SEEDBANK_KEY"
                    + "|--(homedir|batch|no-tty|no-auto-key-retrieve|status-fd|verify\"\\))");

    private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");

    /** Pages of an export are read in a browser, and tell commands to copy; they have names of styles as well. */
    private static final Path PAGES = Path.of("org/seedbank/catalog/export");

    @ParameterizedTest
    @EnumSource(Remedy.Kind.class)
    void every_kind_of_remedy_has_words_that_hold_all_of_its_facts(Remedy.Kind kind) {
        List<String> facts = Collections.nCopies(kind.facts(), "'a fact'");
        String words = RemedyWords.of(new Remedy(kind, facts));
        assertThat(words).isNotEmpty().doesNotContain("%");
        assertThat(words.split("'a fact'", -1)).hasSizeGreaterThan(kind.facts());
    }

    @Test
    void a_limited_reach_comes_with_what_changes_it() {
        assertThat(RemedyWords.reach(Network.PRIVATE))
                .contains("the node reaches this network only, and 'seedbank node reach public' changes that");
        assertThat(RemedyWords.reach(Network.PUBLIC)).isEmpty();
        assertThat(RemedyWords.further("nobody; the node reaches this machine only; tracker: gone"))
                .contains("'seedbank node reach network' or 'seedbank node reach public' changes that");
        assertThat(RemedyWords.further("none of the 3 known peers answers")).isEmpty();
    }

    @Test
    void a_limit_of_ones_own_is_lifted_where_it_was_set() {
        assertThat(RemedyWords.lifting("nothing may be received: its own limit is 0", "12345678"))
                .contains("'seedbank limit 12345678 --down none' lifts it");
        assertThat(RemedyWords.lifting("nothing may be received: the limit for all together is 0", "12345678"))
                .contains("'seedbank limit --down none' lifts it");
        assertThat(RemedyWords.lifting("nothing may be received: a rule of the schedule says so just now", "12345678"))
                .contains("'seedbank schedule' shows the rules, and 'seedbank schedule remove N' takes one out");
        assertThat(RemedyWords.lifting("a tracker says that its own limit is 0", "12345678"))
                .isEmpty();
    }

    /** Only this module knows what the program's commands and options are called. */
    @ParameterizedTest
    @ValueSource(strings = {"integrity", "database", "catalog", "swarm", "tracker", "uploading", "downloading", "node"})
    void no_text_of_another_module_names_an_option_a_command_or_a_variable(String module) throws IOException {
        List<String> found = new ArrayList<>();
        Path all = Path.of("..", module, "src/main/java");
        try (Stream<Path> sources = Files.walk(all)) {
            for (Path source : sources.filter(each -> each.toString().endsWith(".java"))
                    .filter(each -> !each.startsWith(all.resolve(PAGES)))
                    .toList()) {
                Files.readAllLines(source).stream()
                        .filter(line -> !OF_OTHERS.matcher(line).find())
                        .filter(line -> TEXT.matcher(line).results().anyMatch(text -> OF_THIS_PROGRAM
                                .matcher(text.group())
                                .find()))
                        .forEach(line -> found.add(source.getFileName() + ": " + line.strip()));
            }
        }
        assertThat(found).isEmpty();
    }
}
