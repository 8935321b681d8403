package org.seedbank.catalog.internal.index;

import java.net.URI;
import java.util.Optional;
import org.seedbank.catalog.internal.calls.Patience;

/** A remote catalog as the index reads it. Keeps nothing between calls. */
public interface Remote {

    /** Where it is. */
    URI uri();

    /**
     * Returns what it holds now, or what is different from what it held before.
     *
     * @param known what it held before; without it all is read anew
     * @param found takes what it holds, or what is different
     * @throws org.seedbank.catalog.CatalogException when it cannot be read
     */
    Refreshed refresh(Optional<Snapshot> known, GatheredItems found, Patience patience) throws InterruptedException;

    /**
     * The torrent of a thing in it, at most {@link org.seedbank.catalog.Catalog#MAX_TORRENT_BYTES}.
     *
     * @throws org.seedbank.catalog.CatalogException when it cannot be read
     */
    byte[] torrent(Item item) throws InterruptedException;
}
