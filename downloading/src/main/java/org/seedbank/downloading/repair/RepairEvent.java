package org.seedbank.downloading.repair;

import org.seedbank.integrity.DatasetPath;
import org.seedbank.swarm.TransferStatus;

/** How a repair comes along; each a few times a second while it lasts. */
public sealed interface RepairEvent {

    /**
     * The copy is being read, before the repair, and what was mended once more after it.
     *
     * @param bytesDone bytes verified so far
     * @param bytesTotal bytes of the whole dataset
     * @param current the file being read
     */
    record Verified(long bytesDone, long bytesTotal, DatasetPath current) implements RepairEvent {}

    /** Pieces arrive from the swarm. */
    record Transferred(TransferStatus status) implements RepairEvent {}

    /**
     * Files are being put together.
     *
     * @param bytesDone bytes of them so far
     * @param bytesTotal bytes of all files to mend
     * @param current the file in hand
     */
    record Mending(long bytesDone, long bytesTotal, DatasetPath current) implements RepairEvent {}
}
