package org.seedbank.integrity.internal.hashing;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Makes readers of a disk that turns read one at a time, so that its head need not go to and fro. Only as long as they
 * wait for the disk: what is in the system's cache can be read by all at once, and many virtual disks say that they turn.
 * Shared by the pipeline's readers.
 */
final class ReadTurns {

    /** A chunk from the cache takes a few milliseconds, even as 256 files; one that needs the disk takes longer. */
    private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final boolean rotational;
    private final LongSupplier nanos;
    private final ReentrantLock turn = new ReentrantLock();

    /**
     * Tells whether the chunk read last had to wait for the disk; written by every reader, and stale by one does no
     * harm.
     */
    private volatile boolean slow;

    ReadTurns(boolean rotational, LongSupplier nanos) {
        this.rotational = rotational;
        this.nanos = nanos;
    }

    /** Reads, alone if need be; waits for its turn. */
    void read(Runnable chunk) throws InterruptedException {
        if (!rotational || !slow) {
            timed(chunk);
            return;
        }
        turn.lockInterruptibly();
        try {
            timed(chunk);
        } finally {
            turn.unlock();
        }
    }

    private void timed(Runnable chunk) {
        long start = nanos.getAsLong();
        chunk.run();
        slow = nanos.getAsLong() - start > SLOW_NANOS;
    }

    /** Tells whether somebody waits for a turn. */
    boolean isAwaited() {
        return turn.hasQueuedThreads();
    }
}
