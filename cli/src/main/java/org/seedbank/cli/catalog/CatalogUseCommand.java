package org.seedbank.cli.catalog;

import java.util.concurrent.Callable;
import org.seedbank.catalog.names.NamedCatalog;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.screen.SafeText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Chooses the default catalog. */
@Command(
        name = "use",
        header = "Make a catalog the default.",
        description = {
            "",
            "The default is the catalog that 'publish' lists in, and that serials and 'get --all' are about, where no"
                    + " other is named. 'seedbank catalog use local' goes back to your own."
        },
        exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
final class CatalogUseCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "NAME", description = "A name from 'seedbank catalog list'.")
    private String name;

    CatalogUseCommand(Context context) {
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
