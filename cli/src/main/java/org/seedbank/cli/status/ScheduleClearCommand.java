package org.seedbank.cli.status;

import java.util.List;
import java.util.concurrent.Callable;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import picocli.CommandLine.Command;

/** Empties the schedule. */
@Command(
        name = "clear",
        header = "Remove all rules from the schedule.",
        exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
final class ScheduleClearCommand implements Callable<Integer> {

    private final Context context;

    ScheduleClearCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        ScheduleCommand.print(context.nodes().required().schedule(List.of()), context.terminal());
        return ExitCodes.OK;
    }
}
