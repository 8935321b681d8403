package org.seedbank.catalog.internal.index;

import java.nio.channels.ClosedByInterruptException;

/** Turns the interruption of a channel, which leaves the thread's flag set, into that of a method, which clears it. */
final class Interruption {

    private Interruption() {}

    /** Ends a call of a thread that was interrupted before it had to wait for anything. */
    static void check() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before a catalog's index was used");
        }
    }

    static InterruptedException of(ClosedByInterruptException e) {
        Thread.interrupted();
        InterruptedException interrupted = new InterruptedException("interrupted while a catalog's index was used");
        interrupted.initCause(e);
        return interrupted;
    }
}
