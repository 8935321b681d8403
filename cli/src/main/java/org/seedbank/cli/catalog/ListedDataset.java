package org.seedbank.cli.catalog;

import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.names.CatalogSet;
import org.seedbank.catalog.names.Found;

/** Finds the entry that a command is to change. */
final class ListedDataset {

    private ListedDataset() {}

    /** The dataset that is meant; a torrent without an entry is none. */
    static Found.Dataset find(CatalogSet set, String reference) throws InterruptedException {
        Found found = set.find(reference);
        if (found instanceof Found.Dataset dataset) {
            return dataset;
        }
        throw new CatalogException.UnknownDataset(found.source().catalog().uri(), reference);
    }
}
