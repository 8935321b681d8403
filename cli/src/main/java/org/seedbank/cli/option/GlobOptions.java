package org.seedbank.cli.option;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.seedbank.integrity.DatasetPath;
import picocli.CommandLine.Option;

/** The options of commands that can do with some of a dataset's files. */
public final class GlobOptions {

    @Option(
            names = "--include",
            paramLabel = "GLOB",
            converter = FileGlobs.Pattern.class,
            description = "Take only files that match; may be given several times. '*' stands for any part of a name,"
                    + " '**' also for folders; a pattern without '/' is matched against names in every folder.")
    private List<Predicate<DatasetPath>> include = new ArrayList<>();

    @Option(
            names = "--exclude",
            paramLabel = "GLOB",
            converter = FileGlobs.Pattern.class,
            description = "Leave files out that match, even if included.")
    private List<Predicate<DatasetPath>> exclude = new ArrayList<>();

    public FileGlobs globs() {
        return new FileGlobs(include, exclude);
    }
}
