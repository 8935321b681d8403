package org.seedbank.downloading;

import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.FixityReport;
import org.seedbank.swarm.TransferStatus;

/** How a fetch comes along. */
public sealed interface FetchEvent {

    /** Bytes are checked or arrive; a few times a second. */
    record Transferred(TransferStatus status) implements FetchEvent {}

    /**
     * What arrived is being read again from the disk; about ten times a second.
     *
     * @param bytesDone bytes verified so far
     * @param bytesTotal bytes of the whole dataset
     * @param current the file being read
     */
    record Verified(long bytesDone, long bytesTotal, DatasetPath current) implements FetchEvent {}

    /** The copy has damage, and the damaged pieces are fetched again. */
    record Retried(FixityReport report) implements FetchEvent {}
}
