package org.seedbank.catalog.web;

import java.time.Instant;
import java.util.function.Consumer;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.internal.index.Content;
import org.seedbank.catalog.internal.index.GatheredItems;
import org.seedbank.catalog.internal.index.Item;
import org.seedbank.catalog.internal.site.SiteFiles;

/** Collects the entries of an index. One that is broken is kept as such and spoils no other. */
final class EntryItems implements Consumer<String> {

    private final GatheredItems items;

    EntryItems(GatheredItems items) {
        this.items = items;
    }

    @Override
    public void accept(String json) {
        int position = items.size() + 1;
        try {
            Entry entry = Entry.parse(json);
            if (entry.published().isEmpty()) {
                items.put(broken(position, "field 'published' is missing"));
            } else {
                items.put(dataset(position, entry, entry.published().get()));
            }
        } catch (CatalogException.MalformedEntry e) {
            items.put(broken(position, e.reason()));
        }
    }

    /** The digest is what a dataset is called by, unless it is listed twice. */
    private Item dataset(int position, Entry entry, Instant published) {
        String digest = entry.digest().hex();
        boolean again = items.has(digest);
        if (again) {
            items.spoilt();
        }
        String id = again ? position(position) : digest;
        // An index has no checksum of a torrent; that it was edited shows by when, and a torrent kept from before is
        // none of it.
        Instant modified = entry.edited().orElse(published);
        return new Item(
                id, "", SiteFiles.torrent(entry.digest()), 0, "", published, modified, new Content.Dataset(entry));
    }

    private static Item broken(int position, String reason) {
        String name = "%s of %s".formatted(position(position), SiteFiles.INDEX);
        return new Item(position(position), "", name, 0, "", Instant.EPOCH, Instant.EPOCH, new Content.Broken(reason));
    }

    private static String position(int position) {
        return "entry " + position;
    }
}
