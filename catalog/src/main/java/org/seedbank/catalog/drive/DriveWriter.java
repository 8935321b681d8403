package org.seedbank.catalog.drive;

import com.google.api.client.util.Data;
import com.google.api.services.drive.model.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.Edition;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.internal.calls.Patience;
import org.seedbank.catalog.internal.index.Item;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.Metainfo;

/** Writes entries into Drive, each in one request that happens whole or not at all. */
final class DriveWriter {

    /** Longer descriptions are kept whole in a file beside the torrent; what Drive promises for them is not known. */
    private static final int LONGEST_DESCRIPTION = 4_000;

    private static final String JSON_TYPE = "application/json";

    private final DriveLocation location;
    private final DriveAccess access;
    private final PendingPosts pending;

    /**
     * An entry after a change.
     *
     * @param item the file as it is now
     * @param entry the entry as it is now
     */
    record Revised(Item item, Entry entry) {}

    DriveWriter(DriveLocation location, DriveAccess access, PendingPosts pending) {
        this.location = location;
        this.access = access;
        this.pending = pending;
    }

    /**
     * The folder that posts go to: the first that this account may add files to.
     *
     * @throws CatalogException.NeedsLogin when nobody is logged in
     * @throws CatalogException.Refused when there is no such folder
     */
    DriveItemId folder() throws InterruptedException {
        DriveClient client = access.writer();
        for (DriveItemId folder : location.folders()) {
            client.remember(folder);
            if (isWritable(client, folder)) {
                return folder;
            }
        }
        throw new CatalogException.Refused(
                location.uri(),
                "none of its folders is one that this login may add files to",
                "make a catalog folder of your own, or log in with a scope that covers folders made by others",
                null);
    }

    static boolean isWritable(DriveClient client, DriveItemId folder) throws InterruptedException {
        try {
            File found = client.folder(folder.id(), Patience.USUAL);
            return DriveClient.FOLDER_TYPE.equals(found.getMimeType())
                    && found.getCapabilities() != null
                    && Boolean.TRUE.equals(found.getCapabilities().getCanAddChildren());
        } catch (CatalogException.NotVisible e) {
            return false;
        }
    }

    /** Makes the file of an entry, once however often this is tried. */
    Item post(Entry entry, byte[] torrent) throws IOException, InterruptedException {
        DriveClient client = access.writer();
        DriveItemId folder = folder();
        File made = create(client, folder, entry, torrent);
        if (Boolean.TRUE.equals(made.getTrashed())) {
            // The id was used by a post that somebody has put into the trash since.
            pending.forget(entry.digest());
            made = create(client, folder, entry, torrent);
        }
        return new DriveItems(client, folder.id(), Patience.USUAL).read(made, Optional.empty());
    }

    private File create(DriveClient client, DriveItemId folder, Entry entry, byte[] torrent)
            throws IOException, InterruptedException {
        File file = described(client, folder.id(), entry)
                .setId(pending.idFor(entry.digest(), client::newId))
                .setName(entry.digest().hex() + DriveItems.TORRENT)
                .setParents(new ArrayList<>(List.of(folder.id())));
        return client.createTorrent(file, torrent);
    }

    /** The post is in the index now. */
    void posted(Sha256 digest) throws IOException {
        pending.forget(digest);
    }

    /**
     * An entry with its torrent after an edit.
     *
     * @param item the file as it is now
     * @param edition entry and torrent as they are now
     */
    record Edited(Item item, Edition edition) {}

    /** Changes an entry with its torrent, as they are in Drive now, in one request. */
    Edited edit(Item item, Sha256 digest, UnaryOperator<Edition> change) throws InterruptedException {
        DriveClient client = access.writer();
        DriveItems items = new DriveItems(client, item.place(), Patience.USUAL);
        DriveItemId id = ItemId.parse(item.id()).file();
        client.remember(id);
        File file = mine(client, id);
        Edition now = new Edition(entry(items, file, digest), torrent(client, id, item, file, digest));
        Edition edited = change.apply(now);
        if (edited.equals(now)) {
            return new Edited(items.read(file, Optional.of(item)).as(item.id()), now);
        }
        File update = changed(client, item, file, edited.entry());
        File after = client.updateTorrent(id.id(), update, edited.torrent().bytes());
        discard(client, DriveItems.properties(file).get(EntryProperties.MORE));
        return new Edited(items.read(after, Optional.empty()).as(item.id()), edited);
    }

    private Metainfo torrent(DriveClient client, DriveItemId id, Item item, File file, Sha256 digest)
            throws InterruptedException {
        long size = file.getSize() == null ? item.size() : file.getSize();
        byte[] bytes = client.content(id, item.name(), size, Catalog.MAX_TORRENT_BYTES, Patience.USUAL);
        try {
            return Metainfo.parse(bytes);
        } catch (IntegrityException.BadTorrent e) {
            throw new CatalogException.BrokenEntry(
                    location.uri(), digest, "its torrent is none: " + e.getMessage(), "put the torrent back");
        }
    }

    private Entry entry(DriveItems items, File file, Sha256 digest) throws InterruptedException {
        Entry entry = items.entry(file);
        if (!entry.digest().equals(digest)) {
            throw new CatalogException.BrokenEntry(
                    location.uri(), digest, "its file is another dataset's now", "refresh the listing");
        }
        return entry;
    }

    /** The metadata of an entry that takes the place of another; properties that it lacks are taken away. */
    private File changed(DriveClient client, Item item, File before, Entry entry) throws InterruptedException {
        File update = described(client, item.place(), entry);
        Map<String, String> properties = update.getProperties();
        DriveItems.properties(before).keySet().stream()
                .filter(name -> name.startsWith(EntryProperties.PREFIX) && !properties.containsKey(name))
                .forEach(name -> properties.put(name, Data.nullOf(String.class)));
        return update;
    }

    /** Changes an entry as it is in Drive now. */
    Revised revise(Item item, Sha256 digest, UnaryOperator<Entry> change) throws InterruptedException {
        DriveClient client = access.writer();
        DriveItems items = new DriveItems(client, item.place(), Patience.USUAL);
        DriveItemId id = ItemId.parse(item.id()).file();
        client.remember(id);
        File file = mine(client, id);
        Entry entry = entry(items, file, digest);
        Entry revised = change.apply(entry);
        if (revised.equals(entry)) {
            return new Revised(items.read(file, Optional.of(item)).as(item.id()), entry);
        }
        File now = client.update(id.id(), changed(client, item, file, revised));
        discard(client, DriveItems.properties(file).get(EntryProperties.MORE));
        return new Revised(items.read(now, Optional.empty()).as(item.id()), revised);
    }

    /** Nothing points to it any more, so one that stays does no harm. */
    private static void discard(DriveClient client, String more) throws InterruptedException {
        if (more == null) {
            return;
        }
        try {
            client.update(DriveItemId.parse(more).id(), new File().setTrashed(true));
        } catch (CatalogException.NotVisible | CatalogException.Refused | IllegalArgumentException e) {
            // Somebody else's, or gone already.
            return;
        }
    }

    private File mine(DriveClient client, DriveItemId id) throws InterruptedException {
        try {
            return client.file(id.id());
        } catch (CatalogException.NotVisible e) {
            throw new CatalogException.Refused(
                    location.uri(),
                    "this login may not change the entry, which somebody else has posted",
                    "ask whoever published it, or log in with a scope that covers files of others",
                    e);
        }
    }

    /** The metadata by which Drive knows an entry. Of an entry that does not fit, the rest is put into a file of its own first. */
    private File described(DriveClient client, String folder, Entry entry) throws InterruptedException {
        EntryProperties properties = EntryProperties.of(entry);
        String description = EntryProperties.cut(entry.description(), LONGEST_DESCRIPTION);
        Map<String, String> values = new HashMap<>(properties.values());
        if (!properties.whole() || !description.equals(entry.description())) {
            values.put(EntryProperties.MORE, more(client, folder, entry));
        }
        return new File().setDescription(description).setProperties(values);
    }

    private String more(DriveClient client, String folder, Entry entry) throws InterruptedException {
        byte[] json = entry.toJson().getBytes(StandardCharsets.UTF_8);
        if (json.length > Entry.MAX_JSON_BYTES) {
            throw new CatalogException.Refused(
                    location.uri(),
                    "the entry takes %d bytes of JSON, at most %d fit".formatted(json.length, Entry.MAX_JSON_BYTES),
                    "shorten the description",
                    null);
        }
        File file = new File()
                .setId(client.newId())
                .setName(entry.digest().hex() + ".json")
                .setDescription("Belongs to the torrent of the same name")
                .setParents(new ArrayList<>(List.of(folder)));
        return client.create(file, JSON_TYPE, json).getId();
    }
}
