package org.seedbank.catalog.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.CatalogSettings;
import org.seedbank.catalog.internal.index.IndexFiles;
import org.seedbank.catalog.internal.index.LocalIndex;
import org.seedbank.integrity.Sha256;

/** Opens catalogs on web servers. */
public final class HttpCatalogs {

    private HttpCatalogs() {}

    /** Tells whether a name begins as that of a catalog on a web server does. */
    public static boolean isMeant(String name) {
        return name.regionMatches(true, 0, "https:", 0, 6) || name.regionMatches(true, 0, "http:", 0, 5);
    }

    /**
     * The read-only catalog at a web address. Nothing is asked yet.
     *
     * @param name {@code https://HOST/PATH/}, or {@code http:}; the final slash may be missing, and the address may be
     *     that of a file of an export
     * @throws org.seedbank.catalog.CatalogException.Unsupported when it is no such address
     */
    public static Catalog open(String name, CatalogSettings settings) {
        URI address = HttpAddress.parse(name);
        Clock clock = Clock.systemUTC();
        HttpSite site = new HttpSite(address, settings.tries(), clock);
        IndexFiles files = IndexFiles.of(settings, address, folder(address, settings));
        return new HttpCatalog(address, new LocalIndex(files, site, clock));
    }

    private static Path folder(URI address, CatalogSettings settings) {
        byte[] name = address.toString().getBytes(StandardCharsets.US_ASCII);
        return settings.cache().resolve(address.getScheme() + "-" + Sha256.digestOf(name));
    }
}
