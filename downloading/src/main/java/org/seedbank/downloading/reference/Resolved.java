package org.seedbank.downloading.reference;

import java.util.Optional;
import org.seedbank.catalog.Listed;
import org.seedbank.catalog.names.Found;
import org.seedbank.integrity.torrent.Metainfo;

/**
 * A dataset that a reference leads to.
 *
 * @param found what a catalog has, when the reference was looked up in one
 * @param torrent the torrent, which agrees with what the catalog says of it
 */
public record Resolved(Optional<Found> found, Metainfo torrent) {

    /** The catalog's entry and serial, when there is one. */
    public Optional<Listed> listed() {
        return dataset().map(Found.Dataset::listed);
    }

    /** The entry with the catalog that holds it, when there is one. */
    public Optional<Found.Dataset> dataset() {
        return found.map(each -> each instanceof Found.Dataset dataset ? dataset : null);
    }
}
