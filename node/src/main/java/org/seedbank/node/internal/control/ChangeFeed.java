package org.seedbank.node.internal.control;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.seedbank.integrity.threads.LongLivedThreads;
import org.seedbank.integrity.threads.Loop;
import org.seedbank.node.api.Changes;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;

/** Waits for changes of the node, on one thread of its own, for all who want to know of them. */
final class ChangeFeed implements AutoCloseable {

    /** Changes that come faster go together. */
    private static final long GATHER_MILLIS = 200;

    private static final long LOOK_MILLIS = 5000;
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

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
    private final Loop loop;
    private final CountDownLatch closing = new CountDownLatch(1);

    /** Guarded by itself; as many as the limits of those who add to it. */
    private final Set<Waiter> waiters = new HashSet<>();

    /** These three are for the loop alone: whether somebody waits for what comes next, and since when. */
    private boolean following;

    private long last;
    private long beat;

    ChangeFeed(NodeControl node, Duration heartbeat, LongLivedThreads threads) {
        this.node = node;
        this.heartbeat = heartbeat;
        this.loop = threads.loop("seedbank-node-changes", this::round);
    }

    void start() {
        loop.start();
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

    /** What it fails for is asked again from the start: those who wait would wait for ever. */
    private void round() throws InterruptedException {
        boolean began = following;
        following = false;
        if (!awaitWaiter()) {
            return;
        }
        if (!began) {
            last = since(0).map(Changes::number).orElse(0L);
            tell(Waiter::wake);
            beat = System.nanoTime() + heartbeat.toNanos();
        }
        follow();
        following = true;
    }

    /** Returns whether there is one. */
    private boolean awaitWaiter() throws InterruptedException {
        synchronized (waiters) {
            if (waiters.isEmpty()) {
                waiters.wait(LOOK_MILLIS);
            }
            return !waiters.isEmpty();
        }
    }

    private void follow() throws InterruptedException {
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

    private void tell(Consumer<Waiter> news) {
        List<Waiter> all;
        synchronized (waiters) {
            all = List.copyOf(waiters);
        }
        all.forEach(each -> LongLivedThreads.guarded(() -> news.accept(each)).run());
    }

    /** Ends all waiting, and returns when the thread has ended. */
    @Override
    public void close() {
        closing.countDown();
        loop.close();
        tell(Waiter::end);
        loop.join(CLOSE_LIMIT);
    }
}
