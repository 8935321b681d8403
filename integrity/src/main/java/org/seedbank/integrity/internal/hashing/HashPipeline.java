package org.seedbank.integrity.internal.hashing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Reads files once and computes every digest from that one read.
 *
 * <p>Readers fill chunks in the order of the row; workers take the hashing steps of filled chunks, file digests first.
 * A step that is a chain (a file, a v1 piece) waits for the same step of the chunk before; everything else runs side by
 * side, also within one file. Buffers are few and reused, so memory does not grow with the data, and readers wait when
 * hashing falls behind.
 *
 * <p>The threads live as long as {@link #run}. The calling thread waits and reports progress.
 */
public final class HashPipeline {

    /** Receives the progress on the thread that called {@link #run}. */
    @FunctionalInterface
    public interface ProgressSink {
        /** So many bytes are known and will not be read; called once, first, if there are any. */
        default void resumed(long bytes) {}

        /** Bytes done so far, absent ones included, and the item last begun. */
        void advanced(long bytesDone, int item);
    }

    /** Two, so that opening small files overlaps; more only make a disk seek. A slow disk that turns is read by one. */
    private static final int READERS = 2;

    private static final long PROGRESS_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final HashPlan plan;
    private final int jobs;
    private final ItemReader reader;
    private final ReadTurns turns;
    private final Checkpoint checkpoint;
    private final ChunkWindow window;
    private final FileStep files;
    private final PieceStep pieces;
    private final LeafStep leaves;

    private HashPipeline(HashPlan plan, int jobs, ItemReader reader, HashResult result, Checkpoint checkpoint) {
        if (jobs < 1) {
            throw new IllegalArgumentException("hashing needs at least one thread, not " + jobs);
        }
        this.plan = plan;
        this.jobs = jobs;
        this.reader = reader;
        this.turns = new ReadTurns(liesOnRotationalDisk(plan), System::nanoTime);
        this.checkpoint = checkpoint;
        // Each thread has one in hand, and there is one more for it to go on with.
        this.window = new ChunkWindow(plan, 2 * (jobs + READERS) + 2);
        this.files = new FileStep(plan, result, checkpoint);
        this.pieces = new PieceStep(plan, result);
        this.leaves = new LeafStep(plan, result);
    }

    /** A dataset lies on one disk, or its first file tells enough. */
    private static boolean liesOnRotationalDisk(HashPlan plan) {
        return plan.items().stream()
                .filter(item -> item.readable() > 0)
                .findFirst()
                .map(item -> StorageDevice.isRotational(item.file()))
                .orElse(false);
    }

    /**
     * Computes the digests of a plan.
     *
     * @param jobs hashing threads, at least 1
     * @throws InterruptedException when the calling thread is interrupted; all threads have ended then
     * @throws RuntimeException what the watch threw to end the run
     */
    public static HashResult run(HashPlan plan, int jobs, ReadWatch watch, ProgressSink progress)
            throws InterruptedException {
        return run(plan, jobs, watch, progress, Checkpoint.NONE);
    }

    /** Runs where a checkpoint takes note and may know something already. Files known are looked at last. */
    public static HashResult run(HashPlan plan, int jobs, ReadWatch watch, ProgressSink progress, Checkpoint checkpoint)
            throws InterruptedException {
        HashResult result = new HashResult(plan);
        HashPlan rest = checkpoint.resume(plan, result);
        result.setResumedBytes(rest.knownBytes());
        try (ItemReader reader = new ItemReader(rest, checkpoint.watching(watch))) {
            new HashPipeline(rest, jobs, reader, result, checkpoint).runNoted(watch, progress);
        }
        return result;
    }

    private void runNoted(ReadWatch watch, ProgressSink progress) throws InterruptedException {
        boolean well = false;
        try {
            if (plan.knownBytes() > 0) {
                progress.resumed(plan.knownBytes());
            }
            progress.advanced(
                    plan.knownBytes(),
                    Math.min(window.mark().item(), plan.items().size() - 1));
            run(progress);
            for (int i = 0; i < plan.items().size(); i++) {
                if (plan.items().get(i).isKnown()) {
                    watch.finished(i);
                }
            }
            well = true;
        } finally {
            checkpoint.ended(well, window::mark);
        }
    }

    private void run(ProgressSink progress) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            threads.add(new Thread(() -> guarded(this::readAll), "hash-reader-" + i));
        }
        for (int i = 0; i < jobs; i++) {
            threads.add(new Thread(() -> guarded(this::hashAll), "hash-worker-" + i));
        }
        threads.forEach(thread -> thread.setDaemon(true));
        threads.forEach(Thread::start);
        try {
            awaitEnd(progress);
        } finally {
            window.stop();
            threads.forEach(Thread::interrupt);
            joinAll(threads);
        }
        rethrow(window.failure());
    }

    private void awaitEnd(ProgressSink progress) throws InterruptedException {
        ChunkWindow.Progress now;
        do {
            now = window.await(Math.min(PROGRESS_NANOS, checkpoint.pauseNanos()));
            progress.advanced(now.bytesDone(), now.item());
            checkpoint.advanced(window::mark);
        } while (!now.ended());
    }

    /** Waits out the chunk that each thread has in hand: milliseconds, as reads are interrupted. */
    private static void joinAll(List<Thread> threads) {
        boolean interrupted = false;
        for (Thread thread : threads) {
            boolean joined = false;
            while (!joined) {
                try {
                    thread.join();
                    joined = true;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void rethrow(Throwable failure) {
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
    }

    /** Runs a thread's body; whatever ends it early ends the run and reaches the caller. */
    private void guarded(Body body) {
        try {
            body.run();
        } catch (InterruptedException e) {
            window.stop();
        } catch (RuntimeException | Error e) {
            window.stopFor(e);
        }
    }

    @FunctionalInterface
    private interface Body {
        void run() throws InterruptedException;
    }

    private void readAll() throws InterruptedException {
        Chunk chunk = window.nextToRead();
        while (chunk != null) {
            Chunk next = chunk;
            turns.read(() -> reader.fill(next));
            window.filled(chunk);
            chunk = window.nextToRead();
        }
    }

    private void hashAll() throws InterruptedException {
        ChunkWindow.Task task = window.nextTask();
        while (task != null) {
            window.completed(task, hash(task));
            task = window.nextTask();
        }
    }

    private Chunk.Carry hash(ChunkWindow.Task task) throws InterruptedException {
        return switch (task.step()) {
            case FILES -> files.hash(task.chunk(), task.carried());
            case PIECES -> pieces.hash(task.chunk(), task.carried());
            case LEAVES -> leaves.hash(task.chunk());
        };
    }
}
