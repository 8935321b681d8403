package org.seedbank.catalog.internal.calls;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.seedbank.catalog.CatalogSettings;

/**
 * Runs requests to a remote catalog: not too many at once, again where that may help, and never for longer than
 * {@link Patience} allows. Safe for use by several threads.
 *
 * <p>Each try runs on a thread of its own, so that the caller can be interrupted while a socket blocks; a try that was
 * given up ends by itself at the time-outs of its socket.
 */
public final class PacedCalls {

    /** As many requests at once as do no harm; after them one in each interval. */
    private static final int BURST = 100;

    private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** Tries that were given up may still hold a thread each; with so many of them the network is gone anyway. */
    static final int MOST_THREADS = 32;

    /** For the calls of all servers together. */
    private static final ExecutorService THREADS = threads();

    private final Consumer<String> watcher;
    private final Judgement.Judge judge;
    private final Pause pause;
    private final ExecutorService threads;

    /** When the next request may start if there were no burst, by {@link System#nanoTime}. Any thread moves it on. */
    private final AtomicLong due = new AtomicLong(System.nanoTime() - BURST * INTERVAL_NANOS);

    /** Waits between two tries. */
    @FunctionalInterface
    public interface Pause {
        /** Returns when the time has passed. */
        void of(Duration time) throws InterruptedException;
    }

    /**
     * Calls of one server.
     *
     * @param watcher told of every try, by the calling thread
     */
    public PacedCalls(Consumer<String> watcher, Judgement.Judge judge) {
        this(watcher, judge, time -> TimeUnit.NANOSECONDS.sleep(time.toNanos()));
    }

    /** Calls of one server, with another way to wait between two tries. */
    public PacedCalls(Consumer<String> watcher, Judgement.Judge judge, Pause pause) {
        this(watcher, judge, pause, THREADS);
    }

    PacedCalls(Consumer<String> watcher, Judgement.Judge judge, Pause pause, ExecutorService threads) {
        this.watcher = watcher;
        this.judge = judge;
        this.pause = pause;
        this.threads = threads;
    }

    /** Threads that end when there is nothing to do; at most {@link #MOST_THREADS}. */
    static ExecutorService threads() {
        return new ThreadPoolExecutor(
                0, MOST_THREADS, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), PacedCalls::daemon);
    }

    /**
     * Runs a request until it succeeds or nothing more can be hoped for.
     *
     * @param what the request in a few words, for people who watch the tries
     * @throws org.seedbank.catalog.CatalogException what the judge makes of the last failure
     */
    public <T> T run(String what, Patience patience, Call<T> call) throws InterruptedException {
        long begun = System.nanoTime();
        for (int attempt = 1; ; attempt++) {
            waitForTurn();
            long started = System.nanoTime();
            try {
                T answer = once(call, patience.each());
                watcher.accept("%s: done in %d ms".formatted(what, millisSince(started)));
                return answer;
            } catch (IOException e) {
                Judgement judged = judge.of(e);
                Duration wait = judged.notBefore().orElse(backOff(patience, attempt));
                int tries = Math.min(patience.tries(), judged.tries());
                boolean again = judged.again()
                        && attempt < tries
                        && wait.compareTo(patience.longestPause()) <= 0
                        && wait.plusNanos(System.nanoTime() - begun).compareTo(patience.whole()) < 0;
                watcher.accept("%s: try %d of %d failed after %d ms: %s%s"
                        .formatted(
                                what,
                                attempt,
                                Math.max(attempt, tries),
                                millisSince(started),
                                judged.reason(),
                                again ? CatalogSettings.AGAIN + "%d ms".formatted(wait.toMillis()) : ""));
                if (!again) {
                    throw judged.failure();
                }
                pause.of(wait);
            }
        }
    }

    private <T> T once(Call<T> call, Duration limit) throws IOException, InterruptedException {
        Future<T> answer = submit(call);
        try {
            return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new InterruptedIOException("no whole answer within %d s".formatted(limit.toSeconds()));
        } finally {
            answer.cancel(true);
        }
    }

    private <T> Future<T> submit(Call<T> call) throws IOException {
        try {
            return threads.submit(call::run);
        } catch (RejectedExecutionException e) {
            throw new IOException("earlier requests still hang", e);
        }
    }

    /** A generic cell rate: a burst first, then one request in each interval. */
    private void waitForTurn() throws InterruptedException {
        long now = System.nanoTime();
        long turn = due.updateAndGet(before -> Math.max(before, now - BURST * INTERVAL_NANOS) + INTERVAL_NANOS);
        long wait = turn - now;
        if (wait > 0) {
            TimeUnit.NANOSECONDS.sleep(wait);
        } else if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before a request");
        }
    }

    /** Twice as long after each failure, with some chance in it, so that many clients do not come back together. */
    private static Duration backOff(Patience patience, int attempt) {
        long base = patience.firstPause().toMillis() << Math.min(attempt - 1, 20);
        long random = ThreadLocalRandom.current().nextLong(patience.firstPause().toMillis() + 1);
        return Duration.ofMillis(Math.min(base + random, patience.longestPause().toMillis()));
    }

    private static long millisSince(long started) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "seedbank-remote-call");
        thread.setDaemon(true);
        return thread;
    }
}
