package org.seedbank.catalog.drive;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.internal.calls.Patience;
import org.seedbank.catalog.internal.index.Content;
import org.seedbank.catalog.internal.index.Item;
import org.seedbank.catalog.internal.index.Remote;
import org.seedbank.catalog.internal.index.Snapshot;

/** The folders of a catalog in Drive, as the index reads them. */
final class DriveRemote implements Remote {

    /** Begins the id of what is no file, but says that something is wrong with a folder. */
    private static final String REMARK = "remark-";

    private final DriveLocation location;
    private final DriveAccess access;
    private final Clock clock;

    DriveRemote(DriveLocation location, DriveAccess access, Clock clock) {
        this.location = location;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public URI uri() {
        return location.uri();
    }

    @Override
    public Snapshot refresh(Optional<Snapshot> known, Patience patience) throws InterruptedException {
        Instant asked = clock.instant();
        Map<String, String> cursors = new HashMap<>();
        List<Item> items = new ArrayList<>();
        CatalogException.NotVisible hidden = null;
        int seen = 0;
        for (DriveItemId folder : location.folders()) {
            Optional<FolderState> before = known.flatMap(snapshot -> FolderState.of(snapshot, folder.id()));
            try {
                FolderState now = new FolderReading(uri(), folder, access, patience).read(before);
                if (!now.complete()) {
                    items.add(remark(folder, "Drive says that its listing may not be complete", asked));
                }
                merged(now, before).addTo(cursors, items, folder.id());
                seen++;
            } catch (CatalogException.NotVisible e) {
                // One publisher's folder may be gone for good; what the others publish is still there.
                hidden = e;
                items.add(remark(folder, "is a folder of this catalog that cannot be seen", asked));
                before.ifPresent(state -> state.addTo(cursors, items, folder.id()));
            }
        }
        if (seen == 0) {
            throw hidden;
        }
        return new Snapshot(asked, known.map(Snapshot::listedWhole).orElse(asked), cursors, items);
    }

    /** What a search left out that says itself that it is not complete is most likely still there. */
    private static FolderState merged(FolderState now, Optional<FolderState> before) {
        if (now.complete() || before.isEmpty()) {
            return now;
        }
        Map<String, Item> items = new HashMap<>(before.get().items());
        items.putAll(now.items());
        return new FolderState(now.way(), now.driveId(), now.modified(), now.changes(), false, items);
    }

    private static Item remark(DriveItemId folder, String reason, Instant now) {
        return new Item(REMARK + folder.id(), "", folder.id(), 0, "", now, now, new Content.Broken(reason));
    }

    @Override
    public byte[] torrent(Item item) throws InterruptedException {
        DriveItemId file = DriveItemId.parse(item.id());
        CatalogException.NotVisible hidden = null;
        for (DriveAccess.Way way : access.readers()) {
            try {
                location.folders().forEach(way.client()::remember);
                byte[] torrent = way.client().content(file, item.size(), Catalog.MAX_TORRENT_BYTES);
                requireUndamaged(item, torrent);
                return torrent;
            } catch (CatalogException.NotVisible e) {
                hidden = e;
            }
        }
        throw hidden;
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
