package org.seedbank.database;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Lets one thread at a time use a connection. */
final class Turn {

    private final DatabaseSettings settings;
    private final ReentrantLock lock = new ReentrantLock();

    Turn(DatabaseSettings settings) {
        this.settings = settings;
    }

    boolean isMine() {
        return lock.isHeldByCurrentThread();
    }

    void take() throws InterruptedException {
        take(settings.patience().toNanos());
    }

    private void take(long nanos) throws InterruptedException {
        if (!lock.tryLock(nanos, TimeUnit.NANOSECONDS)) {
            throw new DatabaseException.Busy(settings.file(), "another thread", settings.patience(), null);
        }
    }

    void takeUninterruptibly() {
        long deadline = System.nanoTime() + settings.patience().toNanos();
        boolean interrupted = false;
        try {
            while (!isMine()) {
                try {
                    take(deadline - System.nanoTime());
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    void end() {
        lock.unlock();
    }
}
