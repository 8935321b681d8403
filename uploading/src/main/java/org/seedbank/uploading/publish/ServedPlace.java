package org.seedbank.uploading.publish;

import org.seedbank.integrity.Sha256;

/** Where a server that serves all that is published here will have a dataset, which nobody knows before it is hashed. */
@FunctionalInterface
public interface ServedPlace {

    /**
     * The URL of the dataset's web seed (BEP 19).
     *
     * @param digest the dataset
     * @param name the name of its folder or file
     * @param singleFile whether it is a file
     */
    String webSeed(Sha256 digest, String name, boolean singleFile);
}
