package org.seedbank.cli;

import picocli.CommandLine.Option;

/** The option of commands that show progress. */
final class QuietOption {

    @Option(
            names = {"-q", "--quiet"},
            description = "Show no progress.")
    private boolean quiet;

    boolean isSet() {
        return quiet;
    }
}
