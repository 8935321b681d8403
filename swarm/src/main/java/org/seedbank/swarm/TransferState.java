package org.seedbank.swarm;

/** A transfer's activity. */
public enum TransferState {
    /** Finds out what is on the disk: looks at the files, or hashes them. */
    CHECKING,
    /** Lacks some of the wanted bytes and asks peers for them. */
    FETCHING,
    /** Has every wanted byte and serves peers. */
    SEEDING,
    /** Paused by its owner; talks to no peer. */
    PAUSED,
    /** Stopped by an error that {@link TransferStatus#problem()} tells; {@link Transfer#resume()} tries again. */
    FAILED,
    /** Removed from its session. Final. */
    CLOSED
}
