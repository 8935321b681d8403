package org.seedbank.catalog.drive;

import com.google.api.services.drive.model.Change;
import com.google.api.services.drive.model.ChangeList;
import com.google.api.services.drive.model.File;
import com.google.api.services.drive.model.FileList;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.internal.calls.Patience;

/** Reads one folder of a catalog, from where it was left or from the beginning. For one refresh, by one thread. */
final class FolderReading {

    /** New files can take some minutes to show in a listing, so the last minutes are asked for again. */
    private static final Duration OVERLAP = Duration.ofMinutes(10);

    /** A busy account's changes are longer to read than the folder itself. */
    private static final int MOST_CHANGE_PAGES = 20;

    /** They are kept until the last of them has come: a later one may undo an earlier one. */
    private static final int MOST_CHANGES = 2_000;

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

    /**
     * Reads what is in the folder now.
     *
     * @param known where it was left
     * @param found takes what is different, or is there
     * @return where it is left now
     */
    FolderState read(Optional<FolderState> known, DriveChanges found) throws InterruptedException {
        Optional<DriveAccess.Way> way = known.flatMap(state -> access.named(state.way()));
        if (known.isEmpty() || way.isEmpty()) {
            return whole(found);
        }
        way.get().client().remember(folder);
        try {
            if (known.get().changes().isPresent()) {
                Optional<FolderState> followed = follow(way.get(), known.get(), found);
                return followed.isPresent() ? followed.get() : whole(found);
            }
            return since(way.get(), known.get(), found);
        } catch (CatalogException.NeedsLogin e) {
            return whole(found);
        }
    }

    /** By the first way that shows it; a login that has ended matters only where no other way does. */
    private FolderState whole(DriveChanges found) throws InterruptedException {
        CatalogException hidden = null;
        for (DriveAccess.Way way : access.readers()) {
            try {
                return whole(way, found);
            } catch (CatalogException.NeedsLogin e) {
                hidden = e;
            } catch (CatalogException.NotVisible e) {
                hidden = hidden == null ? e : hidden;
            }
        }
        throw hidden;
    }

    private FolderState whole(DriveAccess.Way way, DriveChanges found) throws InterruptedException {
        way.client().remember(folder);
        File itself = way.client().folder(folder.id(), patience);
        requireFolder(catalog, itself);
        Optional<String> driveId = Optional.ofNullable(itself.getDriveId());
        // The token comes first: what changes while the folder is listed is then told once more.
        Optional<String> changes = way.name().equals(DriveAccess.SIGNED)
                ? Optional.of(way.client().changesFromNow(driveId.orElse(null), patience))
                : Optional.empty();
        FolderState empty = new FolderState(way.name(), driveId, 0, changes, true);
        FolderState all = query(way, empty, inFolder() + " and trashed = false", found);
        if (!all.complete()) {
            all = query(way, empty, inFolder() + " and trashed = false", found);
        }
        // What a search left out that says itself that it is not complete is most likely still there.
        if (all.complete()) {
            found.removeOthers(folder.id());
        }
        return all;
    }

    /** Throws {@link CatalogException.NotVisible} when it is no folder to read. */
    static void requireFolder(URI catalog, File itself) {
        Optional<DriveItemId> target = DriveItems.target(itself);
        if (target.isPresent()) {
            throw new CatalogException.NotVisible(
                    catalog,
                    "'%s' is a shortcut to %s".formatted(itself.getName(), target.get()),
                    "use the folder itself: 'gdrive:%s'".formatted(target.get()),
                    null);
        }
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

    private FolderState since(DriveAccess.Way way, FolderState known, DriveChanges found) throws InterruptedException {
        Instant from = Instant.ofEpochMilli(known.modified()).minus(OVERLAP);
        return query(way, known, inFolder() + " and modifiedTime > '" + from + "'", found);
    }

    private String inFolder() {
        return "'" + folder.id() + "' in parents";
    }

    private FolderState query(DriveAccess.Way way, FolderState start, String query, DriveChanges found)
            throws InterruptedException {
        DriveItems reader = new DriveItems(way.client(), folder.id(), patience);
        Paging paging = new Paging(catalog);
        long modified = start.modified();
        boolean complete = true;
        Optional<String> token = Optional.empty();
        int restarts = 0;
        do {
            Optional<FileList> page =
                    way.client().page(query, start.driveId().orElse(null), token.orElse(null), patience);
            if (page.isEmpty()) {
                if (++restarts > MOST_RESTARTS) {
                    throw new CatalogException.Unreachable(
                            catalog, "Drive forgets where its listing stopped", "try again later", null);
                }
                paging.restart();
                page = way.client().page(query, start.driveId().orElse(null), null, patience);
            }
            FileList files = page.orElseThrow();
            for (File file : files.getFiles()) {
                take(reader, file, found);
                modified = Math.max(
                        modified,
                        file.getModifiedTime() == null
                                ? 0
                                : file.getModifiedTime().getValue());
            }
            complete &= !Boolean.TRUE.equals(files.getIncompleteSearch());
            token = paging.next(files.getNextPageToken(), files.getFiles().size());
        } while (token.isPresent());
        return new FolderState(way.name(), start.driveId(), modified, start.changes(), complete);
    }

    /** Takes the changes since the folder was last read; empty when they are too many or cannot be told any more. */
    private Optional<FolderState> follow(DriveAccess.Way way, FolderState known, DriveChanges found)
            throws InterruptedException {
        List<Change> changes = new ArrayList<>();
        Paging paging = new Paging(catalog);
        Optional<String> token = known.changes();
        String after = token.orElseThrow();
        for (int page = 0; page < MOST_CHANGE_PAGES && changes.size() <= MOST_CHANGES; page++) {
            Optional<ChangeList> answer =
                    way.client().changes(token.orElseThrow(), known.driveId().orElse(null), patience);
            if (answer.isEmpty()) {
                return Optional.empty();
            }
            ChangeList list = answer.get();
            changes.addAll(list.getChanges());
            after = Optional.ofNullable(list.getNewStartPageToken()).orElse(after);
            token = paging.next(list.getNextPageToken(), list.getChanges().size());
            if (token.isEmpty()) {
                take(way, changes, found);
                return Optional.of(
                        new FolderState(way.name(), known.driveId(), known.modified(), Optional.of(after), true));
            }
        }
        return Optional.empty();
    }

    private void take(DriveAccess.Way way, List<Change> changes, DriveChanges found) throws InterruptedException {
        DriveItems reader = new DriveItems(way.client(), folder.id(), patience);
        for (Change change : changes) {
            if (change.getFile() != null && !Boolean.TRUE.equals(change.getRemoved())) {
                take(reader, change.getFile(), found);
            } else if (change.getFileId() != null) {
                found.remove(folder.id(), change.getFileId());
            }
            // What is left is about a shared drive itself: its name, its members.
        }
    }

    private void take(DriveItems reader, File file, DriveChanges found) throws InterruptedException {
        if (reader.isOurs(file)) {
            found.put(file.getId(), reader.read(file, found.known(file.getId())));
        } else {
            found.remove(folder.id(), file.getId());
        }
    }
}
