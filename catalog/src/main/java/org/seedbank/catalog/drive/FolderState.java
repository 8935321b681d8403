package org.seedbank.catalog.drive;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seedbank.catalog.internal.index.Item;
import org.seedbank.catalog.internal.index.Snapshot;

/**
 * What is known of one folder.
 *
 * @param way the way it was read by
 * @param driveId the shared drive that it is in
 * @param modified the latest time of change of anything seen in it, in milliseconds since 1970, by Drive's clock
 * @param changes from where changes are followed; only on a way with a login
 * @param complete whether Drive told all that is in it
 * @param items what is in it, by id
 */
record FolderState(
        String way,
        Optional<String> driveId,
        long modified,
        Optional<String> changes,
        boolean complete,
        Map<String, Item> items) {

    private static final String WAY = "way.";
    private static final String DRIVE = "drive.";
    private static final String MODIFIED = "modified.";
    private static final String CHANGES = "changes.";

    FolderState {
        items = Map.copyOf(items);
    }

    /** What a snapshot knows of a folder; empty when it was never read. */
    static Optional<FolderState> of(Snapshot snapshot, String folder) {
        Map<String, String> cursors = snapshot.cursors();
        if (!cursors.containsKey(WAY + folder)) {
            return Optional.empty();
        }
        Map<String, Item> items = new HashMap<>();
        snapshot.items().stream()
                .filter(item -> item.place().equals(folder))
                .forEach(item -> items.put(DriveItemId.parse(item.id()).id(), item));
        return Optional.of(new FolderState(
                cursors.get(WAY + folder),
                Optional.ofNullable(cursors.get(DRIVE + folder)),
                Long.parseLong(cursors.getOrDefault(MODIFIED + folder, "0")),
                Optional.ofNullable(cursors.get(CHANGES + folder)),
                true,
                items));
    }

    void addTo(Map<String, String> cursors, List<Item> all, String folder) {
        cursors.put(WAY + folder, way);
        driveId.ifPresent(id -> cursors.put(DRIVE + folder, id));
        cursors.put(MODIFIED + folder, Long.toString(modified));
        changes.ifPresent(token -> cursors.put(CHANGES + folder, token));
        all.addAll(items.values());
    }
}
