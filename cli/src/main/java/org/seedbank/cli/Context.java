package org.seedbank.cli;

import java.util.Map;
import org.seedbank.catalog.Catalogs;

/** What every command is given: where to write, whom to ask, and the environment it runs in. */
final class Context {

    private final Terminal terminal;
    private final Home home;
    private final Catalogs catalogs;
    private final Answers answers;

    /** Read by whatever thread asks a remote catalog, written while the command line is parsed. */
    private volatile boolean verbose;

    /** For a command that nobody can answer. */
    Context(Terminal terminal, Map<String, String> environment) {
        this(terminal, environment, Answers.NONE);
    }

    Context(Terminal terminal, Map<String, String> environment, Answers answers) {
        this.terminal = terminal;
        this.home = Home.of(environment);
        this.catalogs = new Catalogs(home.catalogs(environment, this::tried));
        this.answers = answers;
    }

    Terminal terminal() {
        return terminal;
    }

    Home home() {
        return home;
    }

    Catalogs catalogs() {
        return catalogs;
    }

    Answers answers() {
        return answers;
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
