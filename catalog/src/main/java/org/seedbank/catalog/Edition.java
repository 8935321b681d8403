package org.seedbank.catalog;

import java.time.Instant;
import java.util.Objects;
import org.seedbank.integrity.torrent.Metainfo;

/**
 * An entry with its torrent, which agree.
 *
 * @param entry the entry
 * @param torrent the torrent that it describes
 */
public record Edition(Entry entry, Metainfo torrent) {

    /** Throws {@link CatalogException.TorrentMismatch} when they do not agree. */
    public Edition {
        Objects.requireNonNull(entry, "entry");
        EntryCheck.requireAgreement(entry, torrent);
    }

    /**
     * This edition after an edit, with the entry beside the torrent's {@code info}; this one when nothing is different then.
     *
     * @param now the time by the clock
     * @throws IllegalArgumentException when the edit breaks a rule, or touches the dataset or its publication
     */
    public Edition after(EditionChange edit, Instant now) {
        Entry edited = entry.editedBy(edit::entry, now);
        Metainfo changed = edit.torrent(torrent);
        if (!changed.info().equals(torrent.info())) {
            throw new IllegalArgumentException("an edit cannot change the 'info' of a torrent");
        }
        return changed == torrent && edited.describesAs(entry)
                ? this
                : new Edition(edited, changed.withEntryOf(edited.toJson()));
    }
}
