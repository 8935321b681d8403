package org.seedbank.cli.help;

import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_FOOTER;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_FOOTER_HEADING;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_HEADER;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_OPTION_LIST;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_SYNOPSIS;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING;

import java.util.ArrayList;
import java.util.LinkedHashMap;
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

    private static final String REST = "More";
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

    private HelpLayout() {}

    /**
     * Lays out the help of the whole program.
     *
     * @param groups names of commands by the heading above them; what is in none of them goes to the end
     */
    public static void set(CommandLine program, Map<String, List<String>> groups) {
        program.getSubcommands().values().forEach(HelpLayout::setCommand);
        UsageMessageSpec usage = program.getCommandSpec().usageMessage();
        usage.abbreviateSynopsis(true);
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
        boolean takesRef = command.getCommandSpec().positionalParameters().stream()
                .anyMatch(each -> each.paramLabel().contains("REF"));
        if (takesRef) {
            List<String> sections = new ArrayList<>(usage.sectionKeys());
            sections.add(sections.indexOf(SECTION_KEY_FOOTER_HEADING), READ_ON);
            usage.sectionKeys(sections);
            usage.sectionMap()
                    .put(READ_ON, help -> help.createHeading("%n'seedbank help ref' tells what a REF may be.%n"));
        }
        command.getSubcommands().values().forEach(HelpLayout::setCommand);
    }

    private static String grouped(Help help, Map<String, List<String>> groups) {
        Map<String, Help> rest = new LinkedHashMap<>(help.subcommands());
        int width = rest.keySet().stream().mapToInt(String::length).max().orElse(0) + INDENT;
        StringBuilder text = new StringBuilder();
        groups.forEach((heading, names) -> {
            Map<String, Help> group = new LinkedHashMap<>();
            names.stream().filter(rest::containsKey).forEach(name -> group.put(name, rest.remove(name)));
            text.append(group(help, heading, group, width));
        });
        return text.append(group(help, REST, rest, width)).toString();
    }

    private static String group(Help help, String heading, Map<String, Help> commands, int width) {
        if (commands.isEmpty()) {
            return "";
        }
        TextTable table = TextTable.forColumns(
                help.colorScheme(),
                new Column(width, INDENT, Column.Overflow.SPAN),
                new Column(help.commandSpec().usageMessage().width() - width, INDENT, Column.Overflow.WRAP));
        commands.values()
                .forEach(command -> table.addRowValues(
                        command.commandNamesText(", "),
                        help.colorScheme()
                                .text(command.commandSpec().usageMessage().header()[0])));
        return help.createHeading("%n" + heading + "%n") + table;
    }
}
