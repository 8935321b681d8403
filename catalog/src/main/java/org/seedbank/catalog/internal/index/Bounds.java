package org.seedbank.catalog.internal.index;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.TorrentFacts;

/**
 * How much of a remote catalog is taken in. What a stranger may have put there and is too large becomes something broken;
 * what the server itself says and is too large ends the refresh.
 */
final class Bounds {

    /** Longest text that a server calls something by, in characters. */
    private static final int MAX_NAME = 1_000;

    private static final int MAX_CURSORS = 10_000;
    private static final int MAX_CURSOR = 10_000;

    /** Bytes of heap for each thing while a catalog is taken in: its id, and its claim to a serial in several tables. */
    private static final int HEAP_EACH = 1_200;

    /** More things are not listed, and fewer in a heap that does not hold what is needed to number so many. */
    private static final int MAX_ITEMS =
            (int) Math.min(1_000_000, Runtime.getRuntime().maxMemory() / HEAP_EACH);

    /** More things that cost a warning are no accident, and nobody reads so many warnings. */
    private static final int MAX_SPOILT = 10_000;

    /** All texts together, as one byte for each character. */
    private static final long MAX_BYTES = 1 << 30;

    /** Holds what an item takes beside its texts, amply. */
    private static final int ITEM_BYTES = 200;

    private final URI catalog;

    private long size;
    private int spoilt;

    Bounds(URI catalog) {
        this.catalog = catalog;
    }

    /** The size of all items so far, in bytes. */
    long size() {
        return size;
    }

    /** Counts something that costs a warning; throws {@link CatalogException.Unreachable} when it is too much of that. */
    void spoilt() {
        spoilt++;
        if (spoilt > MAX_SPOILT) {
            throw tooLarge("more than %d things in it are broken or there twice".formatted(MAX_SPOILT));
        }
    }

    /** Throws {@link CatalogException.Unreachable} when there are too many items. */
    void count(int items) {
        if (items > MAX_ITEMS) {
            throw tooLarge("it holds %d things, at most %d are listed".formatted(items, MAX_ITEMS));
        }
    }

    /** Throws {@link CatalogException.Unreachable} when they are too many or too long. */
    void cursors(Map<String, String> cursors) {
        if (cursors.size() > MAX_CURSORS) {
            throw tooLarge("it has %d parts, at most %d are listed".formatted(cursors.size(), MAX_CURSORS));
        }
        cursors.forEach((key, value) -> {
            if (key.length() > MAX_NAME || value.length() > MAX_CURSOR) {
                throw tooLarge("its server answers with a marker of more than %d characters".formatted(MAX_NAME));
            }
        });
    }

    /**
     * The item, of a size that can be kept.
     *
     * @throws CatalogException.Unreachable when all that came so far is too large
     */
    Item item(Item item) {
        if (item.id().length() > MAX_NAME
                || item.place().length() > MAX_NAME
                || item.checksum().length() > MAX_NAME) {
            throw tooLarge("its server calls something by more than %d characters".formatted(MAX_NAME));
        }
        Content content = content(item.content());
        if (content instanceof Content.Broken) {
            spoilt();
        }
        if (size > MAX_BYTES) {
            throw tooLarge("its texts are longer than %d bytes".formatted(MAX_BYTES));
        }
        size += item.id().length() + item.checksum().length() + item.name().length() + ITEM_BYTES;
        if (content == item.content() && item.name().length() <= MAX_NAME) {
            return item;
        }
        return new Item(
                item.id(),
                item.place(),
                cut(item.name()),
                item.size(),
                item.checksum(),
                item.created(),
                item.modified(),
                content);
    }

    private Content content(Content content) {
        if (content instanceof Content.Dataset dataset) {
            return dataset(dataset);
        }
        if (content instanceof Content.Broken broken && broken.reason().length() > MAX_NAME) {
            return new Content.Broken(cut(broken.reason()));
        }
        if (content instanceof Content.Foreign foreign && foreign.facts().isPresent()) {
            TorrentFacts facts = foreign.facts().get();
            if (facts.name().length() > MAX_NAME) {
                return new Content.Foreign(foreign.facts().map(Bounds::cut));
            }
        }
        return content;
    }

    private Content dataset(Content.Dataset dataset) {
        Entry entry = dataset.entry();
        long length = length(entry);
        if (length > Entry.MAX_JSON_BYTES) {
            return new Content.Broken("has an entry of more than %d bytes".formatted(Entry.MAX_JSON_BYTES));
        }
        if (entry.published().isEmpty()) {
            return new Content.Broken("has an entry without a time of publication");
        }
        size += length;
        return dataset;
    }

    private static long length(Entry entry) {
        if (entry.isFromLaterVersion()) {
            return entry.toJson().getBytes(StandardCharsets.UTF_8).length;
        }
        return entry.title().length()
                + entry.description().length()
                + length(entry.creators())
                + length(entry.keywords());
    }

    private static long length(List<String> texts) {
        long length = 0;
        for (String text : texts) {
            length += text.length();
        }
        return length;
    }

    private static TorrentFacts cut(TorrentFacts facts) {
        return new TorrentFacts(
                cut(facts.name()), facts.bytes(), facts.files(), facts.infohashV1(), facts.infohashV2());
    }

    private static String cut(String text) {
        if (text.length() <= MAX_NAME) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX_NAME - 2)) ? MAX_NAME - 2 : MAX_NAME - 1;
        return text.substring(0, end) + "…";
    }

    private CatalogException tooLarge(String reason) {
        return CatalogException.Unreachable.refusing(catalog, reason, "use several catalogs that are smaller", null);
    }
}
