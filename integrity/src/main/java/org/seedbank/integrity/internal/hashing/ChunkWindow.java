package org.seedbank.integrity.internal.hashing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The chunks in hand: which is to be read next, and which step of which chunk can be hashed next. Everything here is
 * guarded by its one lock; readers, workers and the waiting caller share it.
 *
 * <p>Buffers are few and go back to the readers when all steps of their chunk are done, so readers wait when hashing
 * falls behind. File digests go first: a large file's is one long chain.
 */
final class ChunkWindow {

    private final ChunkPlanner planner;
    private final HashPlan plan;
    private final Watermark watermark;
    private final EnumSet<Chunk.Step> asked = EnumSet.noneOf(Chunk.Step.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    private final Deque<Chunk> window = new ArrayDeque<>();
    private final Deque<byte[]> freeBuffers = new ArrayDeque<>();
    private int buffersLeft;
    private Chunk lastPlanned;
    private long bytesDone;
    private int currentItem;
    private Throwable failure;
    private boolean stopped;

    /** A window of at most {@code buffers} chunks. */
    ChunkWindow(HashPlan plan, int buffers) {
        this.plan = plan;
        this.planner = new ChunkPlanner(plan);
        this.watermark = new Watermark(plan);
        this.bytesDone = plan.knownBytes();
        this.buffersLeft = buffers;
        if (!plan.fileAlgorithms().isEmpty()) {
            asked.add(Chunk.Step.FILES);
        }
        if (plan.v1Pieces()) {
            asked.add(Chunk.Step.PIECES);
        }
        if (plan.merkle()) {
            asked.add(Chunk.Step.LEAVES);
        }
    }

    /** The next chunk, with a buffer for it; waits for one. Null when there is nothing left to read. */
    Chunk nextToRead() throws InterruptedException {
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

    /** A chunk's bytes are in its buffer. */
    void filled(Chunk chunk) {
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
    record Task(Chunk chunk, Chunk.Step step, Chunk.Carry carried) {}

    /** A step that can be hashed now; waits for one. Null when everything is hashed or the run has stopped. */
    Task nextTask() throws InterruptedException {
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
        for (Chunk.Step step : asked) {
            for (Chunk chunk : window) {
                if (chunk.waiting.contains(step) && isReady(chunk, step)) {
                    chunk.waiting.remove(step);
                    return new Task(chunk, step, continues(chunk, step) ? chunk.carriedInto(step) : null);
                }
            }
        }
        return null;
    }

    private boolean isReady(Chunk chunk, Chunk.Step step) {
        return !continues(chunk, step) || chunk.previous.done.contains(step);
    }

    private boolean continues(Chunk chunk, Chunk.Step step) {
        return switch (step) {
            case FILES -> continuesFile(chunk.segments.get(0));
            case PIECES -> plan.isInsidePiece(chunk.rowStart);
            case LEAVES -> false;
        };
    }

    private boolean continuesFile(Chunk.Segment segment) {
        return segment.fileOffset > plan.items().get(segment.item).known();
    }

    /** A step is hashed; {@code carry} is what goes on in the next chunk, or null. */
    void completed(Task task, Chunk.Carry carry) {
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
                watermark.done(chunk, firstNotHashed());
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * How far the run has come.
     *
     * @param bytesDone bytes of files whose chunks are hashed
     * @param item the item last begun
     * @param ended whether nothing is left to do, or the run has stopped
     */
    record Progress(long bytesDone, int item, boolean ended) {}

    /** Waits for the end of the run, or this long. */
    Progress await(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (!atEnd() && left > 0) {
                left = changed.awaitNanos(left);
            }
            return new Progress(bytesDone, currentItem, atEnd());
        } finally {
            lock.unlock();
        }
    }

    /** How far everything is hashed, without gaps. */
    Watermark.Mark mark() {
        lock.lock();
        try {
            return watermark.mark(firstNotHashed());
        } finally {
            lock.unlock();
        }
    }

    private Watermark.Mark firstNotHashed() {
        if (window.isEmpty()) {
            return new Watermark.Mark(planner.item(), planner.fileOffset(), null);
        }
        Chunk.Segment first = window.peekFirst().segments.get(0);
        return new Watermark.Mark(first.item, first.fileOffset, null);
    }

    private boolean atEnd() {
        return stopped || (!planner.hasNext() && window.isEmpty());
    }

    /** Ends the run: nobody is given anything more. */
    void stop() {
        stopFor(null);
    }

    /** Ends the run for a failure; the first one counts. After a stop, reads fail only because they are interrupted. */
    void stopFor(Throwable reason) {
        lock.lock();
        try {
            if (!stopped) {
                failure = reason;
            }
            stopped = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns what ended the run early, or null. */
    Throwable failure() {
        lock.lock();
        try {
            return failure;
        } finally {
            lock.unlock();
        }
    }
}
