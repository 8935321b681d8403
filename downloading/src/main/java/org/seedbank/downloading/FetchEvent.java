package org.seedbank.downloading;

import java.util.List;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.fixity.FixityReport;
import org.seedbank.swarm.TransferStatus;

/** How a fetch comes along. */
public sealed interface FetchEvent {

    /** The files at the place already are being read; about ten times a second. */
    record Looked(Progress.Advance advance) implements FetchEvent {}

    /** Bytes are checked or arrive; a few times a second. */
    record Transferred(TransferStatus status) implements FetchEvent {}

    /** The files that arrived are being read again from the disk; about ten times a second. */
    record Verified(Progress.Advance advance) implements FetchEvent {}

    /** Files that were not what was published have been replaced, and stay beside that under these names. */
    record Kept(List<String> names) implements FetchEvent {}

    /** The copy has damage, and the damaged pieces are fetched again. */
    record Retried(FixityReport report) implements FetchEvent {}
}
