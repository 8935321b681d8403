package org.seedbank.swarm;

import java.util.Objects;
import java.util.Optional;

/**
 * A transfer at one moment.
 *
 * @param state what it is doing
 * @param bytesDone wanted bytes that are on the disk and passed their piece's hash, or during {@code CHECKING} those
 *     hashed so far; 0 to {@code bytesWanted}
 * @param bytesWanted the wanted files' lengths together, without padding
 * @param traffic what it moves over the network
 * @param peers connected peers
 * @param seeds connected peers that have everything
 * @param problem the last disk or tracker problem, in libtorrent's words
 */
public record TransferStatus(
        TransferState state,
        long bytesDone,
        long bytesWanted,
        Traffic traffic,
        int peers,
        int seeds,
        Optional<String> problem) {

    /** Throws {@link NullPointerException} when a part is missing. */
    public TransferStatus {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(traffic, "traffic");
        Objects.requireNonNull(problem, "problem");
    }

    /** The status of a transfer that has just begun. */
    public static TransferStatus starting(long bytesWanted) {
        return new TransferStatus(TransferState.CHECKING, 0, bytesWanted, Traffic.NONE, 0, 0, Optional.empty());
    }

    /** This status in another state; one that talks to nobody has no peers, and nothing moves. */
    public TransferStatus in(TransferState changed) {
        boolean talks = changed == TransferState.FETCHING || changed == TransferState.SEEDING;
        return talks
                ? new TransferStatus(changed, bytesDone, bytesWanted, traffic, peers, seeds, problem)
                : new TransferStatus(changed, bytesDone, bytesWanted, traffic.atRest(), 0, 0, problem);
    }

    /** This status with another problem, or none. */
    public TransferStatus with(Optional<String> newProblem) {
        return new TransferStatus(state, bytesDone, bytesWanted, traffic, peers, seeds, newProblem);
    }

    /** The same with so many peers. */
    public TransferStatus withPeers(int connected) {
        return new TransferStatus(
                state, bytesDone, bytesWanted, traffic, connected, Math.min(seeds, connected), problem);
    }
}
