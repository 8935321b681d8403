package org.seedbank.cli.option;

import java.time.Duration;
import java.time.Instant;
import org.seedbank.catalog.AsOf;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.names.CatalogListener;
import org.seedbank.catalog.names.CatalogSource;
import org.seedbank.cli.screen.Amounts;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.cli.screen.Terminal;

/** Tells a person of catalogs that could not be asked. */
public final class CatalogNews implements CatalogListener {

    private final Terminal terminal;

    public CatalogNews(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void failed(CatalogSource catalog, CatalogException why) {
        terminal.warn("%s was passed over: %s".formatted(named(catalog), why.getMessage()));
    }

    @Override
    public void stale(CatalogSource catalog, AsOf moment) {
        moment.unreachable()
                .ifPresent(
                        why -> terminal.warn("%s; this is what it held %s".formatted(why.getMessage(), age(moment))));
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
