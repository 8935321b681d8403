package org.seedbank.cli.publish;

import java.util.ArrayList;
import java.util.List;
import org.seedbank.uploading.selection.DatasetSelection;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options that choose what of a folder is published. */
final class SelectionOptions {

    @Option(
            names = "--exclude",
            paramLabel = "GLOB",
            description = "Leave out files and folders that match; may be given several times. A pattern is what a line"
                    + " of a '.seedbankignore' in the dataset is, in the syntax of '.gitignore'.")
    private List<String> excluded = new ArrayList<>();

    @Option(names = "--exclude-litter", description = "Leave out version control, caches and litter.")
    private boolean withoutLitter;

    @Option(
            names = "--include-secrets",
            description =
                    "Publish files too that look secret, or that others may not read. Without it, they are refused.")
    private boolean withSecrets;

    @Option(
            names = "--follow-symlinks",
            description = "Publish what a link inside the dataset points to. Without it, links are refused.")
    private boolean followLinks;

    /** The choice. Throws {@link ParameterException} when a pattern is none. */
    DatasetSelection selection(CommandLine commandLine) {
        try {
            return new DatasetSelection(followLinks, excluded, withoutLitter, withSecrets);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(commandLine, "--exclude " + e.getMessage(), e);
        }
    }
}
