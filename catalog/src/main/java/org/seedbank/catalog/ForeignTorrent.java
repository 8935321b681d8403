package org.seedbank.catalog;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A torrent in a catalog that seedbank has made no entry of. It has no serial.
 *
 * @param id what the catalog calls it by; unique in the catalog
 * @param name its file's name; a stranger's text
 * @param added when it was put there
 * @param facts what is in it, when it has been looked at
 */
public record ForeignTorrent(String id, String name, Instant added, Optional<TorrentFacts> facts) {

    /** Throws {@link NullPointerException} when a part is null. */
    public ForeignTorrent {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(added, "added");
        Objects.requireNonNull(facts, "facts");
    }
}
