package org.seedbank.dist;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.seedbank.cli.RootCommand;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.screen.Terminal;
import org.seedbank.library.Version;
import picocli.CommandLine;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/** Writes the manual pages, as AsciiDoc, and completion for shells, from the same commands as the help. */
public final class Documents {

    /** As the help has it, which is no section of a page. */
    private static final Pattern HEADING_OF_HELP = Pattern.compile("^== +(.*):$", Pattern.MULTILINE);

    private static final Pattern EMPTY_SECTION = Pattern.compile("^== .*\\n\\s*(?=// end)", Pattern.MULTILINE);

    private static final Pattern NAMED_COMMAND = Pattern.compile("\\bseedbank ([a-z-]+(?: [a-z-]+)*)");

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
        name(program, "seedbank " + Version.number());
        Path pages = Files.createDirectories(Path.of(args[0]));
        int code =
                ManPageGenerator.generateManPage(pages.toFile(), null, new boolean[0], true, program.getCommandSpec());
        if (code != 0) {
            throw new IOException("the manual pages could not be written to '%s'".formatted(pages));
        }
        finish(pages, program);
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

    /** Gives each command the version that stands at the foot of its page. */
    private static void name(CommandLine command, String version) {
        command.getCommandSpec().version(version);
        command.getSubcommands().values().forEach(below -> name(below, version));
    }

    private static void finish(Path pages, CommandLine command) throws IOException {
        Path file = pages.resolve(pageOf(command) + ".adoc");
        String text = HEADING_OF_HELP.matcher(Files.readString(file)).replaceAll("== $1");
        text = text.replace("== Exit codes\n", "== Exit status\n");
        text = EMPTY_SECTION.matcher(text).replaceAll("");
        Files.writeString(file, text + "\n== See also\n\n" + String.join(", ", seeAlso(command, text)) + "\n");
        for (CommandLine below : command.getSubcommands().values()) {
            finish(pages, below);
        }
    }

    /** The commands above and below, and those that the page names. */
    private static Set<String> seeAlso(CommandLine command, String text) {
        Set<CommandLine> others = new LinkedHashSet<>();
        if (command.getParent() != null) {
            others.add(command.getParent());
        }
        others.addAll(command.getSubcommands().values());
        CommandLine program = command;
        while (program.getParent() != null) {
            program = program.getParent();
        }
        CommandLine all = program;
        NAMED_COMMAND.matcher(text).results().forEach(named -> others.add(deepest(all, named.group(1))));
        others.remove(command);
        return others.stream()
                .map(each -> "*%s*(1)".formatted(pageOf(each)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static CommandLine deepest(CommandLine program, String words) {
        CommandLine found = program;
        for (String word : Pattern.compile(" ").splitAsStream(words).toList()) {
            CommandLine below = found.getSubcommands().get(word);
            if (below == null) {
                return found;
            }
            found = below;
        }
        return found;
    }

    private static String pageOf(CommandLine command) {
        return command.getCommandSpec().qualifiedName("-");
    }
}
