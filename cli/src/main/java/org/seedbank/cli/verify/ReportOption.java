package org.seedbank.cli.verify;

import java.nio.file.Path;
import org.seedbank.cli.frame.CommandFailure;
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
     */
    public Reports open() {
        return file == null ? Reports.NONE : new ReportFile(file);
    }
}
