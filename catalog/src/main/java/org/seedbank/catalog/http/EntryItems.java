package org.seedbank.catalog.http;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.internal.index.Content;
import org.seedbank.catalog.internal.index.Item;
import org.seedbank.catalog.internal.site.SiteFiles;

/** Collects the entries of an index. One that is broken is kept as such and spoils no other. */
final class EntryItems implements Consumer<String> {

    private final List<Item> items = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    @Override
    public void accept(String json) {
        int position = items.size() + 1;
        try {
            Entry entry = Entry.parse(json);
            if (entry.published().isEmpty()) {
                items.add(broken(position, "field 'published' is missing"));
            } else {
                items.add(dataset(position, entry, entry.published().get()));
            }
        } catch (CatalogException.MalformedEntry e) {
            items.add(broken(position, e.reason()));
        }
    }

    List<Item> all() {
        return items;
    }

    /** The digest is what a dataset is called by, unless it is listed twice. */
    private Item dataset(int position, Entry entry, Instant published) {
        String digest = entry.digest().hex();
        String id = ids.add(digest) ? digest : position(position);
        return item(id, SiteFiles.torrent(entry.digest()), published, new Content.Dataset(entry));
    }

    private static Item broken(int position, String reason) {
        String name = "%s of %s".formatted(position(position), SiteFiles.INDEX);
        return item(position(position), name, Instant.EPOCH, new Content.Broken(reason));
    }

    private static String position(int position) {
        return "entry " + position;
    }

    private static Item item(String id, String name, Instant time, Content content) {
        return new Item(id, "", name, 0, "", time, time, content);
    }
}
