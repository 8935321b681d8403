package org.seedbank.cli;

import java.util.Map;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.Catalogs;

/** What every command is given: where to write, and the environment it runs in. */
final class Context {

    private final Terminal terminal;
    private final Home home;
    private final Catalogs catalogs;

    Context(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.home = Home.of(environment);
        this.catalogs = new Catalogs(home.catalogs(environment, line -> {}));
    }

    Terminal terminal() {
        return terminal;
    }

    Home home() {
        return home;
    }

    /** The catalog with this name; the user's own folder, made when it is missing, where there is none. */
    Catalog catalog(String name) {
        return name == null ? catalogs.own() : catalogs.open(name);
    }
}
