package org.seedbank.cli.catalog;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.seedbank.catalog.Freshness;
import org.seedbank.catalog.Listing;
import org.seedbank.catalog.names.CatalogRegistry;
import org.seedbank.catalog.names.Catalogs;
import org.seedbank.cli.frame.CompletionWords;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.option.CatalogOption;
import org.seedbank.cli.screen.Amounts;
import org.seedbank.cli.screen.SafeText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives a name to a catalog. */
@Command(
        name = "add",
        header = "Give a name to a catalog.",
        description = {
            "",
            "Lists the catalog once, so that a wrong LOCATION shows now. The catalog itself is not changed."
        },
        footer = {
            "  seedbank catalog add lab lab-catalog",
            "  seedbank catalog add archive https://example.org/catalog/ --no-check",
            "  seedbank catalog add group gdrive:1AbCdEfGhIjKlMnOpQrStUvWxYz012345 --no-check"
        },
        exitCodeList = {
            ExitCodes.Help.OK,
            ExitCodes.Help.FAILED,
            ExitCodes.Help.USAGE,
            ExitCodes.Help.CATALOG,
            ExitCodes.Help.INTERRUPTED
        })
final class CatalogAddCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(
            index = "0",
            paramLabel = "NAME",
            description =
                    "What to call it: up to 40 letters, digits and hyphens, lower case, the first of them a letter.")
    private String name;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "LOCATION",
            description =
                    "Where it is: dir:PATH, the path of a folder that exists, a folder of Google Drive by its address or"
                            + " as gdrive:ID, or https://HOST/PATH/. Several folders of Google Drive make one catalog.")
    private List<String> places;

    @Option(
            names = "--no-check",
            description =
                    "Do not list it: for a catalog that cannot be reached now, or that the first 'publish' makes.")
    private boolean noCheck;

    CatalogAddCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        Catalogs catalogs = context.catalogs();
        CatalogRegistry registry = catalogs.registry();
        String location = catalogs.location(places);
        registry.requireFree(name, location);
        if (location.toLowerCase(Locale.ROOT).startsWith("http:")) {
            context.terminal()
                    .warn("'%s' is not encrypted: whoever is on the way can change what it lists".formatted(location));
        }
        String holds = "";
        if (!noCheck) {
            Listing listing = catalogs.at(location).list(Freshness.NOW);
            CatalogOption.warnings(listing, context.terminal());
            holds = ", " + Amounts.count(listing.entries().size(), "dataset");
        }
        registry.add(name, location);
        new CompletionWords(context).keepCatalogs();
        context.terminal().out().println(SafeText.line("added '%s': %s%s".formatted(name, location, holds)));
        return ExitCodes.OK;
    }
}
