package org.seedbank.cli.catalog;

import java.util.Optional;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.EntryCheck;
import org.seedbank.catalog.Listed;
import org.seedbank.downloading.reference.Resolved;
import org.seedbank.integrity.torrent.Metainfo;

/** The entry of what a reference leads to. */
final class EntryOf {

    private EntryOf() {}

    /** The catalog's entry, or the one that travels in a lone torrent and is about the dataset in it. */
    static Optional<Entry> dataset(Resolved resolved) {
        return resolved.listed().map(Listed::entry).or(() -> travelling(resolved.torrent()));
    }

    private static Optional<Entry> travelling(Metainfo torrent) {
        try {
            return torrent.entryJson().map(Entry::parse).filter(entry -> EntryCheck.disagreements(entry, torrent)
                    .isEmpty());
        } catch (CatalogException.MalformedEntry e) {
            return Optional.empty();
        }
    }
}
