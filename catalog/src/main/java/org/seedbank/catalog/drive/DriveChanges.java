package org.seedbank.catalog.drive;

import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seedbank.catalog.internal.index.GatheredItems;
import org.seedbank.catalog.internal.index.Item;
import org.seedbank.catalog.internal.index.Refreshed;
import org.seedbank.catalog.internal.index.Snapshot;

/** The findings of one refresh in Drive, beside what is known. For one refresh, by one thread. */
final class DriveChanges {

    private final Optional<Snapshot> known;
    private final GatheredItems put;
    private final Set<String> removed = new HashSet<>();

    /** Where in the snapshot the known files are, by the id of the file; made when it is first wanted. */
    private Map<String, Integer> files;

    DriveChanges(URI catalog, Optional<Snapshot> known) {
        this.known = known;
        this.put = new GatheredItems(catalog);
    }

    /** The item that was known of a file. */
    Optional<Item> known(String fileId) {
        return known.flatMap(
                snapshot -> Optional.ofNullable(files(snapshot).get(fileId)).map(snapshot.items()::get));
    }

    private Map<String, Integer> files(Snapshot snapshot) {
        if (files == null) {
            files = new HashMap<>();
            for (int i = 0; i < snapshot.items().size(); i++) {
                files.put(file(snapshot.id(i)), i);
            }
        }
        return files;
    }

    /** The id of the file in that of an item, which may have a resource key behind it. */
    private static String file(String itemId) {
        return itemId.split("/", 2)[0];
    }

    /** Adds what a file is now. */
    void put(String fileId, Item item) {
        known(fileId).filter(before -> !before.id().equals(item.id())).ifPresent(before -> removed.add(before.id()));
        put.put(item);
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
        known(fileId).filter(item -> item.place().equals(folder)).ifPresent(item -> {
            put.remove(item.id());
            removed.add(item.id());
        });
    }

    /** Removes what was known in a folder and was not put; all that is in the folder has been put. */
    void removeOthers(String folder) {
        known.ifPresent(snapshot -> {
            for (int i = 0; i < snapshot.items().size(); i++) {
                if (!put.has(snapshot.id(i)) && snapshot.items().get(i).place().equals(folder)) {
                    removed.add(snapshot.id(i));
                }
            }
        });
    }

    Refreshed refreshed(Map<String, String> cursors) {
        return known.isPresent() ? new Refreshed.Changed(cursors, put, removed) : new Refreshed.Whole(cursors, put);
    }
}
