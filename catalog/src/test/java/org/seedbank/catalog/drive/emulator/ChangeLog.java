package org.seedbank.catalog.drive.emulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What changed, in order; a bounded log whose oldest entries go. Guarded by the {@link Store}. */
final class ChangeLog {

    private static final int KEPT = 300_000;
    private static final String FILE = "file";

    private final List<Change> changes = new ArrayList<>();
    private long first = 1;

    /**
     * One change.
     *
     * @param item null once it is deleted for good
     * @param viewers of a deleted item: the users who could see it
     * @param type {@code file}, or another, and then there is no file
     */
    record Change(
            long number, String fileId, Item item, String driveId, Set<String> viewers, Instant time, String type) {

        boolean isOfFile() {
            return type.equals(FILE);
        }

        /** Only an item's latest change is told. */
        boolean isLatest() {
            return item == null || item.lastChange == number;
        }
    }

    void changed(Item item, Instant time) {
        item.lastChange = next();
        add(new Change(item.lastChange, item.id, item, item.driveId, Set.of(), time, FILE));
    }

    void removed(Item item, Set<String> viewers, Instant time) {
        item.lastChange = next();
        add(new Change(item.lastChange, item.id, null, item.driveId, viewers, time, FILE));
    }

    void other(String type, String driveId, Instant time) {
        add(new Change(next(), null, null, driveId, Set.of(), time, type));
    }

    private void add(Change change) {
        changes.add(change);
        if (changes.size() > KEPT) {
            changes.subList(0, KEPT / 2).clear();
            first = changes.get(0).number();
        }
    }

    /** The number that the next change will have. */
    long next() {
        return first + changes.size();
    }

    List<Change> from(long number) {
        if (number < first || number > next()) {
            throw DriveError.invalidParameter("Invalid Value: pageToken");
        }
        return changes.subList((int) (number - first), changes.size());
    }
}
