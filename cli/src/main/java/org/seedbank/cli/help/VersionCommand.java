package org.seedbank.cli.help;

import java.util.concurrent.Callable;
import org.seedbank.cli.frame.BuiltVersion;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import picocli.CommandLine.Command;

/** Tells which build this is, and what it runs on. */
@Command(
        name = "version",
        description = {
            "",
            "Says the version, the commit, the Java that runs it, libtorrent and the system: what a report of a fault should"
                    + " name. --version behind any command says the same."
        },
        footer = {"  seedbank version", "  seedbank --version"},
        exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.USAGE})
public final class VersionCommand implements Callable<Integer> {

    private final Context context;

    public VersionCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        BuiltVersion.print(context.terminal().out());
        return ExitCodes.OK;
    }
}
