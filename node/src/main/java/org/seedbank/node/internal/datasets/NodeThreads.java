package org.seedbank.node.internal.datasets;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.integrity.threads.LongLivedThreads;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.internal.files.BackgroundPriority;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The node's own threads, all of them daemons. Whoever opens it closes it. */
final class NodeThreads implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NodeThreads.class);

    /** The keeper only looks and decides; whatever takes longer is a task. A full disk can hold up its notes, though. */
    private static final Duration CALL_LIMIT = Duration.ofSeconds(60);

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(20);

    /** Looking at files is waiting for the disk; two, so that one slow disk leaves the other thread to the rest. */
    private static final int LOOKERS = 2;

    /** Mending is mostly waiting for peers; a dataset that nobody has must not keep all others waiting. */
    private static final int MENDERS = 4;

    /** Owns the holdings. */
    private final ScheduledExecutorService keeper;

    private final ExecutorService lookers = pool("look", LOOKERS, () -> {});
    private final ExecutorService verifier = pool("verify", 1, () -> {});
    private final ExecutorService checker = pool("check", 1, BackgroundPriority::take);
    private final ExecutorService menders = pool("mend", MENDERS, BackgroundPriority::take);

    /** Where a task is done. */
    enum Place {
        /** Looks at files and puts them into the session: short tasks. */
        LOOK,
        /** Reads what has just arrived, for somebody who waits for it. */
        VERIFY,
        /** Reads what was there before, when nobody else wants the disk. */
        CHECK,
        /** Waits for the swarm to send what is damaged. */
        MEND
    }

    NodeThreads(LongLivedThreads threads) {
        keeper = threads.clock("seedbank-node-keeper");
    }

    /** A dataset has one task at most, so the number of datasets bounds the queue. */
    private static ExecutorService pool(String name, int threads, Runnable first) {
        return LongLivedThreads.pool("seedbank-node-" + name, threads, Integer.MAX_VALUE, first);
    }

    /** Runs something on the keeper again and again. */
    void every(Duration pause, Runnable task) {
        Future<?> unused = keeper.scheduleWithFixedDelay(
                LongLivedThreads.guarded(task), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Runs something on the keeper soon; nothing happens when the node ends. */
    void post(Runnable task) {
        try {
            keeper.execute(LongLivedThreads.guarded(task));
        } catch (RejectedExecutionException e) {
            LOG.debug("the node ends; a task is left undone");
        }
    }

    /** Runs something on the keeper and waits for its result. */
    <T> T call(Callable<T> task) throws InterruptedException {
        try {
            return await(keeper.submit(task));
        } catch (RejectedExecutionException e) {
            throw new NodeException.Unreachable("it ends", e);
        }
    }

    /** Waits for what the keeper does. */
    <T> T await(Future<T> outcome) throws InterruptedException {
        try {
            return outcome.get(CALL_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof SeedbankException known ? known : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new NodeException.Unreachable("it is busy or ends", e);
        }
    }

    /**
     * Does a task elsewhere; its result, or what it failed for, comes to the keeper. One that is cancelled is interrupted
     * and its result is dropped, so it must clean up after itself.
     */
    <T> Future<?> task(Place place, Callable<T> task, BiConsumer<T, RuntimeException> outcome) {
        return executor(place).submit(() -> {
            try {
                T result = task.call();
                post(() -> outcome.accept(result, null));
            } catch (InterruptedException e) {
                LOG.debug("a task was cancelled");
            } catch (Throwable e) {
                // An error, such as of memory, must reach the holding too, or it would stay busy for ever.
                post(() -> outcome.accept(null, wrapped(e)));
            }
        });
    }

    /** A failure as tasks hand it on; errors and other mistakes of this program are told in the log. */
    static RuntimeException wrapped(Throwable failure) {
        if (!(failure instanceof SeedbankException)) {
            LOG.error("a task failed; this is a fault in seedbank", failure);
        }
        return failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
    }

    private ExecutorService executor(Place place) {
        return switch (place) {
            case LOOK -> lookers;
            case VERIFY -> verifier;
            case CHECK -> checker;
            case MEND -> menders;
        };
    }

    /** Interrupts all tasks and ends the threads, within a bounded time. */
    @Override
    public void close() {
        List<ExecutorService> all = List.of(lookers, verifier, checker, menders, keeper);
        all.forEach(ExecutorService::shutdownNow);
        long deadline = System.nanoTime() + CLOSE_LIMIT.toNanos();
        boolean interrupted = false;
        for (ExecutorService each : all) {
            try {
                if (!each.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    LOG.warn("a thread of the node did not end in time");
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
