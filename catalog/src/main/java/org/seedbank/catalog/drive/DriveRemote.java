package org.seedbank.catalog.drive;

import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.internal.calls.Patience;
import org.seedbank.catalog.internal.index.Content;
import org.seedbank.catalog.internal.index.GatheredItems;
import org.seedbank.catalog.internal.index.Item;
import org.seedbank.catalog.internal.index.Refreshed;
import org.seedbank.catalog.internal.index.Remote;
import org.seedbank.catalog.internal.index.Snapshot;

/** The folders of a catalog in Drive, as the index reads them. */
final class DriveRemote implements Remote {

    /** Begins the id of what is no file, but says that something is wrong with a folder. */
    private static final String REMARK = "remark-";

    private final DriveLocation location;
    private final DriveAccess access;

    DriveRemote(DriveLocation location, DriveAccess access) {
        this.location = location;
        this.access = access;
    }

    @Override
    public URI uri() {
        return location.uri();
    }

    @Override
    public Refreshed refresh(Optional<Snapshot> known, GatheredItems found, Patience patience)
            throws InterruptedException {
        DriveChanges changes = new DriveChanges(found, known);
        Map<String, String> cursors = new HashMap<>();
        CatalogException.NotVisible hidden = null;
        int seen = 0;
        for (DriveItemId folder : location.folders()) {
            Optional<FolderState> before = known.flatMap(snapshot -> FolderState.of(snapshot.cursors(), folder.id()));
            changes.remove(REMARK + folder.id());
            try {
                FolderState now = new FolderReading(uri(), folder, access, patience).read(before, changes);
                if (!now.complete()) {
                    changes.put(remark(folder, "Drive says that its listing may not be complete"));
                }
                now.addTo(cursors, folder.id());
                seen++;
            } catch (CatalogException.NotVisible e) {
                // One publisher's folder may be gone for good; what the others publish is still there.
                hidden = e;
                changes.put(remark(folder, "is a folder of this catalog that cannot be seen: " + e.reason()));
                before.ifPresent(state -> state.addTo(cursors, folder.id()));
            }
        }
        if (seen == 0) {
            throw hidden;
        }
        return changes.refreshed(cursors);
    }

    /** One remark for all times, so that repeating it changes nothing. */
    private static Item remark(DriveItemId folder, String reason) {
        return new Item(
                REMARK + folder.id(), "", folder.id(), 0, "", Instant.EPOCH, Instant.EPOCH, new Content.Broken(reason));
    }

    @Override
    public byte[] torrent(Item item) throws InterruptedException {
        DriveItemId file = ItemId.parse(item.id()).file();
        CatalogException withheld = null;
        for (DriveAccess.Way way : access.readers()) {
            try {
                location.folders().forEach(way.client()::remember);
                byte[] torrent =
                        way.client().content(file, item.name(), item.size(), Catalog.MAX_TORRENT_BYTES, Patience.USUAL);
                requireUndamaged(item, torrent);
                return torrent;
            } catch (CatalogException.Withheld | CatalogException.NeedsLogin e) {
                withheld = withheld == null ? e : withheld;
            }
        }
        throw withheld;
    }

    private void requireUndamaged(Item item, byte[] torrent) {
        if (!item.checksum().isEmpty() && !DigestUtils.md5Hex(torrent).equals(item.checksum())) {
            throw new CatalogException.Unreachable(
                    uri(),
                    "'%s' did not arrive as Drive has it".formatted(item.name()),
                    "refresh the listing and try again",
                    null);
        }
    }
}
