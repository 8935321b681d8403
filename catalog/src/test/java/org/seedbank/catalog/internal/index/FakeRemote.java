package org.seedbank.catalog.internal.index;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.internal.calls.Patience;

/** A remote catalog in memory that does what a test tells it, and remembers what it was asked. Safe for all threads. */
final class FakeRemote implements Remote {

    static final URI URI_OF_IT = URI.create("gdrive:fake");

    /** What is done once in place of an answer. */
    interface Event {
        void happen() throws InterruptedException;
    }

    private final Clock clock;
    private final Map<String, Item> items = new LinkedHashMap<>();
    private final Map<String, Item> changed = new LinkedHashMap<>();
    private final Deque<Event> events = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();

    FakeRemote(Clock clock) {
        this.clock = clock;
    }

    synchronized void hold(Item... added) {
        for (Item item : added) {
            items.put(item.id(), item);
            changed.put(item.id(), item);
        }
    }

    /** As in the real ones, only a whole listing shows it. */
    synchronized void delete(Item item) {
        items.remove(item.id());
        changed.remove(item.id());
    }

    /** Happens before the next call is answered. */
    synchronized void next(Event event) {
        events.add(event);
    }

    void failNext() {
        next(() -> {
            throw unreachable();
        });
    }

    static CatalogException unreachable() {
        return new CatalogException.Unreachable(URI_OF_IT, "no route to host", "check the network", null);
    }

    /** What was asked since this was last called: {@code whole}, {@code changes} or {@code torrent ID}. */
    synchronized List<String> asked() {
        List<String> calls = List.copyOf(asked);
        asked.clear();
        return calls;
    }

    @Override
    public URI uri() {
        return URI_OF_IT;
    }

    @Override
    public Refreshed refresh(Optional<Snapshot> known, GatheredItems found, Patience patience)
            throws InterruptedException {
        called((known.isPresent() ? "changes" : "whole") + (patience.equals(Patience.SHORT) ? ", short" : ""));
        synchronized (this) {
            (known.isPresent() ? changed : items).values().forEach(found::put);
            changed.clear();
            Map<String, String> cursors = Map.of("since", clock.instant().toString());
            return known.isPresent() ? new Refreshed.Changed(cursors, Set.of()) : new Refreshed.Whole(cursors);
        }
    }

    @Override
    public byte[] torrent(Item item) throws InterruptedException {
        called("torrent " + item.id());
        return torrentOf(item);
    }

    static byte[] torrentOf(Item item) {
        return ("the torrent of " + item.id() + " " + item.checksum()).getBytes(StandardCharsets.UTF_8);
    }

    private void called(String call) throws InterruptedException {
        Event event;
        synchronized (this) {
            asked.add(call);
            event = events.poll();
        }
        if (event != null) {
            event.happen();
        }
    }
}
