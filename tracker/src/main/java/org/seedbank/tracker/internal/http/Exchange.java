package org.seedbank.tracker.internal.http;

/** A request that waits for its answer. */
interface Exchange {

    /** Answers it; any thread, once. */
    void reply(HttpAnswer answer);
}
