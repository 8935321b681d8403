package org.seedbank.swarm.internal.announce;

/** Asks trackers. Safe for all threads. */
@FunctionalInterface
interface TrackerAsking {

    /** Asks one and waits for its answer, in a bounded time. */
    TrackerOutcome ask(AnnounceRequest request) throws InterruptedException;
}
