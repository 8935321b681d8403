package org.seedbank.cli;

import java.util.List;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.CatalogWarning;
import org.seedbank.catalog.Listing;
import picocli.CommandLine.Option;

/** The option of commands that read or write a catalog. */
final class CatalogOption {

    @Option(
            names = "--catalog",
            paramLabel = "CATALOG",
            description =
                    "The catalog to use: dir:PATH, the path of a folder, or https://HOST/PATH/. Default: your own, in the data folder.")
    private String name;

    Catalog open(Context context) {
        return context.catalog(name);
    }

    /** Says what a listing had to leave out. */
    static void warnings(Listing listing, Terminal terminal) {
        warnings(listing.warnings(), terminal);
    }

    static void warnings(List<CatalogWarning> warnings, Terminal terminal) {
        warnings.forEach(each -> terminal.warn("'%s' %s".formatted(each.name(), each.reason())));
    }
}
