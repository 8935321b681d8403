package org.seedbank.cli;

import java.util.Map;
import org.seedbank.catalog.CatalogSettings;
import org.seedbank.catalog.Catalogs;

/** What every command is given: where to write, where a person types, and the environment it runs in. */
final class Context {

    private final Terminal terminal;
    private final Home home;
    private final CatalogSettings settings;
    private final Catalogs catalogs;
    private final Keyboard keyboard;
    private final BrowserOpening browser;

    /** Read by whatever thread asks a remote catalog, written while the command line is parsed. */
    private volatile boolean verbose;

    /** For a command to which nobody types. */
    Context(Terminal terminal, Map<String, String> environment) {
        this(terminal, environment, Keyboard.none());
    }

    Context(Terminal terminal, Map<String, String> environment, Keyboard keyboard) {
        this.terminal = terminal;
        this.home = Home.of(environment);
        this.settings = home.catalogs(environment, this::tried);
        this.catalogs = new Catalogs(settings);
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

    Catalogs catalogs() {
        return catalogs;
    }

    Answers answers() {
        return new Answers(keyboard);
    }

    /** From now on, requests to remote catalogs are told. */
    void beVerbose() {
        verbose = true;
    }

    /** Takes note of a request to a remote catalog; any thread. */
    void tried(String line) {
        if (verbose) {
            terminal.say(SafeText.line(line));
        }
    }
}
