package org.seedbank.swarm;

import java.util.Optional;
import org.seedbank.integrity.DatasetPath;

/** Something that happened to a transfer. Texts come from libtorrent, trackers and peers: show them with care. */
public sealed interface TransferEvent {

    /** It does something else now. */
    record StateChanged(TransferState from, TransferState to) implements TransferEvent {}

    /** Bytes arrived, were sent or were hashed, or peers came or went; a few times a second at most. */
    record Progressed(TransferStatus status) implements TransferEvent {}

    /** Every wanted byte is on the disk; after {@link Transfer#resume()} it can happen again. */
    record Finished() implements TransferEvent {}

    /**
     * The transfer stopped: the disk failed, or files that are only seeded turned out to be damaged.
     *
     * @param file the file concerned, if libtorrent named one
     * @param reason what the operating system said
     */
    record Failed(Optional<DatasetPath> file, String reason) implements TransferEvent {}

    /** A tracker refused, could not be reached, or sent a warning; the transfer goes on. */
    record TrackerWarned(String tracker, String reason) implements TransferEvent {}

    /** Peers sent bytes that do not belong to the dataset, or broke the protocol; the transfer goes on. */
    record PeerMisbehaved(String reason) implements TransferEvent {}
}
