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
 * @param items what it held, in no order, each id once
 */
public record Snapshot(Instant asked, Instant listedWhole, Map<String, String> cursors, List<Item> items) {

    /** Copies. */
    public Snapshot {
        cursors = Map.copyOf(cursors);
        // Packed items never change, and copying would unpack them.
        items = items instanceof PackedItems ? items : List.copyOf(items);
    }
}
