package org.seedbank.cli.status;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.screen.Terminal;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.ScheduleRule;
import org.seedbank.node.api.ScheduleText;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the limits for hours of the day. */
@Command(
        name = "schedule",
        description = {
            "",
            "Without a command, shows the rules with their numbers. Of several rules that apply the first counts, in place of"
                    + " what 'seedbank limit' has set for all datasets together."
        },
        synopsisSubcommandLabel = "[COMMAND]",
        footer = {"  seedbank schedule", "  seedbank schedule add 08:00-18:00 mon-fri up 100K down 1M"},
        exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
public final class ScheduleCommand implements Callable<Integer> {

    private final Context context;

    private ScheduleCommand(Context context) {
        this.context = context;
    }

    /** The command with those below it. */
    public static CommandLine commandLine(Context context) {
        return new CommandLine(new ScheduleCommand(context))
                .addSubcommand(new Add(context))
                .addSubcommand(new Remove(context))
                .addSubcommand(new Clear(context));
    }

    @Override
    public Integer call() throws InterruptedException {
        print(context.nodes().required().schedule(), context.terminal());
        return ExitCodes.OK;
    }

    /** The rules with their numbers. */
    static void print(List<ScheduleRule> rules, Terminal terminal) {
        if (rules.isEmpty()) {
            terminal.say("the schedule has no rules");
        }
        for (int i = 0; i < rules.size(); i++) {
            terminal.out().println("%d  %s".formatted(i + 1, ScheduleText.format(rules.get(i))));
        }
        terminal.out().flush();
    }

    /** Adds a rule to the schedule. */
    @Command(
            name = "add",
            header = "Add a rule to the schedule.",
            description = {
                "",
                "For example: seedbank schedule add 08:00-18:00 mon-fri up 100K down 1M. Days are such as 'mon', 'mon-fri',"
                        + " 'sat,sun' or 'daily'; hours may reach over midnight; what is not named is not limited."
            },
            footer = {
                "  seedbank schedule add 08:00-18:00 mon-fri up 100K down 1M",
                "  seedbank schedule add 22:00-06:00 daily"
            },
            exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
    static final class Add implements Callable<Integer> {

        private final Context context;

        @Spec
        private CommandSpec spec;

        @Parameters(arity = "1..*", paramLabel = "RULE", description = "FROM-TO DAYS [up RATE] [down RATE]")
        private List<String> words;

        Add(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() throws InterruptedException {
            ScheduleRule rule = rule();
            NodeControl node = context.nodes().required();
            List<ScheduleRule> rules = new ArrayList<>(node.schedule());
            rules.add(rule);
            ScheduleCommand.print(node.schedule(rules), context.terminal());
            return ExitCodes.OK;
        }

        private ScheduleRule rule() {
            try {
                return ScheduleText.parse(String.join(" ", words));
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), e.getMessage(), e);
            }
        }
    }

    /** Takes a rule from the schedule. */
    @Command(
            name = "remove",
            header = "Remove a rule from the schedule.",
            description = {"", "The numbers are those of 'seedbank schedule'; the rules behind it move up."},
            footer = {"  seedbank schedule", "  seedbank schedule remove 2"},
            exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
    static final class Remove implements Callable<Integer> {

        private final Context context;

        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "N", description = "The rule's number.")
        private int number;

        Remove(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() throws InterruptedException {
            NodeControl node = context.nodes().required();
            List<ScheduleRule> rules = new ArrayList<>(node.schedule());
            if (number < 1 || number > rules.size()) {
                throw new ParameterException(spec.commandLine(), "the schedule has no rule %d".formatted(number));
            }
            rules.remove(number - 1);
            ScheduleCommand.print(node.schedule(rules), context.terminal());
            return ExitCodes.OK;
        }
    }

    /** Empties the schedule. */
    @Command(
            name = "clear",
            header = "Remove all rules from the schedule.",
            footer = {"  seedbank schedule", "  seedbank schedule clear"},
            exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
    static final class Clear implements Callable<Integer> {

        private final Context context;

        Clear(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() throws InterruptedException {
            ScheduleCommand.print(context.nodes().required().schedule(List.of()), context.terminal());
            return ExitCodes.OK;
        }
    }
}
