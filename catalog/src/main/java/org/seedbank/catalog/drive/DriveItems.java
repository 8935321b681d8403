package org.seedbank.catalog.drive;

import com.google.api.client.util.DateTime;
import com.google.api.services.drive.model.File;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.TorrentFacts;
import org.seedbank.catalog.internal.index.Content;
import org.seedbank.catalog.internal.index.Item;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.torrent.Metainfo;

/** Tells what the files of a folder are. For one refresh, by one thread. */
final class DriveItems {

    static final String TORRENT = ".torrent";

    /** Foreign torrents that are opened in one refresh, to see what is in them; the others wait for the next one. */
    private static final int MOST_OPENED = 50;

    /** Larger foreign torrents are listed unopened. */
    private static final int LARGEST_OPENED = 16 << 20;

    private final DriveClient client;
    private final String folder;
    private int opened;

    DriveItems(DriveClient client, String folder) {
        this.client = client;
        this.folder = folder;
    }

    /** Tells whether a file in the folder is part of the catalog. */
    boolean isOurs(File file) {
        return file.getName() != null
                && file.getName().endsWith(TORRENT)
                && !Boolean.TRUE.equals(file.getTrashed())
                && file.getParents() != null
                && file.getParents().contains(folder);
    }

    /**
     * The meaning of a file.
     *
     * @param before what it was when it was last looked at
     */
    Item read(File file, Optional<Item> before) throws InterruptedException {
        Item now = withoutContent(file);
        Optional<Content> same = before.filter(known -> isUnchanged(known, now)).map(Item::content);
        if (same.isPresent() && !isUnopened(same.get())) {
            return with(now, same.get());
        }
        return with(now, content(file, now));
    }

    private static boolean isUnchanged(Item before, Item now) {
        return with(before, now.content()).equals(now);
    }

    private static boolean isUnopened(Content content) {
        return content instanceof Content.Foreign foreign && foreign.facts().isEmpty();
    }

    private Item withoutContent(File file) {
        DriveItemId id = new DriveItemId(file.getId(), Optional.ofNullable(file.getResourceKey()));
        return new Item(
                id.toString(),
                folder,
                file.getName(),
                file.getSize() == null ? 0 : file.getSize(),
                Optional.ofNullable(file.getMd5Checksum()).orElse(""),
                instant(file.getCreatedTime()),
                instant(file.getModifiedTime()),
                new Content.Foreign(Optional.empty()));
    }

    private static Item with(Item item, Content content) {
        return new Item(
                item.id(),
                item.place(),
                item.name(),
                item.size(),
                item.checksum(),
                item.created(),
                item.modified(),
                content);
    }

    private Content content(File file, Item item) throws InterruptedException {
        if (item.size() == 0) {
            return new Content.Broken("is empty");
        }
        if (item.size() > Catalog.MAX_TORRENT_BYTES) {
            return new Content.Broken(
                    "has %d bytes, at most %d are read".formatted(item.size(), Catalog.MAX_TORRENT_BYTES));
        }
        return EntryProperties.areIn(properties(file)) ? dataset(file) : foreign(item);
    }

    private Content dataset(File file) throws InterruptedException {
        try {
            Entry entry = entry(file);
            return entry.published().isPresent()
                    ? new Content.Dataset(entry)
                    : new Content.Broken("field 'published' is missing");
        } catch (CatalogException.MalformedEntry e) {
            return new Content.Broken(e.reason());
        }
    }

    /**
     * The entry of a file, from the file that holds the whole of it where there is one.
     *
     * @throws CatalogException.MalformedEntry when its properties tell no entry
     */
    Entry entry(File file) throws InterruptedException {
        Entry summary = EntryProperties.read(
                properties(file), Optional.ofNullable(file.getDescription()).orElse(""));
        String more = properties(file).get(EntryProperties.MORE);
        return more == null ? summary : whole(more, summary);
    }

    /** A summary that stands alone keeps the dataset's place in the catalog when the rest of it cannot be had. */
    private Entry whole(String more, Entry summary) throws InterruptedException {
        try {
            byte[] json = client.content(DriveItemId.parse(more), Entry.MAX_JSON_BYTES, Entry.MAX_JSON_BYTES);
            Entry whole = Entry.parse(new String(json, StandardCharsets.UTF_8));
            return whole.digest().equals(summary.digest()) && whole.published().equals(summary.published())
                    ? whole
                    : summary;
        } catch (CatalogException.NotVisible | CatalogException.MalformedEntry | IllegalArgumentException e) {
            return summary;
        }
    }

    private Content foreign(Item item) throws InterruptedException {
        if (item.size() > LARGEST_OPENED || opened >= MOST_OPENED) {
            return new Content.Foreign(Optional.empty());
        }
        opened++;
        try {
            byte[] torrent = client.content(DriveItemId.parse(item.id()), item.size(), LARGEST_OPENED);
            return new Content.Foreign(Optional.of(TorrentFacts.of(Metainfo.parse(torrent))));
        } catch (IntegrityException.BadTorrent e) {
            return new Content.Broken("is no torrent: " + e.getMessage());
        } catch (CatalogException.Unreachable | CatalogException.NotVisible e) {
            return new Content.Foreign(Optional.empty());
        }
    }

    static Map<String, String> properties(File file) {
        return Optional.ofNullable(file.getProperties()).orElse(Map.of());
    }

    private static Instant instant(DateTime time) {
        return time == null ? Instant.EPOCH : Instant.ofEpochMilli(time.getValue());
    }
}
