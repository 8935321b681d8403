package org.seedbank.catalog.internal.index;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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
record Kept(Snapshot snapshot, Map<String, Instant> own) {

    /** Longer than any remote catalog was seen to lag behind itself. */
    static final Duration LAG = Duration.ofMinutes(10);

    /** Copies. */
    Kept {
        own = Map.copyOf(own);
    }

    /** Of a catalog that was never listed. */
    static Kept nothing() {
        return new Kept(new Snapshot(Instant.EPOCH, Instant.EPOCH, Map.of(), List.of()), Map.of());
    }

    /** The items, packed: the same object each time when they were already. */
    PackedItems items() {
        return snapshot.items() instanceof PackedItems packed ? packed : PackedItems.of(Ranking.of(snapshot.items()));
    }

    /** This with packed items. */
    Kept packed() {
        return new Kept(new Snapshot(snapshot.asked(), snapshot.listedWhole(), snapshot.cursors(), items()), own);
    }

    /** Whether the catalog has ever been listed; else there is nothing here but what this program wrote. */
    boolean isListing() {
        return !snapshot.listedWhole().equals(Instant.EPOCH);
    }

    /** This with an item that this program has just written. */
    Kept with(Item item, Instant now) {
        List<Item> items = new ArrayList<>(snapshot.items().size() + 1);
        snapshot.items().stream().filter(each -> !each.id().equals(item.id())).forEach(items::add);
        items.add(item);
        Map<String, Instant> written = new HashMap<>(own);
        written.put(item.id(), now);
        return new Kept(new Snapshot(snapshot.asked(), snapshot.listedWhole(), snapshot.cursors(), items), written);
    }

    /** This without all that only the catalog said: all that matters when it is listed whole, and little memory. */
    Kept ownAlone() {
        List<Item> items = snapshot.items().stream()
                .filter(item -> own.containsKey(item.id()))
                .toList();
        return new Kept(new Snapshot(snapshot.asked(), snapshot.listedWhole(), snapshot.cursors(), items), own);
    }

    /**
     * What is kept after the catalog was asked.
     *
     * @param answer what it said
     * @param began when asking began, which becomes the time of the answer: what changed later may not be in it
     * @param whole whether it was read from beginning to end, else since this
     */
    Kept after(Snapshot answer, Instant began, boolean whole) {
        Map<String, Instant> still = new HashMap<>(own);
        if (whole) {
            still.values()
                    .removeIf(written -> Duration.between(written, began).abs().compareTo(LAG) > 0);
        }
        Instant listedWhole = whole ? began : snapshot.listedWhole();
        List<Item> items = still.isEmpty() ? answer.items() : withOwn(answer.items(), still);
        return new Kept(new Snapshot(began, listedWhole, answer.cursors(), items), still);
    }

    private List<Item> withOwn(List<Item> answered, Map<String, Instant> still) {
        Map<String, Item> mine = snapshot.items().stream()
                .filter(item -> still.containsKey(item.id()))
                .collect(Collectors.toMap(Item::id, item -> item));
        List<Item> items = new ArrayList<>(answered.size() + mine.size());
        for (Item item : answered) {
            Optional<Item> written = Optional.ofNullable(mine.remove(item.id()));
            items.add(written.filter(newer -> item.modified().isBefore(newer.modified()))
                    .orElse(item));
        }
        items.addAll(mine.values());
        return items;
    }
}
