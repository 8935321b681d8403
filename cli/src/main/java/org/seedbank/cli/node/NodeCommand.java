package org.seedbank.cli.node;

import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.frame.UsageFault;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The commands about the node as a whole. */
@Command(
        name = "node",
        description = {
            "",
            "The node is a process of yours that seeds and fetches, also when nobody is logged in. There is one for each"
                    + " home. 'publish', 'get' and 'add' start it when it does not run; 'node install' has it started"
                    + " with the machine. 'seedbank status' shows what it does with each dataset."
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {"  seedbank node start", "  seedbank node reach network", "  seedbank node status"},
        exitCodeList = {ExitCodes.Help.USAGE})
public final class NodeCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    private NodeCommand() {}

    /** The command with those below it. */
    public static CommandLine commandLine(Context context) {
        return new CommandLine(new NodeCommand())
                .addSubcommand(new NodeStartCommand(context))
                .addSubcommand(new NodeStartCommand.Stop(context))
                .addSubcommand(new NodeRestartCommand(context))
                .addSubcommand(new NodeStatusCommand(context))
                .addSubcommand(new NodeReachCommand(context))
                .addSubcommand(new NodeNetworkCommand(context))
                .addSubcommand(new NodeRunCommand(context))
                .addSubcommand(new NodeInstallCommand(context))
                .addSubcommand(new NodeInstallCommand.Uninstall(context))
                .addSubcommand(new NodeBackupCommand(context))
                .addSubcommand(new NodeBackupCommand.Restore(context))
                .addSubcommand(new NodeWatchCommand(context))
                .addSubcommand(new NodeWatchCommand.Drop(context))
                .addSubcommand(new NodeWatchCommand.Cancel(context));
    }

    @Override
    public void run() {
        throw UsageFault.commandMissing(spec.commandLine());
    }
}
