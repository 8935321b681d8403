package org.seedbank.tracker.api;

import java.util.Objects;
import java.util.Optional;
import org.seedbank.integrity.torrent.InfoHash;

/**
 * A dataset that may be announced, as a catalog has it. Texts are a stranger's and may hold any character.
 *
 * @param catalog the name of the catalog, for people; may be empty
 * @param serial its number in the catalog, such as {@code 12} or {@code 12b}
 * @param title what it is called
 * @param bytes its size, at least 0
 * @param infohashes by which it is announced; at least one
 */
public record TrackedDataset(String catalog, String serial, String title, long bytes, Infohashes infohashes) {

    /**
     * The infohashes of one torrent; a hybrid one has both.
     *
     * @param v1 of 20 bytes
     * @param v2 of 32 bytes, of which trackers see the first 20 (BEP 52)
     */
    public record Infohashes(Optional<InfoHash> v1, Optional<InfoHash> v2) {
        /** Throws {@link IllegalArgumentException} when there is none. */
        public Infohashes {
            if (v1.isEmpty() && v2.isEmpty()) {
                throw new IllegalArgumentException("a torrent has an infohash");
            }
        }
    }

    /** Throws {@link IllegalArgumentException} for a negative size. */
    public TrackedDataset {
        Objects.requireNonNull(catalog, "catalog");
        Objects.requireNonNull(serial, "serial");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(infohashes, "infohashes");
        if (bytes < 0) {
            throw new IllegalArgumentException("a size is not negative: " + bytes);
        }
    }
}
