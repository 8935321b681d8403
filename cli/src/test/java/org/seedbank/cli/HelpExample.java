package org.seedbank.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.screen.Terminal;
import picocli.CommandLine;

/**
 * An example in the help of a command.
 *
 * @param command whose help has it, without the program's name; empty for the program itself
 * @param line what is to be typed, for a shell
 */
record HelpExample(String command, String line) {

    private static final Pattern WORD = Pattern.compile("#.*|'([^']*)'|[^\\s']+");

    /** All examples, in the order in which help lists the commands. */
    static List<HelpExample> all() {
        return of(program()).toList();
    }

    /** The program with all its commands, which prints to nobody. */
    static CommandLine program() {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        return RootCommand.commandLine(new Context(new Terminal(nowhere, nowhere, false, false, false), Map.of()));
    }

    private static Stream<HelpExample> of(CommandLine command) {
        String name = command.getCommandSpec().qualifiedName().replaceFirst("^seedbank ?", "");
        Stream<HelpExample> own = Arrays.stream(
                        command.getCommandSpec().usageMessage().footer())
                .map(line -> new HelpExample(name, line.strip()));
        return Stream.concat(own, command.getSubcommands().values().stream().flatMap(HelpExample::of));
    }

    /** What a shell makes of the line, without a comment and what it sets for the program. */
    List<String> words() {
        return WORD.matcher(line)
                .results()
                .map(MatchResult::group)
                .filter(word -> !word.startsWith("#") && !word.matches("[A-Z_]+=.*"))
                .map(word -> word.replace("'", ""))
                .toList();
    }
}
