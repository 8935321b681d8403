package org.seedbank.catalog.internal.index;

import java.time.Instant;

/**
 * One thing in a remote catalog.
 *
 * @param id what the catalog calls it by; unique in the catalog
 * @param place the part of the catalog that it is in, such as a folder's id; empty where there are no parts
 * @param name its file's name; a stranger's text
 * @param size the torrent's length in bytes, 0 or more
 * @param checksum changes when the torrent's bytes do; empty when the catalog gives none
 * @param created when it was put there
 * @param modified when it was last changed
 * @param content what it turned out to be
 */
public record Item(
        String id,
        String place,
        String name,
        long size,
        String checksum,
        Instant created,
        Instant modified,
        Content content) {

    /** A copy under another id. */
    public Item as(String otherId) {
        return new Item(otherId, place, name, size, checksum, created, modified, content);
    }

    /** A copy with another content. */
    public Item with(Content other) {
        return new Item(id, place, name, size, checksum, created, modified, other);
    }
}
