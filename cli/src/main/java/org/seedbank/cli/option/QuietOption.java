package org.seedbank.cli.option;

import picocli.CommandLine.Option;

/** The option of commands that show progress. */
public final class QuietOption {

    @Option(
            names = {"-q", "--quiet"},
            description = "Show no progress.")
    private boolean quiet;

    public boolean isSet() {
        return quiet;
    }
}
