package org.seedbank.catalog;

import java.time.Instant;
import java.util.Comparator;

/**
 * An entry with its number in a catalog.
 *
 * @param serial rank of the entry by {@code published} and then digest; the oldest has 1
 * @param entry the entry, which has been published
 */
public record Listed(int serial, Entry entry) {

    /** The order of serials. */
    static final Comparator<Entry> BY_AGE =
            Comparator.comparing(Listed::publishedOf).thenComparing(Entry::digest);

    /** Throws {@link IllegalArgumentException} when the serial is below 1 or the entry is a draft. */
    public Listed {
        if (serial < 1) {
            throw new IllegalArgumentException("a serial is 1 or more, not " + serial);
        }
        publishedOf(entry);
    }

    /** When the catalog took the entry in. */
    public Instant published() {
        return publishedOf(entry);
    }

    private static Instant publishedOf(Entry entry) {
        return entry.published().orElseThrow(() -> new IllegalArgumentException(entry + " has not been published"));
    }
}
