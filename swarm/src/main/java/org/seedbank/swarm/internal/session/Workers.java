package org.seedbank.swarm.internal.session;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.seedbank.integrity.SeedbankException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of a session: named, daemons, one for each kind of work. */
public final class Workers {

    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

    /** Far more than a session has to do at any time; when it is full something hangs, and more would not help. */
    private static final int QUEUE = 100_000;

    private Workers() {}

    static ScheduledExecutorService scheduled(String name) {
        ScheduledThreadPoolExecutor worker = new ScheduledThreadPoolExecutor(1, named(name));
        worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return worker;
    }

    static ExecutorService single(String name) {
        return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(QUEUE), named(name));
    }

    /**
     * A task whose failure is logged and ends only itself: a worker serves many transfers, and a scheduled task that
     * throws would never run again.
     */
    public static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (SeedbankException e) {
                // Such as a full disk: the message says it all, and the place in the program tells a person nothing.
                LOG.warn("a task of a swarm session failed: {}", e.getMessage());
            } catch (RuntimeException e) {
                LOG.warn("a task of a swarm session failed: {}", e.getMessage(), e);
            }
        };
    }

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

    private static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Hands a task over; logs that it is dropped when the worker has ended or is swamped. */
    static void offer(ExecutorService worker, Runnable task) {
        try {
            worker.execute(guarded(task));
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

    /** Waits for the end of a thread in the same way. */
    static boolean join(Thread thread, long deadline) {
        return keepingInterrupt(
                deadline, left -> TimeUnit.NANOSECONDS.timedJoin(thread, left), () -> !thread.isAlive());
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
