package org.seedbank.cli.option;

import picocli.CommandLine.Option;

/** The option of commands that hash. */
public final class JobsOption {

    @Option(
            names = "--jobs",
            paramLabel = "N",
            converter = WholeNumber.Jobs.class,
            description = "Hash with this many threads. Default: one for each processor.")
    private Integer jobs;

    public int count() {
        return jobs == null ? Runtime.getRuntime().availableProcessors() : jobs;
    }
}
