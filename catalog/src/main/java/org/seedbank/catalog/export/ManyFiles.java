package org.seedbank.catalog.export;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Makes and writes the files of many datasets, several at once: every processor is used, and a disk that makes sure of one file
 * makes sure of those beside it in the same turn. For one thread, which closes it.
 */
final class ManyFiles implements AutoCloseable {

    /** Most of the time they wait for the disk. */
    private static final int THREADS = 32;

    /** What waits is in memory. */
    private static final int WAITING = THREADS + THREADS / 2;

    /** What has larger files takes its time anyway, and does not wait in memory. */
    private static final int SMALL = 64 << 10;

    private static final long CLOSE_SECONDS = 60;

    private final Semaphore room = new Semaphore(WAITING);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final ExecutorService threads;

    ManyFiles() {
        this.threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "seedbank-export");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Makes and writes the files of one dataset. */
    @FunctionalInterface
    interface Work {
        /** Does all of it, by any thread. */
        void run() throws IOException;
    }

    /**
     * Has something done soon. Throws what became of something before.
     *
     * @param size about how many bytes it keeps in memory until it is done
     */
    void add(long size, Work work) throws IOException, InterruptedException {
        if (size > SMALL) {
            work.run();
        } else {
            room.acquire();
            threads.execute(() -> {
                try {
                    work.run();
                } catch (IOException | RuntimeException | Error e) {
                    failure.compareAndSet(null, e);
                } finally {
                    room.release();
                }
            });
        }
        throwFailure();
    }

    private void throwFailure() throws IOException {
        Throwable first = failure.get();
        if (first instanceof IOException e) {
            throw e;
        }
        if (first instanceof RuntimeException e) {
            throw e;
        }
        if (first instanceof Error e) {
            throw e;
        }
    }

    /** Waits until all is done. */
    void finish() throws IOException, InterruptedException {
        room.acquire(WAITING);
        room.release(WAITING);
        throwFailure();
    }

    /** What has not begun is left out. Threads of a disk that hangs keep nobody from ending. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
