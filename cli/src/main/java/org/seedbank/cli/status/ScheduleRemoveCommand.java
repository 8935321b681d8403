package org.seedbank.cli.status;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.ScheduleRule;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes a rule from the schedule. */
@Command(
        name = "remove",
        header = "Remove a rule from the schedule.",
        description = {"", "The numbers are those of 'seedbank schedule'; the rules behind it move up."},
        exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
final class ScheduleRemoveCommand implements Callable<Integer> {

    private final Context context;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "N", description = "The rule's number.")
    private int number;

    ScheduleRemoveCommand(Context context) {
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
