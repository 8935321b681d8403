package org.seedbank.node.internal.datasets;

import java.util.Optional;
import java.util.concurrent.Callable;

/** A task that may be stopped before or while it runs, and that ends in any case with an answer. Safe for all threads. */
final class Stoppable<T> implements Callable<Optional<T>> {

    private final Callable<T> task;

    /** Both guarded by this. */
    private Thread runner;

    private boolean stopped;

    Stoppable(Callable<T> task) {
        this.task = task;
    }

    /** The task's result, or nothing when it was stopped. */
    @Override
    public Optional<T> call() throws Exception {
        synchronized (this) {
            if (stopped) {
                return Optional.empty();
            }
            runner = Thread.currentThread();
        }
        try {
            return Optional.of(task.call());
        } catch (InterruptedException e) {
            if (isStopped()) {
                return Optional.empty();
            }
            throw e;
        } finally {
            end();
        }
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    /** An interrupt that came too late is not the next task's. */
    private synchronized void end() {
        runner = null;
        boolean late = stopped && Thread.interrupted();
        stopped = stopped || late;
    }

    synchronized void stop() {
        stopped = true;
        if (runner != null) {
            runner.interrupt();
        }
    }
}
