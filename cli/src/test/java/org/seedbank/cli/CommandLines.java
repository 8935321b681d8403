package org.seedbank.cli;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.node.BackgroundNode;
import org.seedbank.cli.screen.Keyboard;
import org.seedbank.cli.screen.Terminal;

/** Runs command lines in one process of their own, each an argument with blanks between its words, and prints its exit code after it. */
final class CommandLines {

    private CommandLines() {}

    /** Runs all of them, whatever becomes of one. */
    public static void main(String[] lines) {
        PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true);
        Terminal terminal = new Terminal(out, out, false, false, false);
        Stream.of(lines).map(line -> line.split(" ")).forEach(words -> {
            Context context =
                    new Context(terminal, System.getenv(), Keyboard.none(), home -> new BackgroundNode(home, terminal));
            out.println("$ " + words[0]);
            int code = RootCommand.commandLine(context, words).execute(words);
            out.println("= " + code);
        });
    }
}
