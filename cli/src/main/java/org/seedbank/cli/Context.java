package org.seedbank.cli;

import java.util.Map;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.CatalogSettings;
import org.seedbank.catalog.Catalogs;

/** What every command is given: where to write, where a person types, and the environment it runs in. */
final class Context {

    private final Terminal terminal;
    private final Home home;
    private final CatalogSettings settings;
    private final Keyboard keyboard;
    private final BrowserOpening browser;

    /** For a command to which nobody types. */
    Context(Terminal terminal, Map<String, String> environment) {
        this(terminal, environment, Keyboard.none());
    }

    Context(Terminal terminal, Map<String, String> environment, Keyboard keyboard) {
        this.terminal = terminal;
        this.home = Home.of(environment);
        this.settings = home.catalogs(environment, line -> {});
        this.keyboard = keyboard;
        this.browser = new BrowserOpening(environment);
    }

    Terminal terminal() {
        return terminal;
    }

    Home home() {
        return home;
    }

    /** What catalogs need of this machine. */
    CatalogSettings settings() {
        return settings;
    }

    Keyboard keyboard() {
        return keyboard;
    }

    BrowserOpening browser() {
        return browser;
    }

    /** The catalog with this name; the user's own folder, made when it is missing, where there is none. */
    Catalog catalog(String name) {
        Catalogs catalogs = new Catalogs(settings);
        return name == null ? catalogs.own() : catalogs.open(name);
    }
}
