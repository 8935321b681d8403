package org.seedbank.cli.catalog;

import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks for what is wrong. */
@Command(
        name = "doctor",
        header = "Find out why something does not work.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeList = {ExitCodes.Help.USAGE})
public final class DoctorCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    private DoctorCommand() {}

    /** The command with those below it. */
    public static CommandLine commandLine(Context context) {
        return new CommandLine(new DoctorCommand()).addSubcommand(new DoctorDriveCommand(context));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
