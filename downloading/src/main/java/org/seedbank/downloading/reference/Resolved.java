package org.seedbank.downloading.reference;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.seedbank.catalog.Listed;
import org.seedbank.catalog.names.Found;
import org.seedbank.integrity.torrent.Metainfo;

/**
 * A dataset that a reference leads to.
 *
 * @param found what a catalog has, when the reference was looked up in one
 * @param torrent the torrent, which agrees with what the catalog says of it
 * @param chosen the files that a magnet link chooses, by their indexes; empty for all
 * @param peers peers that a magnet link names
 */
public record Resolved(
        Optional<Found> found, Metainfo torrent, Optional<Set<Integer>> chosen, List<InetSocketAddress> peers) {

    /** Copies the collections. */
    public Resolved {
        chosen = chosen.map(Set::copyOf);
        peers = List.copyOf(peers);
    }

    /** All of a dataset, with no word on who has it. */
    public Resolved(Optional<Found> found, Metainfo torrent) {
        this(found, torrent, Optional.empty(), List.of());
    }

    /** True for a file, by its index in the torrent, that is chosen. */
    public boolean chooses(int file) {
        return chosen.map(files -> files.contains(file)).orElse(true);
    }

    /** The catalog's entry and serial, when there is one. */
    public Optional<Listed> listed() {
        return dataset().map(Found.Dataset::listed);
    }

    /** The entry with the catalog that holds it, when there is one. */
    public Optional<Found.Dataset> dataset() {
        return found.map(each -> each instanceof Found.Dataset dataset ? dataset : null);
    }
}
