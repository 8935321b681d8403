package org.seedbank.swarm.internal.session;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.seedbank.integrity.threads.LongLivedThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Handing work to threads of a session, and waiting for it. */
public final class Workers {

    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

    private Workers() {}

    /** The failure of a task on another thread, itself where it can be thrown as it is. */
    public static RuntimeException rethrown(ExecutionException e) {
        if (e.getCause() instanceof RuntimeException failure) {
            return failure;
        }
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(e.getCause());
    }

    /** Hands a task over; logs that it is dropped when the worker has ended or is swamped. */
    static void offer(ExecutorService worker, Runnable task) {
        try {
            worker.execute(LongLivedThreads.guarded(task));
        } catch (RejectedExecutionException e) {
            LOG.debug("a task came after its session was closed", e);
        }
    }

    /**
     * Lets the worker finish what it has, until {@code deadline} as {@link System#nanoTime} counts. An interrupt is kept
     * for later: native code must not outlive what it uses.
     */
    static boolean end(ExecutorService worker, long deadline) {
        worker.shutdown();
        return keepingInterrupt(
                deadline, left -> worker.awaitTermination(left, TimeUnit.NANOSECONDS), worker::isTerminated);
    }

    /** Waits for an event in the same way. */
    public static boolean await(CountDownLatch event, long deadline) {
        return keepingInterrupt(deadline, left -> event.await(left, TimeUnit.NANOSECONDS), () -> event.getCount() == 0);
    }

    private static boolean keepingInterrupt(long deadline, Wait wait, BooleanSupplier done) {
        boolean interrupted = false;
        try {
            while (!done.getAsBoolean() && deadline - System.nanoTime() > 0) {
                try {
                    wait.atMost(deadline - System.nanoTime());
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return done.getAsBoolean();
    }

    @FunctionalInterface
    private interface Wait {
        void atMost(long nanos) throws InterruptedException;
    }
}
