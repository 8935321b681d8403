package org.seedbank.cli.help;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.seedbank.cli.option.RowOptions;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Words that may stand behind each command, for the script of a shell. */
final class CompletionTable {

    private static final String NOTHING_KNOWN = "none";
    private static final String CATALOG = "catalog";

    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("REF", "ref"),
            Map.entry("TORRENT-or-REF", "ref"),
            Map.entry("OTHER", "ref"),
            Map.entry("CATALOG", CATALOG),
            Map.entry("PATH", "file"),
            Map.entry("NEWPATH", "file"),
            Map.entry("DIR", "file"),
            Map.entry("TARGET", "file"),
            Map.entry("FILE", "file"),
            Map.entry("TORRENT", "file"),
            Map.entry("LOCATION", "file"));

    /**
     * What may stand behind one command.
     *
     * @param path the names of the command, with those above it; empty for the program
     * @param commands the names below it
     * @param options the names of its options
     * @param values for each option that takes a value: its name, {@code =}, and the kind of the value
     * @param arguments the kind of each argument; {@code +} behind it where it may be repeated
     */
    record Row(String path, List<String> commands, List<String> options, List<String> values, List<String> arguments) {}

    private CompletionTable() {}

    static List<Row> of(CommandLine program) {
        List<Row> rows = new ArrayList<>();
        add(program, rows);
        return rows;
    }

    private static void add(CommandLine command, List<Row> rows) {
        CommandSpec spec = command.getCommandSpec();
        String path = spec.qualifiedName().replaceFirst("^\\S+ ?", "");
        List<String> values = spec.options().stream()
                .filter(option -> option.arity().max() > 0)
                .flatMap(option -> Arrays.stream(option.names()).map(name -> name + "=" + kind(option, path)))
                .toList();
        List<String> options =
                spec.options().stream().map(OptionSpec::longestName).toList();
        List<String> arguments = spec.positionalParameters().stream()
                .map(each -> kind(each, path) + (each.arity().max() > 1 ? "+" : ""))
                .toList();
        rows.add(new Row(path, commands(command), options, values, arguments));
        command.getSubcommands().values().forEach(each -> add(each, rows));
    }

    private static List<String> columns(CommandSpec command) {
        return command.mixins().values().stream()
                .map(CommandSpec::userObject)
                .filter(RowOptions.class::isInstance)
                .flatMap(rows -> ((RowOptions) rows).names().stream())
                .toList();
    }

    /** The names below a command; those of help are all that it tells about. */
    private static List<String> commands(CommandLine command) {
        return command.getCommandSpec().userObject() instanceof HelpCommand
                ? Stream.concat(command.getParent().getSubcommands().keySet().stream(), HelpTopic.labels().stream())
                        .toList()
                : List.copyOf(command.getSubcommands().keySet());
    }

    /**
     * A kind of words that seedbank keeps, files, or the words themselves with bars between them; a comma before these
     * where several can be given with commas between them.
     */
    private static String kind(ArgSpec argument, String path) {
        String label = argument.paramLabel();
        if (label.contains("|")) {
            return label;
        }
        if (label.equals("COLUMN")) {
            return "," + String.join("|", columns(argument.command()));
        }
        if (argument.completionCandidates() != null) {
            // Constants are taken in any case, and written as all other words are.
            return String.join("|", argument.completionCandidates()).toLowerCase(Locale.ROOT);
        }
        boolean ofCatalog = Stream.of("catalog use", "catalog remove").anyMatch(path::equals)
                && argument instanceof PositionalParamSpec;
        return ofCatalog ? CATALOG : KINDS.getOrDefault(label, NOTHING_KNOWN);
    }
}
