package org.seedbank.cli.option;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.seedbank.catalog.AsOf;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.CatalogWarning;
import org.seedbank.catalog.Listing;
import org.seedbank.catalog.names.CatalogListener;
import org.seedbank.catalog.names.CatalogSet;
import org.seedbank.catalog.names.CatalogSource;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.screen.Amounts;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.cli.screen.Terminal;
import org.seedbank.node.NodeReferences;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NodeControl;
import picocli.CommandLine.Option;

/** The option of commands that read or write a catalog. */
public final class CatalogOption {

    @Option(
            names = "--catalog",
            paramLabel = "CATALOG",
            description = "The catalog to use: a name from 'seedbank catalog list', dir:PATH, the path of a folder,"
                    + " gdrive:ID or a folder's address in Google Drive, or https://HOST/PATH/."
                    + " Default: the one of 'seedbank catalog use', else your own, in the data folder.")
    private String name;

    private CatalogSet set;

    /** The one catalog that is meant. */
    public Catalog open(Context context) {
        return name == null
                ? set(context).first().catalog()
                : context.catalogs().open(name);
    }

    /** Tells whether a catalog is named, the default among them. */
    public boolean isNamed() {
        return name != null;
    }

    /** The catalog that is meant alone, or all of them with the default in front when none is named. */
    public CatalogSet set(Context context) {
        if (set == null) {
            News news = new News(context.terminal());
            set = name == null
                    ? context.catalogs().all(news)
                    : context.catalogs().only(name, news);
        }
        return set;
    }

    /** Looks up datasets of the node, and serials in all catalogs. */
    public static NodeReferences ofNode(NodeControl node, Context context) throws InterruptedException {
        return among(node.datasets(), context);
    }

    /** Looks up these datasets of a node, and serials in all catalogs. */
    public static NodeReferences among(List<DatasetView> datasets, Context context) {
        return new NodeReferences(datasets, () -> context.catalogs().all(new News(context.terminal())));
    }

    /** Says what a listing had to leave out. */
    public static void warnings(Listing listing, Terminal terminal) {
        warnings(listing.warnings(), terminal);
    }

    public static void warnings(List<CatalogWarning> warnings, Terminal terminal) {
        warnings.forEach(each -> terminal.warn("'%s' %s".formatted(each.name(), each.reason())));
    }

    /** Tells a person of catalogs that could not be asked. */
    public static final class News implements CatalogListener {

        private final Terminal terminal;

        public News(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public void failed(CatalogSource catalog, CatalogException why) {
            terminal.warn("%s was passed over: %s".formatted(named(catalog), why.getMessage()));
        }

        @Override
        public void stale(CatalogSource catalog, AsOf moment) {
            moment.unreachable()
                    .ifPresent(why ->
                            terminal.warn("%s; this is what it held %s".formatted(why.getMessage(), age(moment))));
        }

        /** Says how old a listing is that nobody wanted to be newer. */
        public void stored(CatalogSource catalog, AsOf moment) {
            terminal.say(SafeText.line("%s as of %s".formatted(named(catalog), age(moment))));
        }

        private static String age(AsOf moment) {
            return Amounts.ago(Duration.between(moment.time(), Instant.now()));
        }

        private static String named(CatalogSource catalog) {
            return catalog.name().map("catalog '%s'"::formatted).orElse("the catalog");
        }
    }
}
