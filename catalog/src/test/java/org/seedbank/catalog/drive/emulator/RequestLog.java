package org.seedbank.catalog.drive.emulator;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** What was asked, oldest first: the latest 20,000 requests. Thread-safe. */
public final class RequestLog {

    private static final int KEPT = 20_000;

    private final Deque<Asked> asked = new ArrayDeque<>();

    RequestLog() {}

    synchronized void add(Asked request) {
        asked.add(request);
        if (asked.size() > KEPT) {
            asked.remove();
        }
        notifyAll();
    }

    /** Waits until so many requests that fulfil the condition have come; fails if they don't in that time. */
    public synchronized void await(int count, Predicate<Asked> when, Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (asked.stream().filter(when).count() < count) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("only these requests came: " + asked);
            }
            wait(left);
        }
    }

    /** Every request that is remembered. */
    public synchronized List<Asked> all() {
        return List.copyOf(asked);
    }

    /** How many requests had a path that begins so. */
    public synchronized int count(String pathPrefix) {
        return (int) asked.stream()
                .filter(request -> request.path().startsWith(pathPrefix))
                .count();
    }

    /** How many requests of that method had a path that begins so. */
    public synchronized int count(String method, String pathPrefix) {
        return (int) asked.stream().filter(Faults.on(method, pathPrefix)).count();
    }

    /** Forgets them all. */
    public synchronized void clear() {
        asked.clear();
    }
}
