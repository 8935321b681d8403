package org.seedbank.catalog.names;

import java.util.Optional;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.Listing;

/**
 * The outcome of listing one of several catalogs.
 *
 * @param source the catalog
 * @param listing what it holds; empty when it could not be listed
 * @param failure why it could not be listed, when that is so
 */
public record CatalogAnswer(CatalogSource source, Optional<Listing> listing, Optional<CatalogException> failure) {

    /** Throws {@link IllegalArgumentException} when there are both or neither. */
    public CatalogAnswer {
        if (listing.isPresent() == failure.isPresent()) {
            throw new IllegalArgumentException("either a listing or a failure");
        }
    }
}
