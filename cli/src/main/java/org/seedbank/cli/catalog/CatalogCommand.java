package org.seedbank.cli.catalog;

import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands about catalogs as a whole. */
@Command(
        name = "catalog",
        header = "Name, make, choose, check and export catalogs.",
        description = {
            "",
            "A catalog lists published datasets. Your own is always there and is called 'local'; others get a name with"
                    + " 'add'. The names are this machine's: other people may call the same catalog otherwise."
        },
        synopsisSubcommandLabel = "COMMAND",
        exitCodeList = {ExitCodes.Help.USAGE})
public final class CatalogCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    private CatalogCommand() {}

    /** The command with those below it. */
    public static CommandLine commandLine(Context context) {
        return new CommandLine(new CatalogCommand())
                .addSubcommand(new CatalogListCommand(context))
                .addSubcommand(new CatalogAddCommand(context))
                .addSubcommand(new CatalogCreateCommand(context))
                .addSubcommand(new CatalogUseCommand(context))
                .addSubcommand(new CatalogRemoveCommand(context))
                .addSubcommand(new CatalogCheckCommand(context))
                .addSubcommand(new CatalogExportCommand(context));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
