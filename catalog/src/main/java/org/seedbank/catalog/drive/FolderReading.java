package org.seedbank.catalog.drive;

import com.google.api.services.drive.model.Change;
import com.google.api.services.drive.model.ChangeList;
import com.google.api.services.drive.model.File;
import com.google.api.services.drive.model.FileList;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.internal.calls.Patience;
import org.seedbank.catalog.internal.index.Item;

/** Reads one folder of a catalog, from where it was left or from the beginning. For one refresh, by one thread. */
final class FolderReading {

    /** New files can take some minutes to show in a listing, so the last minutes are asked for again. */
    private static final Duration OVERLAP = Duration.ofMinutes(10);

    /** A busy account's changes are longer to read than the folder itself. */
    private static final int MOST_CHANGE_PAGES = 20;

    /** Page tokens live for hours; one that ends more often than this is another trouble. */
    private static final int MOST_RESTARTS = 3;

    private final URI catalog;
    private final DriveItemId folder;
    private final DriveAccess access;
    private final Patience patience;

    FolderReading(URI catalog, DriveItemId folder, DriveAccess access, Patience patience) {
        this.catalog = catalog;
        this.folder = folder;
        this.access = access;
        this.patience = patience;
    }

    /** The folder as it is now. */
    FolderState read(Optional<FolderState> known) throws InterruptedException {
        Optional<DriveAccess.Way> way = known.flatMap(state -> access.named(state.way()));
        if (known.isEmpty() || way.isEmpty()) {
            return whole();
        }
        way.get().client().remember(folder);
        if (known.get().changes().isPresent()) {
            Optional<FolderState> followed = follow(way.get(), known.get());
            return followed.isPresent() ? followed.get() : whole();
        }
        return since(way.get(), known.get());
    }

    private FolderState whole() throws InterruptedException {
        CatalogException.NotVisible hidden = null;
        for (DriveAccess.Way way : access.readers()) {
            try {
                return whole(way);
            } catch (CatalogException.NotVisible e) {
                hidden = e;
            }
        }
        throw hidden;
    }

    private FolderState whole(DriveAccess.Way way) throws InterruptedException {
        way.client().remember(folder);
        File itself = way.client().folder(folder.id(), patience);
        requireFolder(itself);
        Optional<String> driveId = Optional.ofNullable(itself.getDriveId());
        // The token comes first: what changes while the folder is listed is then told once more.
        Optional<String> changes = way.name().equals(DriveAccess.SIGNED)
                ? Optional.of(way.client().changesFromNow(driveId.orElse(null), patience))
                : Optional.empty();
        FolderState empty = new FolderState(way.name(), driveId, 0, changes, true, Map.of());
        FolderState first = query(way, empty, inFolder() + " and trashed = false");
        return first.complete() ? first : query(way, empty, inFolder() + " and trashed = false");
    }

    private void requireFolder(File itself) {
        if (!DriveClient.FOLDER_TYPE.equals(itself.getMimeType())) {
            throw new CatalogException.NotVisible(
                    catalog,
                    "'%s' is a file and not a folder".formatted(itself.getName()),
                    "give the id or address of the folder that it is in",
                    null);
        }
        if (Boolean.TRUE.equals(itself.getTrashed())) {
            throw new CatalogException.NotVisible(
                    catalog,
                    "the folder '%s' is in the trash".formatted(itself.getName()),
                    "ask its owner to take it out again",
                    null);
        }
    }

    private FolderState since(DriveAccess.Way way, FolderState known) throws InterruptedException {
        Instant from = Instant.ofEpochMilli(known.modified()).minus(OVERLAP);
        return query(way, known, inFolder() + " and modifiedTime > '" + from + "'");
    }

    private String inFolder() {
        return "'" + folder.id() + "' in parents";
    }

    private FolderState query(DriveAccess.Way way, FolderState start, String query) throws InterruptedException {
        DriveItems reader = new DriveItems(way.client(), folder.id());
        Map<String, Item> items = new HashMap<>(start.items());
        long modified = start.modified();
        boolean complete = true;
        String token = null;
        int restarts = 0;
        do {
            Optional<FileList> page = way.client().page(query, start.driveId().orElse(null), token, patience);
            if (page.isEmpty()) {
                if (++restarts > MOST_RESTARTS) {
                    throw new CatalogException.Unreachable(
                            catalog, "Drive forgets where its listing stopped", "try again later", null);
                }
                page = way.client().page(query, start.driveId().orElse(null), null, patience);
            }
            FileList files = page.orElseThrow();
            for (File file : files.getFiles()) {
                take(reader, file, items);
                modified = Math.max(
                        modified,
                        file.getModifiedTime() == null
                                ? 0
                                : file.getModifiedTime().getValue());
            }
            complete &= !Boolean.TRUE.equals(files.getIncompleteSearch());
            token = files.getNextPageToken();
        } while (token != null);
        return new FolderState(way.name(), start.driveId(), modified, start.changes(), complete, items);
    }

    /** The folder after the changes since it was last read; empty when they are too many or cannot be told any more. */
    private Optional<FolderState> follow(DriveAccess.Way way, FolderState known) throws InterruptedException {
        DriveItems reader = new DriveItems(way.client(), folder.id());
        Map<String, Item> items = new HashMap<>(known.items());
        String token = known.changes().orElseThrow();
        for (int page = 0; page < MOST_CHANGE_PAGES; page++) {
            Optional<ChangeList> answer =
                    way.client().changes(token, known.driveId().orElse(null), patience);
            if (answer.isEmpty()) {
                return Optional.empty();
            }
            ChangeList changes = answer.get();
            for (Change change : changes.getChanges()) {
                if (change.getFile() == null) {
                    items.remove(change.getFileId());
                } else {
                    take(reader, change.getFile(), items);
                }
            }
            if (changes.getNextPageToken() == null) {
                return Optional.of(new FolderState(
                        way.name(),
                        known.driveId(),
                        known.modified(),
                        Optional.ofNullable(changes.getNewStartPageToken()),
                        true,
                        items));
            }
            token = changes.getNextPageToken();
        }
        return Optional.empty();
    }

    private static void take(DriveItems reader, File file, Map<String, Item> items) throws InterruptedException {
        if (reader.isOurs(file)) {
            items.put(file.getId(), reader.read(file, Optional.ofNullable(items.get(file.getId()))));
        } else {
            items.remove(file.getId());
        }
    }
}
