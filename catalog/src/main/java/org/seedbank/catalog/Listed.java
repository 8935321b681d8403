package org.seedbank.catalog;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import org.seedbank.catalog.serials.Numbering;
import org.seedbank.catalog.serials.Serial;

/**
 * An entry with its serial in a catalog.
 *
 * @param label the serial; see {@link Numbering}
 * @param entry the entry, which has been published
 */
public record Listed(Serial label, Entry entry) {

    /** The order in which of several entries of one dataset the first counts. */
    static final Comparator<Entry> BY_AGE =
            Comparator.comparing(Entry::requirePublished).thenComparing(Entry::digest);

    /** Throws {@link IllegalArgumentException} when the entry is a draft. */
    public Listed {
        Objects.requireNonNull(label, "label");
        entry.requirePublished();
    }

    /** An entry that was the first to take a number. */
    public Listed(int serial, Entry entry) {
        this(Serial.of(serial), entry);
    }

    /** The number of the serial, without the letter of those who took the same one. */
    public int serial() {
        return label.number();
    }

    /** The serial as people write it. */
    public String reference() {
        return label.toString();
    }

    /** The entry with its serial in it, also where its catalog holds it without. */
    public Entry numbered() {
        return entry.serial().filter(label::equals).isPresent()
                ? entry
                : entry.toBuilder().serial(label).build();
    }

    /** When its publisher posted it. */
    public Instant published() {
        return entry.requirePublished();
    }
}
