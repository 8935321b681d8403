package org.seedbank.catalog.internal.site;

import org.seedbank.integrity.Sha256;

/** Names of the files of an export. */
public final class SiteFiles {

    /** All entries in the order of their serials. */
    public static final String INDEX = "catalog.json";

    /** The page for people. */
    public static final String PAGE = "index.html";

    /** What is new, for programs that look for that. */
    public static final String FEED = "feed.atom";

    /** The addresses of all pages, for programs that search the web. */
    public static final String MAP = "sitemap.xml";

    private static final String MANIFEST = ".manifest-sha256.txt";

    /** The name of the format, as {@link #INDEX} states it. */
    static final String FORMAT = "seedbank-catalog";

    /** Version of the format that is written, and the latest that is read. */
    static final int SCHEMA = 1;

    private SiteFiles() {}

    /** The torrent of a dataset. */
    public static String torrent(Sha256 digest) {
        return digest.hex() + ".torrent";
    }

    /** The page of a dataset, for people. */
    public static String page(Sha256 digest) {
        return digest.hex() + ".html";
    }

    /** The manifest of a dataset, for {@code sha256sum -c}. */
    public static String manifest(Sha256 digest) {
        return digest.hex() + MANIFEST;
    }
}
