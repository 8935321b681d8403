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
import org.seedbank.catalog.internal.calls.Patience;
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

    /** Each takes a request; a folder of this many is no list of somebody's favourites any more. */
    private static final int MOST_FOLLOWED = 1_000;

    private final DriveClient client;
    private final String folder;
    private final Patience patience;
    private int opened;
    private int followed;

    DriveItems(DriveClient client, String folder, Patience patience) {
        this.client = client;
        this.folder = folder;
        this.patience = patience;
    }

    /** Tells whether a file in the folder is part of the catalog. */
    boolean isOurs(File file) {
        return file.getName() != null
                && (file.getName().endsWith(TORRENT) || leadsToTorrent(file))
                && !Boolean.TRUE.equals(file.getTrashed())
                && file.getParents() != null
                && file.getParents().contains(folder);
    }

    /** What a shortcut leads to; empty for anything else. Throws {@link IllegalArgumentException} when that is no id. */
    static Optional<DriveItemId> target(File file) {
        return shortcut(file)
                .filter(details -> details.getTargetId() != null)
                .map(details ->
                        new DriveItemId(details.getTargetId(), Optional.ofNullable(details.getTargetResourceKey())));
    }

    private static Optional<File.ShortcutDetails> shortcut(File file) {
        return DriveClient.SHORTCUT_TYPE.equals(file.getMimeType())
                ? Optional.ofNullable(file.getShortcutDetails())
                : Optional.empty();
    }

    private static boolean leadsToTorrent(File file) {
        return shortcut(file)
                .filter(details -> DriveClient.TORRENT_TYPE.equals(details.getTargetMimeType()))
                .isPresent();
    }

    /**
     * The meaning of a file.
     *
     * @param before what it was when it was last looked at
     */
    Item read(File file, Optional<Item> before) throws InterruptedException {
        return DriveClient.SHORTCUT_TYPE.equals(file.getMimeType())
                ? followed(file, before)
                : read(file, withoutContent(file), before);
    }

    private Item read(File file, Item now, Optional<Item> before) throws InterruptedException {
        Optional<Content> same =
                before.filter(known -> now.with(known.content()).equals(known)).map(Item::content);
        return now.with(same.isPresent() && !isUnopened(same.get()) ? same.get() : content(file, now));
    }

    /** What a shortcut leads to, once: nobody has to go through a chain of them. */
    private Item followed(File shortcut, Optional<Item> before) throws InterruptedException {
        Optional<DriveItemId> target = target(shortcut);
        Item dangling = withoutContent(shortcut)
                .as(new ItemId(
                                Optional.of(shortcut.getId()),
                                target.orElseGet(() -> new DriveItemId(shortcut.getId(), Optional.empty())))
                        .toString());
        if (target.isEmpty()) {
            return dangling.with(new Content.Broken("is a shortcut that leads nowhere"));
        }
        if (++followed > MOST_FOLLOWED) {
            return dangling.with(
                    new Content.Broken("is one of more than %d shortcuts, and not followed".formatted(MOST_FOLLOWED)));
        }
        try {
            File file = client.target(target.get(), shortcut.getName(), patience);
            Optional<String> obstacle = obstacle(file);
            return obstacle.isPresent()
                    ? dangling.with(new Content.Broken(obstacle.get()))
                    : read(file, withoutContent(file).as(idOf(shortcut, file, target.get())), before);
        } catch (CatalogException.Withheld e) {
            return dangling.with(new Content.Broken("is a shortcut to a file that cannot be had: " + e.reason()));
        }
    }

    private static String idOf(File shortcut, File file, DriveItemId target) {
        Optional<String> key = Optional.ofNullable(file.getResourceKey()).or(target::resourceKey);
        return new ItemId(Optional.of(shortcut.getId()), new DriveItemId(file.getId(), key)).toString();
    }

    private static Optional<String> obstacle(File target) {
        if (Boolean.TRUE.equals(target.getTrashed())) {
            return Optional.of("is a shortcut to a file in the trash");
        }
        if (DriveClient.SHORTCUT_TYPE.equals(target.getMimeType())) {
            return Optional.of("is a shortcut to another shortcut, which is not followed");
        }
        return DriveClient.FOLDER_TYPE.equals(target.getMimeType())
                ? Optional.of("is a shortcut to a folder")
                : Optional.empty();
    }

    private static boolean isUnopened(Content content) {
        return content instanceof Content.Foreign foreign && foreign.facts().isEmpty();
    }

    private Item withoutContent(File file) {
        DriveItemId id = new DriveItemId(file.getId(), Optional.ofNullable(file.getResourceKey()));
        return new Item(
                id.toString(),
                folder,
                Optional.ofNullable(file.getName()).orElse(file.getId()),
                file.getSize() == null ? 0 : file.getSize(),
                Optional.ofNullable(file.getMd5Checksum()).orElse(""),
                instant(file.getCreatedTime()),
                instant(file.getModifiedTime()),
                new Content.Foreign(Optional.empty()));
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
            byte[] json = client.content(
                    DriveItemId.parse(more),
                    summary.digest().hex() + ".json",
                    Entry.MAX_JSON_BYTES,
                    Entry.MAX_JSON_BYTES,
                    patience);
            Entry whole = Entry.parse(new String(json, StandardCharsets.UTF_8));
            return whole.digest().equals(summary.digest()) && whole.published().equals(summary.published())
                    ? whole
                    : summary;
        } catch (CatalogException.Withheld | CatalogException.MalformedEntry | IllegalArgumentException e) {
            return summary;
        }
    }

    private Content foreign(Item item) throws InterruptedException {
        if (item.size() > LARGEST_OPENED || opened >= MOST_OPENED) {
            return new Content.Foreign(Optional.empty());
        }
        opened++;
        try {
            byte[] torrent =
                    client.content(ItemId.parse(item.id()).file(), item.name(), item.size(), LARGEST_OPENED, patience);
            return new Content.Foreign(Optional.of(TorrentFacts.of(Metainfo.parse(torrent))));
        } catch (IntegrityException.BadTorrent e) {
            return new Content.Broken("is no torrent: " + e.getMessage());
        } catch (CatalogException.Withheld e) {
            // Until it is changed or everything is read anew; asking each time would be no better.
            return new Content.Broken("is not handed out: %s; %s".formatted(e.reason(), e.remedy()));
        } catch (CatalogException.Unreachable e) {
            // The next one would fare no better, and after all its tries.
            opened = MOST_OPENED;
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
