package org.seedbank.catalog.names;

import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.ForeignTorrent;
import org.seedbank.catalog.Listed;

/** The dataset or torrent that a reference leads to in one of several catalogs. */
public sealed interface Found {

    /** The catalog that has it. */
    CatalogSource source();

    /**
     * The torrent as it is stored; see {@link Catalog#torrent}. Nothing about it has been checked.
     *
     * @return a fresh array of at most {@link Catalog#MAX_TORRENT_BYTES}
     */
    byte[] torrent() throws InterruptedException;

    /** A dataset with its entry, which may be withdrawn. */
    record Dataset(CatalogSource source, Listed listed) implements Found {

        @Override
        public byte[] torrent() throws InterruptedException {
            return source.catalog().torrent(listed.entry().digest());
        }
    }

    /** A torrent that nobody has made an entry of. */
    record Foreign(CatalogSource source, ForeignTorrent foreign) implements Found {

        @Override
        public byte[] torrent() throws InterruptedException {
            return source.catalog().torrent(foreign);
        }
    }
}
