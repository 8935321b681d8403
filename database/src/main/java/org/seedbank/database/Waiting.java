package org.seedbank.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.BusyHandler;
import org.sqlite.ProgressHandler;

/**
 * Bounds how long a connection waits for others, and ends a long statement when its thread is interrupted. SQLite asks
 * on the thread that runs the statement.
 */
final class Waiting {

    private static final long SHORTEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** About a millisecond of SQLite's work. */
    private static final int STEPS_BETWEEN_QUESTIONS = 20_000;

    private final long patienceNanos;
    private long deadline;
    private int uninterruptibles;
    private boolean interrupted;

    Waiting(Duration patience) {
        this.patienceNanos = patience.toNanos();
    }

    void watch(Connection connection) throws SQLException {
        BusyHandler.setHandler(connection, new BusyHandler() {
            @Override
            protected int callback(int earlierCalls) {
                return goesOn(earlierCalls) ? 1 : 0;
            }
        });
        ProgressHandler.setHandler(connection, STEPS_BETWEEN_QUESTIONS, new ProgressHandler() {
            @Override
            protected int progress() {
                return uninterruptibles == 0 && Thread.currentThread().isInterrupted() ? 1 : 0;
            }
        });
    }

    /** Waits a little for whoever writes, unless it was long enough. */
    private boolean goesOn(int earlierCalls) {
        if (earlierCalls == 0) {
            deadline = System.nanoTime() + patienceNanos;
        }
        if (uninterruptibles == 0) {
            if (Thread.currentThread().isInterrupted()) {
                return false;
            }
        } else {
            interrupted |= Thread.interrupted();
        }
        if (System.nanoTime() - deadline >= 0) {
            return false;
        }
        // Random, so that two waiting processes do not stay in step.
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(SHORTEST_PAUSE_NANOS, LONGEST_PAUSE_NANOS));
        return true;
    }

    /** Lets no interrupt end what follows, until {@link #endUninterruptible}. */
    void beginUninterruptible() {
        uninterruptibles++;
    }

    /** Gives back an interrupt that was taken meanwhile. */
    void endUninterruptible() {
        uninterruptibles--;
        if (interrupted) {
            interrupted = false;
            Thread.currentThread().interrupt();
        }
    }
}
