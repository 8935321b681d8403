package org.seedbank.catalog;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The moment that a listing of a remote catalog tells of.
 *
 * @param time when the catalog was last asked with success
 * @param unreachable why it could not be asked now, when it should have been
 */
public record AsOf(Instant time, Optional<CatalogException> unreachable) {

    /** Throws {@link NullPointerException} when a part is null. */
    public AsOf {
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(unreachable, "unreachable");
    }
}
