package org.seedbank.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program {@code seedbank}. */
@Command(
        name = "seedbank",
        description = "Publish, find, fetch and prove research datasets over BitTorrent.",
        mixinStandardHelpOptions = true,
        versionProvider = BuiltVersion.class)
final class Main implements Runnable {

    private Main() {}

    /** Runs one command line and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
