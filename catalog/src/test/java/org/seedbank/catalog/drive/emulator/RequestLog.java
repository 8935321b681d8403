package org.seedbank.catalog.drive.emulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

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
