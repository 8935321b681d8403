package org.seedbank.catalog.internal.index;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.EntryBuilder;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.InfoHash;

/** Things that a remote catalog may hold. */
final class Items {

    static final Instant NOON = Instant.parse("2024-05-17T12:00:00Z");

    private Items() {}

    /** The digest that begins so. */
    static Sha256 digest(String prefix) {
        return new Sha256(prefix + "e".repeat(64 - prefix.length()));
    }

    static EntryBuilder entry(String digestPrefix, String title) {
        return Entry.builder(digest(digestPrefix))
                .title(title)
                .published(NOON)
                .files(1)
                .pieceLength(16_384)
                .infohashV1(new InfoHash("c".repeat(40)));
    }

    /** An item whose id is its digest's prefix, modified at noon. */
    static Item dataset(String digestPrefix, String title) {
        return dataset(digestPrefix, entry(digestPrefix, title).build(), NOON);
    }

    static Item dataset(String id, Entry entry, Instant modified) {
        return new Item(
                id, "folder", entry.digest() + ".torrent", 100, "md5", NOON, modified, new Content.Dataset(entry));
    }

    static Item foreign(String id, String name) {
        return new Item(id, "folder", name, 100, "md5", NOON, NOON, new Content.Foreign(Optional.empty()));
    }

    static Item broken(String id, String name, String reason) {
        return new Item(id, "folder", name, 100, "md5", NOON, NOON, new Content.Broken(reason));
    }

    static GatheredItems gathered(Item... items) {
        return gathered(List.of(items));
    }

    static GatheredItems gathered(Collection<Item> items) {
        GatheredItems gathered = new GatheredItems(FakeRemote.URI_OF_IT);
        items.forEach(gathered::put);
        return gathered;
    }

    /** The same with another checksum. */
    static Item changed(Item item, String checksum) {
        return new Item(
                item.id(),
                item.place(),
                item.name(),
                item.size(),
                checksum,
                item.created(),
                item.modified(),
                item.content());
    }
}
