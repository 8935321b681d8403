package org.seedbank.catalog;

import java.util.Objects;
import java.util.Optional;

/**
 * Something that a check of a catalog has to say.
 *
 * @param kind what it is
 * @param listed the entry, when it is about one
 * @param name the dataset's digest, or what the thing is called in the catalog; a stranger's text
 * @param reason more about it, lower case
 */
public record CatalogFinding(Kind kind, Optional<Listed> listed, String name, String reason) {

    /** Kinds of findings, the worst first. */
    public enum Kind {
        /** The torrent is not the one that the entry describes, or is no torrent. */
        MISMATCH,
        /** The entry cannot be used, or its torrent is missing or cannot be read. */
        BROKEN,
        /** Something that is not listed because it is a duplicate, or nobody's entry. */
        LEFT_OUT,
        /** Something about the catalog as a whole, which is no fault of what it lists. */
        NOTE,
        /** A torrent that nobody has made an entry of, which is no fault. */
        FOREIGN,
        /** An entry that shares its number with another, which is no fault. */
        SHARED,
        /** Serials below the highest that nothing is listed under, which is no fault. */
        GAP
    }

    /** Throws {@link NullPointerException} when a part is null. */
    public CatalogFinding {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(listed, "listed");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(reason, "reason");
    }
}
