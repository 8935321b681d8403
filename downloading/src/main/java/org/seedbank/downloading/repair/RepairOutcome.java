package org.seedbank.downloading.repair;

import java.util.List;
import java.util.Optional;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.integrity.fixity.FixityReport;
import org.seedbank.integrity.repair.FileRepair;

/**
 * A repair that ran to its end.
 *
 * @param report what the verification found after it
 * @param files what became of each file that was to be mended
 * @param bytesFetched bytes that came from the swarm, or were taken from the other copy
 * @param shortfall why not all pieces could be had, where that is more than that the source has them not
 */
public record RepairOutcome(
        FixityReport report, List<FileRepair> files, long bytesFetched, Optional<SeedbankException> shortfall) {

    /** Copies the list. */
    public RepairOutcome {
        files = List.copyOf(files);
    }
}
