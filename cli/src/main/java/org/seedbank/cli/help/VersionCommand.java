package org.seedbank.cli.help;

import java.util.concurrent.Callable;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tells which build this is, and what it runs on. */
@Command(
        name = "version",
        header = "Tell the version, and what it was built from and runs on.",
        description = {
            "",
            "Says the version, the commit, the Java that runs it, libtorrent and the system: what a report of a fault should"
                    + " name. --version behind any command says the same."
        },
        footer = {"  seedbank version", "  seedbank --version"},
        exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.USAGE})
public final class VersionCommand implements Callable<Integer> {

    private final Context context;

    @Spec
    private CommandSpec spec;

    public VersionCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        spec.commandLine().printVersionHelp(context.terminal().out());
        return ExitCodes.OK;
    }
}
