package org.seedbank.downloading;

import java.nio.file.Path;
import org.seedbank.integrity.fixity.FixityReport;

/**
 * A fetch that ran to its end.
 *
 * @param root where the copy lies: the dataset's own folder or file
 * @param report what the verification at that place found; the copy is good only if this says so
 * @param taken files that copies of other versions had
 * @param received bytes that came from the swarm
 */
public record FetchOutcome(Path root, FixityReport report, TakenFiles taken, long received) {}
