package org.seedbank.catalog.internal.index;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A remote catalog at one moment.
 *
 * @param asked when the catalog was last asked with success, on this machine's clock
 * @param listedWhole when it was last read from beginning to end
 * @param cursors from where to go on asking, in the words of the kind of catalog
 * @param items what it held, each id once; packed, so that each {@code get} makes an object
 */
public record Snapshot(Instant asked, Instant listedWhole, Map<String, String> cursors, List<Item> items) {

    /** Copies, and packs the items where they are not yet. */
    public Snapshot {
        cursors = Map.copyOf(cursors);
        items = items instanceof PackedItems ? items : PackedItems.of(items);
    }

    /** The id of the item with this index in {@link #items}, without the rest of the item. */
    public String id(int index) {
        return packed().id(index);
    }

    PackedItems packed() {
        return (PackedItems) items;
    }

    Snapshot with(PackedItems others) {
        return new Snapshot(asked, listedWhole, cursors, others);
    }
}
