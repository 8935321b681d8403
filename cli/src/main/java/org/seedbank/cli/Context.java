package org.seedbank.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.seedbank.catalog.CatalogSettings;
import org.seedbank.catalog.Catalogs;
import org.seedbank.uploading.selection.OwnFolders;

/** What every command is given: where to write, where a person types, and the environment it runs in. */
final class Context {

    private final Terminal terminal;
    private final Home home;
    private final CatalogSettings settings;
    private final Catalogs catalogs;
    private final Keyboard keyboard;
    private final BrowserOpening browser;
    private final Nodes nodes;
    private final Path userUnits;
    private final Map<String, String> startVariables;
    private final Supplier<OwnFolders> ownFolders;

    /** Read by whatever thread asks a remote catalog, written while the command line is parsed. */
    private volatile boolean verbose;

    /** For a command to which nobody types. */
    Context(Terminal terminal, Map<String, String> environment) {
        this(terminal, environment, Keyboard.none());
    }

    /** For a command that finds no node and starts none. */
    Context(Terminal terminal, Map<String, String> environment, Keyboard keyboard) {
        this(terminal, environment, keyboard, home -> Nodes.none());
    }

    Context(Terminal terminal, Map<String, String> environment, Keyboard keyboard, Function<Home, Nodes> nodes) {
        this.terminal = terminal;
        this.home = Home.of(environment);
        this.settings = home.catalogs(environment, this::tried);
        this.catalogs = new Catalogs(settings);
        this.keyboard = keyboard;
        this.browser = new BrowserOpening(environment);
        this.nodes = nodes.apply(home);
        this.userUnits = Home.userUnits(environment);
        this.startVariables = Home.startVariables(environment);
        this.ownFolders = () -> Home.ownFolders(environment);
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

    Nodes nodes() {
        return nodes;
    }

    /** Where systemd looks for what it runs for this user. */
    Path userUnits() {
        return userUnits;
    }

    /** What a node that others start needs of this command's environment. */
    Map<String, String> startVariables() {
        return startVariables;
    }

    /** What is never published. */
    OwnFolders ownFolders() {
        return ownFolders.get();
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
