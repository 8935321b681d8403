package org.seedbank.catalog.drive.emulator;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The server's time: the real one until it is set, then standing still until it is moved. Thread-safe. */
final class EmulatorClock {

    private Instant standing;

    /** Now, in whole milliseconds, as Drive keeps times. */
    synchronized Instant now() {
        return (standing == null ? Instant.now() : standing).truncatedTo(ChronoUnit.MILLIS);
    }

    synchronized void set(Instant now) {
        standing = now;
    }

    synchronized void advance(Duration by) {
        standing = now().plus(by);
    }
}
