package org.seedbank.catalog.export;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Puts many small files into a folder, several at once: a disk that makes sure of one file makes sure of those beside it in the
 * same turn. For one thread, which closes it.
 */
final class ManyFiles implements AutoCloseable {

    /** Most of the time they wait for the disk. */
    private static final int THREADS = 32;

    /** What waits is in memory. */
    private static final int WAITING = 2 * THREADS;

    /** Larger files take their time anyway, and are not kept waiting in memory. */
    private static final int SMALL = 1 << 20;

    private static final long CLOSE_SECONDS = 60;

    private final ExportFolder folder;
    private final Semaphore room = new Semaphore(WAITING);
    private final AtomicInteger written = new AtomicInteger();
    private final AtomicReference<IOException> failure = new AtomicReference<>();
    private final ExecutorService threads;

    ManyFiles(ExportFolder folder) {
        this.folder = folder;
        this.threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "seedbank-export");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Has a file put in place soon, unless it is there already. Throws what became of one before. */
    void put(String name, byte[] content) throws IOException, InterruptedException {
        if (content.length > SMALL) {
            write(name, content);
        } else {
            room.acquire();
            threads.execute(() -> {
                try {
                    write(name, content);
                } catch (IOException e) {
                    failure.compareAndSet(null, e);
                } finally {
                    room.release();
                }
            });
        }
        throwFailure();
    }

    private void write(String name, byte[] content) throws IOException {
        if (folder.put(name, content)) {
            written.incrementAndGet();
        }
    }

    private void throwFailure() throws IOException {
        IOException first = failure.get();
        if (first != null) {
            throw first;
        }
    }

    /** Waits until all are in place. */
    void finish() throws IOException, InterruptedException {
        room.acquire(WAITING);
        room.release(WAITING);
        throwFailure();
    }

    /** How many were not there as they are now. */
    int written() {
        return written.get();
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
