package org.seedbank.catalog.internal.index;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.EntryBuilder;
import org.seedbank.database.Database;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.InfoHash;

/** Things that a remote catalog may hold. */
public final class Items {

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

    static GatheredItems gathered(Collection<Item> items) throws InterruptedException {
        GatheredItems gathered = gathered();
        items.forEach(gathered::put);
        return gathered;
    }

    /** None yet, on their way into an index that is nowhere. */
    public static GatheredItems gathered() throws InterruptedException {
        IndexFiles nowhere = IndexFiles.in(Path.of("target/no-index").toAbsolutePath());
        return new GatheredItems(Database.openInMemory(nowhere.settings()), FakeRemote.URI_OF_IT);
    }

    /** A catalog of which nothing is known but from where to go on asking. */
    public static Snapshot snapshot(Map<String, String> cursors) throws InterruptedException {
        IndexFiles nowhere = IndexFiles.in(Path.of("target/no-index").toAbsolutePath());
        Database database = Database.openInMemory(nowhere.settings());
        database.write(connection -> CatalogTable.answered(
                connection, CatalogTable.make(connection, FakeRemote.URI_OF_IT), NOON, new Refreshed.Whole(cursors)));
        return new Snapshot(database, 1);
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
