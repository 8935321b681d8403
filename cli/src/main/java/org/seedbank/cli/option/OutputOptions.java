package org.seedbank.cli.option;

import picocli.CommandLine.Option;

/** How results are printed. */
public final class OutputOptions {

    @Option(names = "--json", description = "Print the result as JSON; see the manual for its shape.")
    private boolean json;

    public boolean json() {
        return json;
    }
}
