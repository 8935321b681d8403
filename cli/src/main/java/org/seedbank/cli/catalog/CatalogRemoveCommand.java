package org.seedbank.cli.catalog;

import java.util.concurrent.Callable;
import org.seedbank.catalog.names.CatalogRegistry;
import org.seedbank.catalog.names.NamedCatalog;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.screen.SafeText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Forgets the name of a catalog. */
@Command(
        name = "remove",
        header = "Forget the name of a catalog.",
        description = {"", "Nothing in the catalog is changed or deleted."},
        exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
final class CatalogRemoveCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "NAME", description = "A name from 'seedbank catalog list', but not 'local'.")
    private String name;

    CatalogRemoveCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        NamedCatalog removed = context.catalogs().registry().remove(name);
        context.terminal()
                .out()
                .println(SafeText.line(
                        "removed '%s'; nothing in %s was changed".formatted(removed.name(), removed.location())));
        if (removed.isDefault()) {
            context.terminal().say("the default is now '%s'".formatted(CatalogRegistry.LOCAL));
        }
        return ExitCodes.OK;
    }
}
