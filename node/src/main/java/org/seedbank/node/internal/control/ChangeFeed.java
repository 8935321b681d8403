package org.seedbank.node.internal.control;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.seedbank.node.api.Changes;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for changes of the node, on one thread of its own, for all who want to know of them. */
final class ChangeFeed implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeFeed.class);

    /** Changes that come faster go together. */
    private static final long GATHER_MILLIS = 200;

    private static final long AFTER_FAILURE_MILLIS = 1000;
    private static final long CLOSE_MILLIS = 5000;

    /** Somebody who waits. Called on any thread. */
    interface Waiter {
        /** There may be news. */
        void wake();

        /** The node's heart beats. */
        void beat();

        /** There will be no more news. */
        void end();
    }

    private final NodeControl node;
    private final Duration heartbeat;
    private final Thread thread = new Thread(this::run, "seedbank-node-changes");
    private final CountDownLatch closing = new CountDownLatch(1);

    /** Guarded by itself; as many as the limits of those who add to it. */
    private final Set<Waiter> waiters = new HashSet<>();

    ChangeFeed(NodeControl node, Duration heartbeat) {
        this.node = node;
        this.heartbeat = heartbeat;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Adds somebody unless there are {@code most} of its kind already; who is added should look for news once. */
    boolean add(Waiter waiter, int most) {
        synchronized (waiters) {
            long alike = waiters.stream()
                    .filter(other -> other.getClass() == waiter.getClass())
                    .count();
            if (isClosing() || alike >= most) {
                return false;
            }
            waiters.add(waiter);
            waiters.notifyAll();
            return true;
        }
    }

    void remove(Waiter waiter) {
        synchronized (waiters) {
            waiters.remove(waiter);
        }
    }

    /** How many wait. */
    int size() {
        synchronized (waiters) {
            return waiters.size();
        }
    }

    /** Returns what is new just now; nothing when the node is ending. */
    Optional<Changes> since(long seen) throws InterruptedException {
        return isClosing() ? Optional.empty() : ask(seen, Duration.ZERO);
    }

    /** An error is as good as an exception here: neither may end the thread that others wait for. */
    private Optional<Changes> ask(long seen, Duration limit) throws InterruptedException {
        try {
            return node.changes(seen, limit);
        } catch (Error e) {
            throw new NodeException.Failed(e);
        }
    }

    /** Throws when nobody will be told anything any more. */
    void requireOpen() {
        if (isClosing()) {
            throw new NodeException.Unreachable("it is ending", null);
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void run() {
        try {
            while (!isClosing()) {
                awaitWaiter();
                follow();
            }
        } catch (InterruptedException e) {
            LOG.debug("changes are not followed any more");
        }
    }

    private void awaitWaiter() throws InterruptedException {
        synchronized (waiters) {
            while (waiters.isEmpty()) {
                waiters.wait();
            }
        }
    }

    private void follow() throws InterruptedException {
        try {
            long last = since(0).map(Changes::number).orElse(0L);
            tell(Waiter::wake);
            long beat = System.nanoTime() + heartbeat.toNanos();
            while (!isClosing() && size() > 0) {
                Duration left = Duration.ofNanos(Math.max(0, beat - System.nanoTime()));
                Optional<Changes> found = ask(last, left);
                if (found.isPresent()) {
                    last = found.get().number();
                    tell(Waiter::wake);
                    closing.await(GATHER_MILLIS, TimeUnit.MILLISECONDS);
                }
                if (System.nanoTime() - beat >= 0) {
                    tell(Waiter::beat);
                    beat = System.nanoTime() + heartbeat.toNanos();
                }
            }
        } catch (RuntimeException e) {
            // Whatever the node throws must not end this thread: those who wait would wait for ever.
            LOG.warn("changes cannot be followed just now", e);
            closing.await(AFTER_FAILURE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void tell(Consumer<Waiter> news) {
        List<Waiter> all;
        synchronized (waiters) {
            all = List.copyOf(waiters);
        }
        all.forEach(news);
    }

    /** Ends all waiting, and returns when the thread has ended. */
    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
        tell(Waiter::end);
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
