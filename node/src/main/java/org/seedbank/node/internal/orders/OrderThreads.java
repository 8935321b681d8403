package org.seedbank.node.internal.orders;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that do what takes long. Whoever makes them closes them. */
final class OrderThreads implements AutoCloseable {

    private static final String NAME = "seedbank-node-orders-";
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int ASKING = 4;

    private final ThreadPoolExecutor hashing;
    private final ThreadPoolExecutor asking;

    /** The hook is called by the thread that hashes, before it does. */
    OrderThreads(Runnable background) {
        hashing = pool(1, "hashing", background);
        asking = pool(ASKING, "asking", () -> {});
    }

    private static ThreadPoolExecutor pool(int threads, String what, Runnable first) {
        AtomicInteger count = new AtomicInteger();
        ThreadFactory factory = work -> {
            Thread thread = new Thread(
                    () -> {
                        first.run();
                        work.run();
                    },
                    NAME + what + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
        // An order has one job at most, so the number of orders bounds the queue.
        return new ThreadPoolExecutor(
                threads, threads, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(Orders.MOST), factory);
    }

    Executor of(Task.Lane lane) {
        return switch (lane) {
            case HASHING -> hashing;
            case ASKING -> asking;
        };
    }

    /** Interrupts all work and waits a moment for it to end. */
    @Override
    public void close() {
        hashing.shutdownNow();
        asking.shutdownNow();
        try {
            hashing.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            asking.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
