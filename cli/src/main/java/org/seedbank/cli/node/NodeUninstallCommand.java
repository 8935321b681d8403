package org.seedbank.cli.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.frame.UnitFailure;
import org.seedbank.cli.screen.SafeText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Undoes what has the machine start the node. */
@Command(
        name = "uninstall",
        header = "Have the node no longer started with the machine.",
        description = {
            "",
            "Deletes the unit that 'seedbank node install' has written. The node itself goes on until it is stopped, and what"
                    + " it has is kept."
        },
        exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
final class NodeUninstallCommand implements Callable<Integer> {

    private static final String MARK = "# Written by 'seedbank node install'";

    private final Context context;

    @Option(names = "--force", description = "Delete the unit even if it was not written by 'seedbank node install'.")
    private boolean force;

    NodeUninstallCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Path file = context.userUnits().resolve(NodeUnit.NAME);
        try {
            if (!Files.exists(file)) {
                context.terminal().say(SafeText.line("there is no '%s'".formatted(file)));
            } else if (!force && !Files.readString(file).startsWith(MARK)) {
                throw new UnitFailure(file, "was not written by 'seedbank node install'", "delete it with --force");
            } else {
                Files.delete(file);
                context.terminal().out().println(SafeText.line("deleted '%s'".formatted(file)));
                context.terminal().say("with systemd, also: systemctl --user disable --now seedbank");
            }
        } catch (IOException e) {
            throw new UnitFailure(file, e);
        }
        context.terminal().say("a line with @reboot, if there is one, is removed with 'crontab -e'");
        return ExitCodes.OK;
    }
}
