package org.seedbank.cli.help;

import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_DESCRIPTION;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST_HEADING;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_FOOTER;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_FOOTER_HEADING;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_HEADER;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_OPTION_LIST;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_PARAMETER_LIST;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_PARAMETER_LIST_HEADING;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_SYNOPSIS;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING;

import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The layout of {@code --help}: of the program, with its commands in groups, and of each command. */
public final class HelpLayout {

    private static final String READ_ON = "read-on";
    private static final int INDENT = 2;

    private static final List<String> OF_THE_PROGRAM = List.of(
            SECTION_KEY_HEADER,
            SECTION_KEY_SYNOPSIS_HEADING,
            SECTION_KEY_SYNOPSIS,
            SECTION_KEY_COMMAND_LIST,
            SECTION_KEY_OPTION_LIST_HEADING,
            SECTION_KEY_OPTION_LIST,
            SECTION_KEY_FOOTER_HEADING,
            SECTION_KEY_FOOTER,
            READ_ON);

    /** Of a command most people want an example; it may not stand below three screens of options. */
    private static final List<String> OF_A_COMMAND = List.of(
            SECTION_KEY_HEADER,
            SECTION_KEY_SYNOPSIS_HEADING,
            SECTION_KEY_SYNOPSIS,
            SECTION_KEY_FOOTER_HEADING,
            SECTION_KEY_FOOTER,
            SECTION_KEY_DESCRIPTION,
            SECTION_KEY_PARAMETER_LIST_HEADING,
            SECTION_KEY_PARAMETER_LIST,
            SECTION_KEY_OPTION_LIST_HEADING,
            SECTION_KEY_OPTION_LIST,
            SECTION_KEY_COMMAND_LIST_HEADING,
            SECTION_KEY_COMMAND_LIST,
            SECTION_KEY_EXIT_CODE_LIST_HEADING,
            SECTION_KEY_EXIT_CODE_LIST,
            READ_ON);

    private HelpLayout() {}

    /**
     * Lays out the help of the whole program.
     *
     * @param groups by the headings above them: the names of all commands, each with what it does
     */
    public static void set(CommandLine program, Map<String, Map<String, String>> groups) {
        program.getSubcommands().values().forEach(HelpLayout::setCommand);
        UsageMessageSpec usage = program.getCommandSpec().usageMessage();
        usage.customSynopsis("seedbank [OPTIONS] COMMAND");
        usage.sectionKeys(OF_THE_PROGRAM);
        usage.sectionMap().put(SECTION_KEY_COMMAND_LIST, help -> grouped(help, groups));
        usage.sectionMap()
                .put(
                        READ_ON,
                        help -> help.createHeading(
                                "%n'seedbank help COMMAND' tells more about a command, 'seedbank help"
                                        + " ref' what a REF may be, and 'seedbank help exit-codes' what a command ends with."
                                        + " Try 'seedbank demo' first.%n"));
    }

    private static void setCommand(CommandLine command) {
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        // Of options the short form shows none, also none that has to be given.
        usage.abbreviateSynopsis(command.getCommandSpec().options().stream().noneMatch(OptionSpec::required));
        usage.sectionKeys(OF_A_COMMAND);
        boolean takesRef = command.getCommandSpec().positionalParameters().stream()
                .anyMatch(each -> each.paramLabel().contains("REF"));
        if (takesRef) {
            usage.sectionMap()
                    .put(READ_ON, help -> help.createHeading("%n'seedbank help ref' tells what a REF may be.%n"));
        }
        command.getSubcommands().values().forEach(HelpLayout::setCommand);
    }

    /** What fits on one screen of the program: its commands by their names alone, and its examples. */
    public static String overview(CommandLine program, Map<String, Map<String, String>> groups) {
        Help help = program.getHelp();
        int width = groups.keySet().stream().mapToInt(String::length).max().orElse(0) + INDENT;
        TextTable table = TextTable.forColumns(
                help.colorScheme(),
                new Column(width, 0, Column.Overflow.SPAN),
                new Column(help.commandSpec().usageMessage().width() - width, 0, Column.Overflow.WRAP));
        groups.forEach((heading, group) -> table.addRowValues(heading, String.join(", ", group.keySet())));
        return help.header()
                + help.synopsisHeading()
                + help.synopsis(help.synopsisHeadingLength())
                + "\n"
                + table
                + help.footerHeading()
                + help.footer()
                + help.createHeading(
                        "%n'seedbank --help' says what each command does, and 'seedbank help COMMAND' tells"
                                + " everything about one. Try 'seedbank demo' first.%n");
    }

    private static String grouped(Help help, Map<String, Map<String, String>> groups) {
        int width = groups.values().stream()
                        .flatMap(group -> group.keySet().stream())
                        .mapToInt(String::length)
                        .max()
                        .orElse(0)
                + INDENT;
        StringBuilder text = new StringBuilder();
        groups.forEach((heading, commands) -> text.append(group(help, heading, commands, width)));
        return text.toString();
    }

    private static String group(Help help, String heading, Map<String, String> commands, int width) {
        TextTable table = TextTable.forColumns(
                help.colorScheme(),
                new Column(width, INDENT, Column.Overflow.SPAN),
                new Column(help.commandSpec().usageMessage().width() - width, INDENT, Column.Overflow.WRAP));
        commands.forEach((name, line) -> table.addRowValues(
                help.colorScheme().commandText(name), help.colorScheme().text(line)));
        return help.createHeading("%n" + heading + "%n") + table;
    }
}
