package org.seedbank.integrity.threads;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.seedbank.integrity.SeedbankException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that have to live as long as their owner, such as a node or a session. Whatever one thing fails for that
 * they do, errors included, is told in the log and ends only that; the thread goes on with the next. All are daemons; the
 * owner closes what it has made. Safe for all threads.
 */
public final class LongLivedThreads {

    private static final Logger LOG = LoggerFactory.getLogger(LongLivedThreads.class);

    /** What is done on these threads takes moments; a minute is a disk that hangs, or a lock that nobody gives back. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Duration patience;
    private final boolean endsWithProcess;
    private final Set<Loop> loops = ConcurrentHashMap.newKeySet();
    private final Set<Clock> clocks = ConcurrentHashMap.newKeySet();

    /** For threads that are busy for moments only, or wait for a disk that a new process would wait for too. */
    public LongLivedThreads() {
        this(PATIENCE, false);
    }

    /**
     * For threads that hang when they are at one thing for longer than {@code patience}.
     *
     * @param endsWithProcess whether a new process would not hang
     */
    public LongLivedThreads(Duration patience, boolean endsWithProcess) {
        this.patience = patience;
        this.endsWithProcess = endsWithProcess;
    }

    /** A thread of this name that does the same again and again, once it is started. */
    public Loop loop(String name, Loop.Round round) {
        return watched(new Loop(round, LOG, task -> daemon(task, name)));
    }

    /** Adds one to those that are missed when they end. */
    Loop watched(Loop loop) {
        loops.removeIf(Loop::isClosing);
        loops.add(loop);
        return loop;
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** One thread of this name that does things once or again and again; what waits when it is shut down is left undone. */
    public ScheduledExecutorService clock(String name) {
        Clock clock = new Clock(name);
        clocks.removeIf(Clock::isShutdown);
        clocks.add(clock);
        return clock;
    }

    /** Threads for tasks that may take any time; what waits beyond {@code queue} tasks is refused. */
    public static ExecutorService pool(String name, int threads, int queue) {
        return pool(name, threads, queue, () -> {});
    }

    /** The same, each of which does something before its first task. */
    public static ExecutorService pool(String name, int threads, int queue, Runnable first) {
        return new ThreadPoolExecutor(
                threads, threads, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(queue), named(name, first));
    }

    private static ThreadFactory named(String name, Runnable first) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Runnable all = () -> {
                guarded(first).run();
                task.run();
            };
            return daemon(all, name + "-" + number.incrementAndGet());
        };
    }

    /**
     * A task whose failure, of whatever, is told in the log and ends only itself: a thread serves many, and a task that is
     * done again and again would never be done again.
     */
    public static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (Throwable e) {
                tell(LOG, Thread.currentThread().getName(), e);
            }
        };
    }

    /** Even to tell may fail, for want of memory; that is no reason to end either. */
    static void tell(Logger log, String thread, Throwable why) {
        try {
            if (why instanceof SeedbankException) {
                // Such as a full disk: the message says it all, and the place in the program tells a person nothing.
                log.warn("a task of '{}' failed: {}", thread, why.getMessage());
            } else {
                log.error("a task of '{}' failed; this is a fault in seedbank", thread, why);
            }
        } catch (Throwable e) {
            // There is nobody left to tell.
        }
    }

    /** Returns which threads have ended that should not have, and which hang. */
    public List<Fault> faults() {
        List<Fault> faults = new ArrayList<>();
        for (Loop each : loops) {
            if (each.isDead()) {
                faults.add(new Fault(
                        "the thread '%s' has ended; what it did is not done any more".formatted(each.name()), true));
            } else {
                hanging(each.name(), each.busy(), faults);
            }
        }
        clocks.forEach(each -> hanging(each.name, each.busy(), faults));
        return faults;
    }

    private void hanging(String name, Duration busy, List<Fault> faults) {
        if (busy.compareTo(patience) > 0) {
            String text = "the thread '%s' has been at one thing for %d s; all else that it does waits"
                    .formatted(name, busy.toSeconds());
            faults.add(new Fault(text, endsWithProcess));
        }
    }

    /** Replaces its thread when that ends, as all executors do. */
    private static final class Clock extends ScheduledThreadPoolExecutor {

        private static final long IDLE = Long.MIN_VALUE;

        private final String name;

        /** When the task began that is being done, or idle. */
        private volatile long began = IDLE;

        Clock(String name) {
            super(1, task -> daemon(task, name));
            this.name = name;
            setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        }

        @Override
        protected void beforeExecute(Thread thread, Runnable task) {
            began = System.nanoTime();
        }

        @Override
        protected void afterExecute(Runnable task, Throwable failure) {
            began = IDLE;
        }

        Duration busy() {
            long since = began;
            return since == IDLE ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
        }
    }
}
