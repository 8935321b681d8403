package org.seedbank.node.internal.orders;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.seedbank.integrity.threads.LongLivedThreads;

/** The threads that do what takes long. Whoever makes them closes them. */
final class OrderThreads implements AutoCloseable {

    private static final String NAME = "seedbank-node-orders-";
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int ASKING = 4;
    private static final int FOLDERS = 2;

    private final ExecutorService hashing;
    private final ExecutorService asking;
    private final ExecutorService folders;

    /** The hook is called by the thread that hashes, before it does. */
    OrderThreads(Runnable background) {
        hashing = pool(1, "hashing", background);
        asking = pool(ASKING, "asking", () -> {});
        folders = pool(FOLDERS, "folders", () -> {});
    }

    /** An order has one job at most, so the number of orders bounds the queue. */
    private static ExecutorService pool(int threads, String what, Runnable first) {
        return LongLivedThreads.pool(NAME + what, threads, Orders.MOST, first);
    }

    Executor of(Task.Lane lane) {
        return switch (lane) {
            case HASHING -> hashing;
            case ASKING -> asking;
            case FOLDERS -> folders;
        };
    }

    /** Interrupts all work and waits a moment for it to end. */
    @Override
    public void close() {
        List<ExecutorService> all = List.of(hashing, asking, folders);
        all.forEach(ExecutorService::shutdownNow);
        try {
            for (ExecutorService each : all) {
                each.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
