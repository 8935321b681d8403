package org.seedbank.cli;

import picocli.CommandLine.Option;

/** The option of commands that hash. */
final class JobsOption {

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "Hash with this many threads. Default: one for each processor.")
    private Integer jobs;

    int count() {
        return jobs == null ? Runtime.getRuntime().availableProcessors() : Math.max(1, jobs);
    }
}
