package org.seedbank.catalog.drive;

import java.util.Map;
import java.util.Optional;

/**
 * From where to go on reading one folder.
 *
 * @param way the way it was read by
 * @param driveId the shared drive that it is in
 * @param modified the latest time of change of anything seen in it, in milliseconds since 1970, by Drive's clock
 * @param changes from where changes are followed; only on a way with a login
 * @param complete whether Drive told all that is in it
 */
record FolderState(String way, Optional<String> driveId, long modified, Optional<String> changes, boolean complete) {

    private static final String WAY = "way.";
    private static final String DRIVE = "drive.";
    private static final String MODIFIED = "modified.";
    private static final String CHANGES = "changes.";

    /** The state of a folder by the cursors of a snapshot; empty when it was never read. */
    static Optional<FolderState> of(Map<String, String> cursors, String folder) {
        if (!cursors.containsKey(WAY + folder)) {
            return Optional.empty();
        }
        return Optional.of(new FolderState(
                cursors.get(WAY + folder),
                Optional.ofNullable(cursors.get(DRIVE + folder)),
                Long.parseLong(cursors.getOrDefault(MODIFIED + folder, "0")),
                Optional.ofNullable(cursors.get(CHANGES + folder)),
                true));
    }

    void addTo(Map<String, String> cursors, String folder) {
        cursors.put(WAY + folder, way);
        driveId.ifPresent(id -> cursors.put(DRIVE + folder, id));
        cursors.put(MODIFIED + folder, Long.toString(modified));
        changes.ifPresent(token -> cursors.put(CHANGES + folder, token));
    }
}
