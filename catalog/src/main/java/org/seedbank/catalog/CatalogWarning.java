package org.seedbank.catalog;

import java.util.Objects;
import org.seedbank.integrity.Sha256;

/**
 * Something in a catalog that was left out of its listing.
 *
 * @param name what the thing is called in the catalog, such as a file name; a stranger's text
 * @param reason why it was left out, lower case
 */
public record CatalogWarning(String name, String reason) {

    /** Throws {@link NullPointerException} when either is null. */
    public CatalogWarning {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(reason, "reason");
    }

    /** There is another entry of this dataset, which is older. */
    public static CatalogWarning twice(Sha256 digest) {
        return new CatalogWarning(digest.hex(), "is listed twice; the older entry counts");
    }
}
