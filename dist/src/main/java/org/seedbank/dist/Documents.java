package org.seedbank.dist;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.seedbank.cli.RootCommand;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.screen.Terminal;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/** Writes the manual pages, as AsciiDoc, and the completion for bash, from the same commands as the help. */
public final class Documents {

    private Documents() {}

    /**
     * Writes them.
     *
     * @param args the folder for the pages, and the file for the completion
     */
    public static void main(String[] args) throws IOException {
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        CommandLine program = RootCommand.commandLine(
                new Context(new Terminal(nowhere, nowhere, false, false, false), Map.of("HOME", "/nowhere")));
        Path pages = Files.createDirectories(Path.of(args[0]));
        int code =
                ManPageGenerator.generateManPage(pages.toFile(), null, new boolean[0], true, program.getCommandSpec());
        if (code != 0) {
            throw new IOException("the manual pages could not be written to '%s'".formatted(pages));
        }
        Path completion = Path.of(args[1]);
        Files.createDirectories(completion.getParent());
        // It is read by a shell, never run.
        Files.writeString(completion, AutoComplete.bash("seedbank", program).replaceFirst("^#!.*\n", ""));
    }
}
