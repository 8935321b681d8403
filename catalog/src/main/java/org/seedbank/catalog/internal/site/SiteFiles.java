package org.seedbank.catalog.internal.site;

import org.seedbank.integrity.Sha256;

/** Names of the files of an export. */
public final class SiteFiles {

    /** All entries in the order of their serials. */
    public static final String INDEX = "catalog.json";

    /** The page for people. */
    public static final String PAGE = "index.html";

    /** The name of the format, as {@link #INDEX} states it. */
    static final String FORMAT = "seedbank-catalog";

    /** Version of the format that is written, and the latest that is read. */
    static final int SCHEMA = 1;

    private SiteFiles() {}

    /** The torrent of a dataset. */
    public static String torrent(Sha256 digest) {
        return digest.hex() + ".torrent";
    }
}
