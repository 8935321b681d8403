package org.seedbank.catalog.names;

import java.util.Optional;
import java.util.function.Supplier;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.Listed;
import org.seedbank.catalog.serials.Serial;

/** A catalog among several. It is opened when it is first used. For one thread. */
public final class CatalogSource {

    private final Optional<String> name;
    private final Supplier<Catalog> opener;
    private Catalog opened;

    CatalogSource(Optional<String> name, Supplier<Catalog> opener) {
        this.name = name;
        this.opener = opener;
    }

    /** The name of the catalog on this machine; empty when it was named by its place. */
    public Optional<String> name() {
        return name;
    }

    /**
     * The catalog.
     *
     * @throws CatalogException when this version cannot open it
     */
    public Catalog catalog() {
        if (opened == null) {
            opened = opener.get();
        }
        return opened;
    }

    /** How a person names an entry of this catalog beside others': {@code soil/3}, or the serial in a nameless one. */
    public String reference(Listed listed) {
        return reference(listed.label());
    }

    /** How a person names the entry of this serial there. */
    String reference(Serial serial) {
        return name.map(each -> each + "/").orElse("") + serial;
    }

    /** The name, or where the catalog is. */
    @Override
    public String toString() {
        return name.orElseGet(() -> catalog().uri().toString());
    }
}
