package org.seedbank.swarm.internal.transfer;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;
import org.seedbank.integrity.threads.LongLivedThreads;
import org.seedbank.swarm.TransferEvent;
import org.seedbank.swarm.TransferListener;
import org.seedbank.swarm.TransferState;
import org.seedbank.swarm.TransferStatus;

/** Where a transfer shows its status: others read it, wait for it and hear of its changes. Safe for all threads. */
public final class StatusBoard {

    /** More than a transfer tells in its life, unless trackers warn again and again. */
    private static final int REMEMBERED = 64;

    private final Consumer<Runnable> eventThread;
    private final List<TransferListener> listeners = new ArrayList<>();
    private final Deque<TransferEvent> past = new ArrayDeque<>();
    private TransferStatus status;
    private long lastProgress = System.nanoTime();
    private long mostUseful;
    private boolean progressQueued;

    /**
     * A board that shows {@code first}.
     *
     * @param eventThread runs tasks in their order on the thread that listeners are promised
     */
    StatusBoard(TransferStatus first, Consumer<Runnable> eventThread) {
        this.status = first;
        this.eventThread = eventThread;
    }

    /** Adds a listener and tells it first what has happened, apart from progress, as far as it is remembered. */
    public synchronized void add(TransferListener listener) {
        List<TransferEvent> missed = List.copyOf(past);
        eventThread.accept(() -> missed.forEach(event -> deliver(event, List.of(listener))));
        listeners.add(listener);
    }

    public synchronized void remove(TransferListener listener) {
        listeners.remove(listener);
    }

    /** How long nothing has moved. */
    synchronized Duration quiet() {
        return Duration.ofNanos(System.nanoTime() - lastProgress);
    }

    public synchronized TransferStatus status() {
        return status;
    }

    /** Shows another status, as {@link #show(TransferStatus, long)} does, when nothing came since. */
    synchronized boolean show(TransferStatus next) {
        return show(next, mostUseful);
    }

    /**
     * Shows another status, unless the last one was final. Whether its state is another one.
     *
     * @param useful bytes received so far that were not thrown away. Only more of them than ever are progress: peers that
     *     send the same wrong piece again and again would else keep a fetch waiting for ever.
     */
    synchronized boolean show(TransferStatus next, long useful) {
        if (status.state() == TransferState.CLOSED || next.equals(status)) {
            return false;
        }
        TransferStatus before = status;
        status = next;
        boolean changed = before.state() != next.state();
        if (changed || next.bytesDone() > before.bytesDone() || useful > mostUseful) {
            lastProgress = System.nanoTime();
            mostUseful = Math.max(mostUseful, useful);
        }
        notifyAll();
        if (changed) {
            tell(new TransferEvent.StateChanged(before.state(), next.state()));
        }
        queueProgress();
        return changed;
    }

    /** Notes that bytes move that no status tells of yet; only more than ever count, as in {@link #show(TransferStatus, long)}. */
    synchronized void progress(long useful) {
        if (useful > mostUseful) {
            mostUseful = useful;
            lastProgress = System.nanoTime();
        }
    }

    /** A slow listener gets the newest progress, not all of it. */
    private void queueProgress() {
        if (!progressQueued && !listeners.isEmpty()) {
            progressQueued = true;
            List<TransferListener> now = List.copyOf(listeners);
            eventThread.accept(() -> deliver(new TransferEvent.Progressed(takeProgress()), now));
        }
    }

    private synchronized TransferStatus takeProgress() {
        progressQueued = false;
        return status;
    }

    /** Tells all listeners, after what they were told before. */
    synchronized void tell(TransferEvent event) {
        if (past.size() == REMEMBERED) {
            past.removeFirst();
        }
        past.addLast(event);
        List<TransferListener> now = List.copyOf(listeners);
        eventThread.accept(() -> deliver(event, now));
    }

    private static void deliver(TransferEvent event, List<TransferListener> listeners) {
        for (TransferListener listener : listeners) {
            LongLivedThreads.guarded(() -> listener.on(event)).run();
        }
    }

    /**
     * Waits until the transfer has come to a certain point.
     *
     * @param reached whether a status is what is waited for
     * @param deadline when to give up, given when bytes last moved; both as {@link System#nanoTime} counts
     * @param observer is shown each status on the way, on this thread
     * @return the status then, one that is not waited for when the deadline passed
     */
    public TransferStatus await(
            Predicate<TransferStatus> reached, LongUnaryOperator deadline, Consumer<TransferStatus> observer)
            throws InterruptedException {
        long start = System.nanoTime();
        TransferStatus seen = null;
        TransferStatus now = awaitNews(seen, start, deadline);
        while (!now.equals(seen) && !reached.test(now)) {
            observer.accept(now);
            seen = now;
            now = awaitNews(seen, start, deadline);
        }
        return now;
    }

    /** The status once it differs from the one seen, or the same one when the deadline passed. */
    private synchronized TransferStatus awaitNews(TransferStatus seen, long start, LongUnaryOperator deadline)
            throws InterruptedException {
        while (status.equals(seen)) {
            long progress = lastProgress - start > 0 ? lastProgress : start;
            long left = deadline.applyAsLong(progress) - System.nanoTime();
            if (left <= 0) {
                return status;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return status;
    }
}
