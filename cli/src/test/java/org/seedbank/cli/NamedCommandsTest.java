package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Whatever a text of this program tells a person to type is a command that there is, with options that it has. */
class NamedCommandsTest {

    private static final Path SOURCES = Path.of("src/main/java");

    /** Texts of several lines are one text. */
    private static final Pattern JOINED = Pattern.compile("\"\\s*\\+\\s*\"");

    private static final Pattern NAMED = Pattern.compile("'seedbank ([a-z][^'\"]*)'");

    private static final Pattern COMMAND = Pattern.compile("[a-z][a-z-]*");

    private static final Pattern OPTION = Pattern.compile("(--?[a-z][a-z-]*).*");

    @Test
    void every_command_that_a_text_names_exists() throws IOException {
        List<String> named = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        try (Stream<Path> all = Files.walk(SOURCES)) {
            for (Path source :
                    all.filter(each -> each.toString().endsWith(".java")).toList()) {
                String text = JOINED.matcher(Files.readString(source)).replaceAll("");
                NAMED.matcher(text).results().map(MatchResult::group).forEach(named::add);
            }
        }
        for (String each : named) {
            problem(each).ifPresent(why -> wrong.add(each + ": " + why));
        }
        assertThat(named).hasSizeGreaterThan(100);
        assertThat(wrong).isEmpty();
    }

    @Test
    void a_command_or_an_option_that_does_not_exist_is_found() {
        assertThat(problem("'seedbank node follow'")).contains("no command 'follow'");
        assertThat(problem("'seedbank get REF --pear HOST:PORT'")).contains("no option '--pear'");
        assertThat(problem("'seedbank get %s --peer HOST:PORT'")).isEmpty();
        assertThat(problem("'seedbank doctor drive'")).isEmpty();
    }

    private static Optional<String> problem(String named) {
        CommandLine command = HelpExample.program();
        for (String word :
                named.substring("'seedbank ".length(), named.length() - 1).split(" ", -1)) {
            Matcher option = OPTION.matcher(word);
            if (option.matches()) {
                if (command.getCommandSpec().findOption(option.group(1)) == null) {
                    return Optional.of("no option '%s'".formatted(option.group(1)));
                }
                continue;
            }
            if (command.getSubcommands().isEmpty() || !COMMAND.matcher(word).matches()) {
                continue;
            }
            if (!command.getSubcommands().containsKey(word)) {
                return Optional.of("no command '%s'".formatted(word));
            }
            command = command.getSubcommands().get(word);
        }
        return Optional.empty();
    }
}
