package org.seedbank.cli.catalog;

import java.util.concurrent.Callable;
import org.seedbank.catalog.names.NamedCatalog;
import org.seedbank.cli.frame.CompletionWords;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.frame.UsageFault;
import org.seedbank.cli.screen.SafeText;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The commands about catalogs as a whole. */
@Command(
        name = "catalog",
        description = {
            "",
            "A catalog lists published datasets. Your own is always there and is called 'local'; others get a name with"
                    + " 'add'. The names are this machine's: other people may call the same catalog otherwise."
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {"  seedbank catalog list", "  seedbank catalog add lab /mnt/lab/catalog", "  seedbank catalog use lab"
        },
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
                .addSubcommand(new Use(context))
                .addSubcommand(new Remove(context))
                .addSubcommand(new CatalogCheckCommand(context))
                .addSubcommand(new CatalogExportCommand(context));
    }

    @Override
    public void run() {
        throw UsageFault.commandMissing(spec.commandLine());
    }

    /** Chooses the default catalog. */
    @Command(
            name = "use",
            header = "Make a catalog the default.",
            description = {
                "",
                "The default is the catalog that 'publish' lists in, and that serials and 'get --all' are about, where no"
                        + " other is named. 'seedbank catalog use local' goes back to your own."
            },
            footer = {"  seedbank catalog use lab", "  seedbank catalog use local"},
            exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
    static final class Use implements Callable<Integer> {

        private final Context context;

        @Parameters(paramLabel = "NAME", description = "A name from 'seedbank catalog list'.")
        private String name;

        Use(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() throws InterruptedException {
            NamedCatalog used = context.catalogs().registry().use(name);
            context.terminal()
                    .out()
                    .println(SafeText.line("the default is now '%s': %s".formatted(used.name(), used.location())));
            return ExitCodes.OK;
        }
    }

    /** Forgets the name of a catalog. */
    @Command(
            name = "remove",
            header = "Forget the name of a catalog.",
            description = {"", "Nothing in the catalog is changed or deleted."},
            footer = {"  seedbank catalog list", "  seedbank catalog remove lab"},
            exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
    static final class Remove implements Callable<Integer> {

        private final Context context;

        @Parameters(paramLabel = "NAME", description = "A name from 'seedbank catalog list', but not 'local'.")
        private String name;

        Remove(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() throws InterruptedException {
            NamedCatalog removed = context.catalogs().registry().remove(name);
            new CompletionWords(context).keepCatalogs();
            context.terminal()
                    .out()
                    .println(SafeText.line(
                            "removed '%s'; nothing in %s was changed".formatted(removed.name(), removed.location())));
            if (removed.isDefault()) {
                context.terminal().say("the default is now '%s'".formatted(NamedCatalog.LOCAL));
            }
            return ExitCodes.OK;
        }
    }
}
