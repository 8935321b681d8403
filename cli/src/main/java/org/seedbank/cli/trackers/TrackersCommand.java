package org.seedbank.cli.trackers;

import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.frame.UsageFault;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The trackers that publications name by themselves. */
@Command(
        name = "trackers",
        description = {
            "",
            "What is published from now on names these trackers, besides those of 'publish --tracker'. What was published"
                    + " before stays as it is; 'seedbank edit' changes it."
        },
        footer = {
            "  seedbank trackers list",
            "  seedbank trackers add udp://tracker.example.org:6969",
            "  seedbank trackers check"
        },
        exitCodeList = {ExitCodes.Help.USAGE})
public final class TrackersCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    private TrackersCommand() {}

    /** The command with those below it. */
    public static CommandLine commandLine(Context context) {
        return new CommandLine(new TrackersCommand())
                .addSubcommand(new TrackersChangeCommand.Shown(context))
                .addSubcommand(new TrackersChangeCommand.Added(context))
                .addSubcommand(new TrackersChangeCommand.Removed(context))
                .addSubcommand(new TrackersCheckCommand(context));
    }

    @Override
    public void run() {
        throw UsageFault.commandMissing(spec.commandLine());
    }
}
