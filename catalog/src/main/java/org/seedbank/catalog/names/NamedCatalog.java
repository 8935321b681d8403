package org.seedbank.catalog.names;

import java.util.Objects;

/**
 * A catalog that has a name on this machine.
 *
 * @param name what a person calls it; see {@link CatalogRegistry#isName}
 * @param location where it is, as {@link Catalogs#location} writes it
 * @param isDefault whether it is meant where no catalog is named
 */
public record NamedCatalog(String name, String location, boolean isDefault) {

    /** Throws {@link NullPointerException} when a part is null. */
    public NamedCatalog {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(location, "location");
    }
}
