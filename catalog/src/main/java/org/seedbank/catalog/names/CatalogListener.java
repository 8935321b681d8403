package org.seedbank.catalog.names;

import org.seedbank.catalog.AsOf;
import org.seedbank.catalog.CatalogException;

/** Told, on the thread that asked, of catalogs among several that could not be asked. */
public interface CatalogListener {

    /** Does nothing. */
    CatalogListener NONE = new CatalogListener() {};

    /** A catalog was passed over; the others were asked. */
    default void failed(CatalogSource catalog, CatalogException why) {}

    /** A catalog could not be reached now; what it held at that moment is what it was asked for. */
    default void stale(CatalogSource catalog, AsOf moment) {}
}
