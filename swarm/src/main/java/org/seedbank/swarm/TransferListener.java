package org.seedbank.swarm;

/**
 * Hears what happens to a transfer. Called on the session's one event thread, one call at a time, for all transfers: it
 * must return at once, must not wait for a transfer and must not throw.
 */
@FunctionalInterface
public interface TransferListener {

    /** Something happened. */
    void on(TransferEvent event);
}
