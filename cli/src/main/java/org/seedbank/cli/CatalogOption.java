package org.seedbank.cli;

import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.Listing;
import picocli.CommandLine.Option;

/** The option of commands that read or write a catalog. */
final class CatalogOption {

    @Option(
            names = "--catalog",
            paramLabel = "CATALOG",
            description =
                    "The catalog to use: dir:PATH, or the path of a folder. Default: your own, in the data folder.")
    private String name;

    Catalog open(Context context) {
        return context.catalog(name);
    }

    /** Says what a listing had to leave out. */
    static void warnings(Listing listing, Terminal terminal) {
        listing.warnings().forEach(each -> terminal.warn("'%s' %s".formatted(each.name(), each.reason())));
    }
}
