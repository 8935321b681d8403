package org.seedbank.cli.status;

import java.util.List;
import java.util.concurrent.Callable;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.screen.Terminal;
import org.seedbank.node.api.ScheduleRule;
import org.seedbank.node.api.ScheduleText;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Shows the limits for hours of the day. */
@Command(
        name = "schedule",
        header = "Show or change limits for some hours of some days.",
        description = {
            "",
            "Without a command, shows the rules with their numbers. Of several rules that apply the first counts, in place of"
                    + " what 'seedbank limit' has set for all datasets together."
        },
        synopsisSubcommandLabel = "[COMMAND]",
        exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
public final class ScheduleCommand implements Callable<Integer> {

    private final Context context;

    private ScheduleCommand(Context context) {
        this.context = context;
    }

    /** The command with those below it. */
    public static CommandLine commandLine(Context context) {
        return new CommandLine(new ScheduleCommand(context))
                .addSubcommand(new ScheduleAddCommand(context))
                .addSubcommand(new ScheduleRemoveCommand(context))
                .addSubcommand(new ScheduleClearCommand(context));
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
}
