package org.seedbank.catalog.drive;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.seedbank.catalog.internal.index.GatheredItems;
import org.seedbank.catalog.internal.index.Item;
import org.seedbank.catalog.internal.index.Refreshed;
import org.seedbank.catalog.internal.index.Snapshot;

/** The findings of one refresh in Drive, beside what is known. For one refresh, by one thread. */
final class DriveChanges {

    private static final String RESOURCE_KEY = "/";

    private final Optional<Snapshot> known;
    private final GatheredItems put;
    private final Set<String> removed = new HashSet<>();

    /** The shortcuts among what was put, by their own ids in order. */
    private final Map<String, String> shortcuts = new TreeMap<>();

    DriveChanges(GatheredItems put, Optional<Snapshot> known) {
        this.known = known;
        this.put = put;
    }

    /** The item that was known of a file; its id may have a resource key behind the file's own. */
    Optional<Item> known(String fileId) {
        return known.flatMap(snapshot -> snapshot.item(fileId)
                .or(() -> snapshot.itemBeginning(fileId + RESOURCE_KEY))
                .or(() -> snapshot.itemBeginning(ItemId.beginning(fileId))));
    }

    /** Adds what a file is now. */
    void put(String fileId, Item item) {
        known(fileId).filter(before -> !before.id().equals(item.id())).ifPresent(before -> removed.add(before.id()));
        put.put(item);
        shortcuts.remove(fileId);
        if (ItemId.parse(item.id()).shortcut().isPresent()) {
            shortcuts.put(fileId, item.id());
        }
    }

    /** Adds what is no file. */
    void put(Item item) {
        put.put(item);
    }

    /** Removes what is no file. */
    void remove(String itemId) {
        removed.add(itemId);
    }

    /** Removes a file that is not in a folder any more; it may be in another of the catalog. */
    void remove(String folder, String fileId) {
        put.remove(fileId);
        Optional.ofNullable(shortcuts.remove(fileId)).ifPresent(put::remove);
        known(fileId).filter(item -> item.place().equals(folder)).ifPresent(item -> {
            put.remove(item.id());
            removed.add(item.id());
        });
    }

    /** Removes what was known in a folder and was not put; all that is in the folder has been put. */
    void removeOthers(String folder) {
        known.ifPresent(snapshot ->
                snapshot.idsIn(folder).stream().filter(id -> !put.has(id)).forEach(removed::add));
    }

    /** Drops shortcuts to what is listed anyway, so that it is listed once. */
    private void dropDoubles() {
        Set<String> targets = new HashSet<>();
        List<String> all = new ArrayList<>(shortcuts.values());
        if (put.size() > 0) {
            known.ifPresent(snapshot -> snapshot.idsBeginning(ItemId.beginningOfShortcuts()).stream()
                    .filter(id -> !removed.contains(id) && !put.has(id))
                    .forEach(id -> all.add(0, id)));
        }
        for (String id : all) {
            String target = ItemId.parse(id).file().toString();
            boolean listed = put.has(target)
                    || (!removed.contains(target)
                            && known.flatMap(snapshot -> snapshot.item(target)).isPresent());
            if (listed || !targets.add(target)) {
                put.remove(id);
                removed.add(id);
            }
        }
    }

    Refreshed refreshed(Map<String, String> cursors) {
        dropDoubles();
        return known.isPresent() ? new Refreshed.Changed(cursors, removed) : new Refreshed.Whole(cursors);
    }
}
