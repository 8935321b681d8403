package org.seedbank.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.Map;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.screen.Terminal;
import picocli.CommandLine;

/** Which commands and options this version of the program has. */
final class CommandWords {

    private static final CommandLine ALL = RootCommand.commandLine(new Context(
            new Terminal(
                    new PrintWriter(Writer.nullWriter()), new PrintWriter(Writer.nullWriter()), false, false, false),
            Map.of()));

    private CommandWords() {}

    static synchronized boolean has(String command) {
        return ALL.getSubcommands().containsKey(command);
    }

    static synchronized boolean has(String option, String command) {
        return has(command)
                && ALL.getSubcommands().get(command).getCommandSpec().findOption(option) != null;
    }
}
