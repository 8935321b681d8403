package org.seedbank.catalog.internal.index;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.internal.calls.Patience;

/** Brings what is kept of a catalog up to date. Whoever had to wait for another's refresh takes its result where it will do. */
final class Refresh {

    /** What was deleted shows only in whole listings, so one is made as often as this. */
    private static final Duration WHOLE = Duration.ofDays(1);

    private final Remote remote;
    private final Clock clock;
    private final SnapshotStore store;
    private final KeptTorrents torrents;
    private final Turns turns;

    Refresh(Remote remote, Clock clock, SnapshotStore store, KeptTorrents torrents, Turns turns) {
        this.remote = remote;
        this.clock = clock;
        this.store = store;
        this.torrents = torrents;
        this.turns = turns;
    }

    /** What the catalog held at this time or later. */
    IndexedCatalog since(Instant time, Patience patience) throws InterruptedException {
        return turns.take(obstacle -> {
            Optional<IndexedCatalog> enough = enough(snapshot -> isIn(snapshot.asked(), time));
            return enough.isPresent() ? enough.get() : asked(isWholeDue(), patience, obstacle);
        });
    }

    /** What a listing from beginning to end shows that began at this time or later. */
    IndexedCatalog whole(Instant time) throws InterruptedException {
        return turns.take(obstacle -> {
            Optional<IndexedCatalog> enough = enough(snapshot -> isIn(snapshot.listedWhole(), time));
            return enough.isPresent() ? enough.get() : asked(true, Patience.USUAL, obstacle);
        });
    }

    /** Adds what this program wrote to the catalog. Where it cannot be written down this process knows it nevertheless. */
    void put(Item item) throws InterruptedException {
        try {
            turns.take(obstacle -> keep(with(item), obstacle));
        } catch (CatalogException.Locked e) {
            store.remember(with(item), e.getMessage());
        }
    }

    private IndexedCatalog with(Item item) throws InterruptedException {
        return store.read().orElseGet(IndexedCatalog::nothing).with(remote.uri(), item, clock.instant());
    }

    private Optional<IndexedCatalog> enough(Predicate<Snapshot> test) throws InterruptedException {
        return store.read().filter(kept -> kept.isListing() && test.test(kept.snapshot()));
    }

    /** Whether something happened between then and now; times to come tell of a clock that was put back. */
    private boolean isIn(Instant time, Instant since) {
        return !time.isBefore(since) && !time.isAfter(clock.instant());
    }

    private boolean isWholeDue() throws InterruptedException {
        Instant now = clock.instant();
        return enough(snapshot ->
                        Duration.between(snapshot.listedWhole(), now).abs().compareTo(WHOLE) <= 0)
                .isEmpty();
    }

    private IndexedCatalog asked(boolean whole, Patience patience, Optional<String> obstacle)
            throws InterruptedException {
        IndexedCatalog before = whole ? ownAlone() : store.read().orElseGet(IndexedCatalog::nothing);
        Instant began = clock.instant();
        Refreshed answer = remote.refresh(whole ? Optional.empty() : Optional.of(before.snapshot()), patience);
        Bounds bounds = new Bounds(remote.uri());
        bounds.cursors(answer.cursors());
        IndexedCatalog asked = before.after(answer, began);
        bounds.count(asked.items().size());
        IndexedCatalog after = keep(asked, obstacle);
        if (answer instanceof Refreshed.Whole) {
            torrents.retain(after.snapshot().items(), began);
            store.sweep(began);
        }
        return after;
    }

    /** Leaves what the catalog said to the collector, so that there is room for all that it will say. */
    private IndexedCatalog ownAlone() throws InterruptedException {
        return store.read().orElseGet(IndexedCatalog::nothing).ownAlone();
    }

    private IndexedCatalog keep(IndexedCatalog kept, Optional<String> obstacle) throws InterruptedException {
        if (obstacle.isPresent()) {
            store.remember(kept, obstacle.get());
        } else {
            store.write(kept);
        }
        return store.read().orElse(kept);
    }
}
