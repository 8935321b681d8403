package org.seedbank.integrity.internal.hashing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

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
        /** Bytes done so far, absent ones included, and the item last begun. */
        void advanced(long bytesDone, int item);
    }

    /** Two, so that opening small files overlaps; more only make a disk seek. */
    private static final int READERS = 2;

    private static final long PROGRESS_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final int jobs;
    private final ItemReader reader;
    private final ChunkPlanner planner;
    private final FileStep files;
    private final PieceStep pieces;
    private final LeafStep leaves;
    private final EnumSet<Step> asked = EnumSet.noneOf(Step.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // Guarded by lock.
    private final Deque<Chunk> window = new ArrayDeque<>();
    private final Deque<byte[]> freeBuffers = new ArrayDeque<>();
    private int buffersLeft;
    private Chunk lastPlanned;
    private long bytesDone;
    private int currentItem;
    private Throwable failure;
    private boolean stopped;

    private HashPipeline(HashPlan plan, int jobs, ItemReader reader, HashResult result) {
        if (jobs < 1) {
            throw new IllegalArgumentException("hashing needs at least one thread, not " + jobs);
        }
        this.jobs = jobs;
        this.buffersLeft = 2 * (jobs + READERS) + 2;
        this.reader = reader;
        this.planner = new ChunkPlanner(plan);
        this.files = new FileStep(plan, result);
        this.pieces = new PieceStep(plan, result);
        this.leaves = new LeafStep(plan, result);
        if (plan.fileDigests()) {
            asked.add(Step.FILES);
        }
        if (plan.v1Pieces()) {
            asked.add(Step.PIECES);
        }
        if (plan.merkle()) {
            asked.add(Step.LEAVES);
        }
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
        HashResult result = new HashResult(plan);
        try (ItemReader reader = new ItemReader(plan, watch)) {
            new HashPipeline(plan, jobs, reader, result).run(progress);
        }
        return result;
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
            stop();
            threads.forEach(Thread::interrupt);
            joinAll(threads);
        }
        rethrowFailure();
    }

    private void awaitEnd(ProgressSink progress) throws InterruptedException {
        boolean ended = false;
        while (!ended) {
            long done;
            int item;
            lock.lockInterruptibly();
            try {
                long left = PROGRESS_NANOS;
                while (!atEnd() && left > 0) {
                    left = changed.awaitNanos(left);
                }
                ended = atEnd();
                done = bytesDone;
                item = currentItem;
            } finally {
                lock.unlock();
            }
            progress.advanced(done, item);
        }
    }

    private boolean atEnd() {
        return stopped || (!planner.hasNext() && window.isEmpty());
    }

    private void stop() {
        lock.lock();
        try {
            stopped = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
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

    private void rethrowFailure() {
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
            stop();
        } catch (RuntimeException | Error e) {
            lock.lock();
            try {
                // After the stop, reads fail because they were interrupted.
                if (!stopped) {
                    failure = e;
                }
                stopped = true;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    @FunctionalInterface
    private interface Body {
        void run() throws InterruptedException;
    }

    private void readAll() throws InterruptedException {
        Chunk chunk = nextToRead();
        while (chunk != null) {
            reader.fill(chunk);
            filled(chunk);
            chunk = nextToRead();
        }
    }

    private Chunk nextToRead() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!stopped && planner.hasNext() && freeBuffers.isEmpty() && buffersLeft == 0) {
                changed.await();
            }
            if (stopped || !planner.hasNext()) {
                return null;
            }
            Chunk chunk = planner.next();
            chunk.buffer = takeBuffer();
            chunk.previous = lastPlanned;
            lastPlanned = chunk;
            window.addLast(chunk);
            currentItem = chunk.segments.get(0).item;
            return chunk;
        } finally {
            lock.unlock();
        }
    }

    private byte[] takeBuffer() {
        byte[] free = freeBuffers.poll();
        if (free != null) {
            return free;
        }
        buffersLeft--;
        return new byte[Chunk.LENGTH];
    }

    private void filled(Chunk chunk) {
        lock.lock();
        try {
            chunk.filled = true;
            chunk.waiting.addAll(asked);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** A step that a worker took, with what the chunk before carried into it. */
    private record Task(Chunk chunk, Step step, Chunk.Carry carried) {}

    private void hashAll() throws InterruptedException {
        Task task = nextTask();
        while (task != null) {
            Chunk.Carry carry = hash(task);
            completed(task, carry);
            task = nextTask();
        }
    }

    private Chunk.Carry hash(Task task) throws InterruptedException {
        return switch (task.step()) {
            case FILES -> files.hash(task.chunk(), task.carried());
            case PIECES -> pieces.hash(task.chunk(), task.carried());
            case LEAVES -> leaves.hash(task.chunk());
        };
    }

    private Task nextTask() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!atEnd()) {
                Task task = takeTask();
                if (task != null) {
                    return task;
                }
                changed.await();
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private Task takeTask() {
        for (Step step : asked) {
            for (Chunk chunk : window) {
                if (chunk.waiting.contains(step) && isReady(chunk, step)) {
                    chunk.waiting.remove(step);
                    return new Task(chunk, step, continues(chunk, step) ? chunk.carriedInto(step) : null);
                }
            }
        }
        return null;
    }

    private boolean isReady(Chunk chunk, Step step) {
        return !continues(chunk, step) || chunk.previous.done.contains(step);
    }

    private boolean continues(Chunk chunk, Step step) {
        return switch (step) {
            case FILES -> chunk.segments.get(0).fileOffset > 0;
            case PIECES -> pieces.isInside(chunk.rowStart);
            case LEAVES -> false;
        };
    }

    private void completed(Task task, Chunk.Carry carry) {
        lock.lock();
        try {
            Chunk chunk = task.chunk();
            if (carry != null) {
                chunk.carried.put(task.step(), carry);
            }
            chunk.done.add(task.step());
            if (chunk.done.containsAll(asked)) {
                window.remove(chunk);
                freeBuffers.push(chunk.buffer);
                chunk.buffer = null;
                chunk.previous = null;
                bytesDone += chunk.fileBytes();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
