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
import picocli.CommandLine;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/** Writes the manual pages, as AsciiDoc, and completion for shells, from the same commands as the help. */
public final class Documents {

    private Documents() {}

    /**
     * Writes them.
     *
     * @param args the folder for the pages; then shells, and behind each the file for its completion
     */
    public static void main(String[] args) throws IOException {
        StringWriter printed = new StringWriter();
        PrintWriter out = new PrintWriter(printed);
        CommandLine program = RootCommand.commandLine(
                new Context(new Terminal(out, out, false, false, false), Map.of("HOME", "/nowhere")));
        Path pages = Files.createDirectories(Path.of(args[0]));
        int code =
                ManPageGenerator.generateManPage(pages.toFile(), null, new boolean[0], true, program.getCommandSpec());
        if (code != 0) {
            throw new IOException("the manual pages could not be written to '%s'".formatted(pages));
        }
        for (int i = 1; i < args.length; i += 2) {
            printed.getBuffer().setLength(0);
            if (program.execute("completion", args[i]) != 0) {
                throw new IOException("the completion for %s could not be printed: %s".formatted(args[i], printed));
            }
            out.flush();
            Path completion = Path.of(args[i + 1]);
            Files.createDirectories(completion.getParent());
            Files.writeString(completion, printed.toString());
        }
    }
}
