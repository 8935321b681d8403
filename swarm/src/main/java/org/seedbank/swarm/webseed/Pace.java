package org.seedbank.swarm.webseed;

/** How fast bytes may be read. Safe for all threads. */
@FunctionalInterface
public interface Pace {

    /** As fast as they come. */
    Pace FREE = bytes -> {};

    /** Is told of bytes that have come, and waits until more may. */
    void took(int bytes) throws InterruptedException;
}
