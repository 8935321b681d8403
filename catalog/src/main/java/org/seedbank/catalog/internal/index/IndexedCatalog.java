package org.seedbank.catalog.internal.index;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What this machine keeps of a remote catalog.
 *
 * <p>A remote catalog may show what was written to it only minutes later. What this program wrote itself is therefore
 * held against what the catalog says: until a whole listing that began more than {@link #LAG} later, such an item stays
 * though the catalog does not list it, and an older version of it does not replace it.
 *
 * @param snapshot what the catalog last said, together with what this program wrote since
 * @param own when this program wrote what it wrote itself, by id, as long as that is held against the catalog
 */
record IndexedCatalog(Snapshot snapshot, Map<String, Instant> own) {

    /** Longer than any remote catalog was seen to lag behind itself. */
    static final Duration LAG = Duration.ofMinutes(10);

    /** Copies. */
    IndexedCatalog {
        own = Map.copyOf(own);
    }

    /** Of a catalog that was never listed. */
    static IndexedCatalog nothing() {
        return new IndexedCatalog(new Snapshot(Instant.EPOCH, Instant.EPOCH, Map.of(), List.of()), Map.of());
    }

    PackedItems items() {
        return snapshot.packed();
    }

    /** Whether the catalog has ever been listed; else there is nothing here but what this program wrote. */
    boolean isListing() {
        return !snapshot.listedWhole().equals(Instant.EPOCH);
    }

    /** This with an item of a catalog that this program has just written. */
    IndexedCatalog with(URI catalog, Item item, Instant now) {
        GatheredItems put = new GatheredItems(catalog);
        put.put(item);
        Map<String, Instant> written = new HashMap<>(own);
        written.put(item.id(), now);
        return new IndexedCatalog(snapshot.with(items().changed(put, Set.of())), written);
    }

    /** This without all that only the catalog said: all that matters when it is listed whole, and little memory. */
    IndexedCatalog ownAlone() {
        return new IndexedCatalog(snapshot.with(PackedItems.of(mine().values())), own);
    }

    /**
     * What is kept after the catalog was asked.
     *
     * @param answer what it said
     * @param began when asking began, which becomes the time of the answer: what changed later may not be in it
     */
    IndexedCatalog after(Refreshed answer, Instant began) {
        if (answer instanceof Refreshed.Whole whole) {
            return after(whole, began);
        }
        Refreshed.Changed changed = (Refreshed.Changed) answer;
        Set<String> removed = new HashSet<>(changed.removed());
        removed.removeAll(own.keySet());
        mine().values().forEach(item -> keepNewer(item, changed.put()));
        PackedItems items = items().changed(changed.put(), removed);
        return new IndexedCatalog(new Snapshot(began, snapshot.listedWhole(), changed.cursors(), items), own);
    }

    private IndexedCatalog after(Refreshed.Whole answer, Instant began) {
        Map<String, Instant> still = new HashMap<>(own);
        still.values()
                .removeIf(written -> Duration.between(written, began).abs().compareTo(LAG) > 0);
        Map<String, Item> mine = mine();
        still.keySet().forEach(id -> Optional.ofNullable(mine.get(id)).ifPresent(item -> {
            if (answer.items().has(id)) {
                keepNewer(item, answer.items());
            } else {
                answer.items().put(item);
            }
        }));
        return new IndexedCatalog(new Snapshot(began, began, answer.cursors(), PackedItems.of(answer.items())), still);
    }

    /** What this program wrote is not replaced by what is older. */
    private static void keepNewer(Item mine, GatheredItems answered) {
        if (answered.find(mine.id())
                .filter(item -> item.modified().isBefore(mine.modified()))
                .isPresent()) {
            answered.put(mine);
        }
    }

    /** What this program wrote, by id. */
    private Map<String, Item> mine() {
        Map<String, Item> mine = new HashMap<>();
        for (int i = 0; i < items().size() && !own.isEmpty(); i++) {
            String id = items().id(i);
            if (own.containsKey(id)) {
                mine.put(id, items().get(i));
            }
        }
        return mine;
    }
}
