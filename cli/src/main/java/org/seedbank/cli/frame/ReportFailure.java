package org.seedbank.cli.frame;

import java.io.IOException;
import java.nio.file.Path;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.SeedbankException;

/** A report could not be written to its file. */
public final class ReportFailure extends SeedbankException {

    public ReportFailure(Path file, IOException cause) {
        this(file, IoReason.of(cause), cause);
    }

    public ReportFailure(Path file, String reason) {
        this(file, reason, null);
    }

    private ReportFailure(Path file, String reason, IOException cause) {
        super(
                "cannot write the report '%s': %s".formatted(file, reason),
                "name a file in a folder that you may write to, on a disk with space",
                cause);
    }
}
