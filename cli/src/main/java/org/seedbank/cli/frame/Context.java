package org.seedbank.cli.frame;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.seedbank.catalog.CatalogSettings;
import org.seedbank.catalog.names.Catalogs;
import org.seedbank.cli.screen.BrowserOpening;
import org.seedbank.cli.screen.Keyboard;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.cli.screen.Terminal;
import org.seedbank.library.Home;
import org.seedbank.uploading.selection.OwnFolders;

/** Surroundings that every command is given: where to write, where a person types, and the environment it runs in. */
public final class Context {

    private final Terminal terminal;
    private final Home home;
    private final CatalogSettings settings;
    private final Catalogs catalogs;
    private final Keyboard keyboard;
    private final BrowserOpening browser;
    private final Nodes nodes;
    private final Path userUnits;
    private final Path userConfig;
    private final Path userData;
    private final Path userHome;
    private final UserSystemd userSystemd;
    private final Map<String, String> environment;
    private final Map<String, String> startVariables;
    private final Supplier<OwnFolders> ownFolders;

    /** Read by whatever thread asks a remote catalog, written while the command line is parsed. */
    private volatile boolean verbose;

    /** For a command to which nobody types. */
    public Context(Terminal terminal, Map<String, String> environment) {
        this(terminal, environment, Keyboard.none());
    }

    /** For a command that finds no node and starts none. */
    public Context(Terminal terminal, Map<String, String> environment, Keyboard keyboard) {
        this(terminal, environment, keyboard, home -> Nodes.none());
    }

    public Context(Terminal terminal, Map<String, String> environment, Keyboard keyboard, Function<Home, Nodes> nodes) {
        this.terminal = terminal;
        this.home = Home.of(environment);
        this.settings = home.catalogs(environment, this::tried);
        this.catalogs = new Catalogs(settings);
        this.keyboard = keyboard;
        this.browser = new BrowserOpening(environment);
        this.nodes = nodes.apply(home);
        this.userUnits = Home.userConfig(environment).resolve("systemd/user");
        this.userConfig = Home.userConfig(environment);
        this.userData = Home.userData(environment);
        this.userHome = Home.userHome(environment);
        this.userSystemd = new UserSystemd(environment);
        this.environment = Map.copyOf(environment);
        this.startVariables = StartVariables.in(environment);
        this.ownFolders = () -> home.ownFolders(environment);
    }

    public Terminal terminal() {
        return terminal;
    }

    public Home home() {
        return home;
    }

    /** Settings of this machine that catalogs need. */
    public CatalogSettings settings() {
        return settings;
    }

    public Keyboard keyboard() {
        return keyboard;
    }

    public BrowserOpening browser() {
        return browser;
    }

    public Nodes nodes() {
        return nodes;
    }

    /** Where systemd looks for what it runs for this user. */
    public Path userUnits() {
        return userUnits;
    }

    /** Where programs of this user keep settings. */
    public Path userConfig() {
        return userConfig;
    }

    /** Where programs of this user keep data. */
    public Path userData() {
        return userData;
    }

    /** The user's own folder. */
    public Path userHome() {
        return userHome;
    }

    /** The systemd that runs what is there. */
    public UserSystemd userSystemd() {
        return userSystemd;
    }

    /** Variables of this command's environment. */
    public Map<String, String> environment() {
        return environment;
    }

    /** Variables of this command's environment that a node needs which others start. */
    public Map<String, String> startVariables() {
        return startVariables;
    }

    /** Folders that are never published. */
    public OwnFolders ownFolders() {
        return ownFolders.get();
    }

    public Catalogs catalogs() {
        return catalogs;
    }

    /** From now on, requests to remote catalogs are told. */
    public void beVerbose() {
        verbose = true;
    }

    /** Takes note of a request to a remote catalog; any thread. Who sits at a terminal is told why it takes so long. */
    void tried(String line) {
        if (verbose || (terminal.errIsTerminal() && line.contains(CatalogSettings.AGAIN))) {
            terminal.tell(SafeText.line(line));
        }
    }
}
