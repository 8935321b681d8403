package org.seedbank.cli.verify;

import java.util.List;
import java.util.function.Predicate;
import org.seedbank.cli.option.GlobOptions;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.fixity.FileSelection;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which files of a dataset a person wants verified. */
final class PartOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Mixin
    private GlobOptions globs;

    @Option(names = "--ignore-missing", description = "Leave files out that are not there.")
    private boolean ignoreMissing;

    /** Patterns that a file has to match. */
    GlobOptions.Globs globs() {
        return globs.globs();
    }

    /** The choice among these files and folders of the dataset, or among all where there is none, of those that match. */
    FileSelection selection(List<String> members, Predicate<DatasetPath> matching) {
        return new FileSelection(
                members.stream().map(this::member).toList(), globs.globs().and(matching), ignoreMissing);
    }

    /** Reads a path inside a dataset as a shell completes it, with {@code ./} in front or {@code /} behind. */
    private DatasetPath member(String text) {
        try {
            return new DatasetPath(text.replaceFirst("^(\\./)+", "").replaceFirst("/+$", ""));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    command.commandLine(), "'%s' is not a path inside a dataset".formatted(text), e);
        }
    }
}
