package org.seedbank.cli;

import picocli.CommandLine.Option;

/** How results are printed. */
final class OutputOptions {

    @Option(names = "--json", description = "Print the result as JSON; see the manual for its shape.")
    private boolean json;

    boolean json() {
        return json;
    }
}
