package org.seedbank.cli.verify;

import java.nio.file.Path;
import org.seedbank.cli.frame.CommandFailure;
import org.seedbank.cli.frame.Context;
import org.seedbank.node.StoredDatasets;
import picocli.CommandLine.Option;

/** The option of commands that verify: where their report goes besides what they print. */
public final class ReportOption {

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Also write the report to this file, as JSON, over what is there.")
    private Path file;

    /**
     * Opens the file, if there is to be one; nothing is written before the first report.
     *
     * @throws CommandFailure when it cannot become a report
     * @throws org.seedbank.node.api.NodeException.PlaceTaken when it is in a dataset of the node
     */
    public Reports open(Context context) throws InterruptedException {
        if (file == null) {
            return Reports.NONE;
        }
        StoredDatasets.in(context.home().nodeFolder()).requireOutside(file);
        return new ReportFile(file);
    }
}
