package org.seedbank.catalog.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.CatalogSettings;
import org.seedbank.catalog.internal.index.IndexFiles;
import org.seedbank.catalog.internal.index.LocalIndex;
import org.seedbank.catalog.internal.index.Remote;
import org.seedbank.integrity.Sha256;

/** Opens catalogs that were exported: on web servers, and in folders of this machine. */
public final class SiteCatalogs {

    private SiteCatalogs() {}

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
        return open(new HttpSite(address, settings.tries(), clock), settings, clock);
    }

    /** True when a folder holds an export, and no catalog that can be written to. */
    public static boolean isIn(Path folder) {
        return FolderSite.isIn(folder);
    }

    /**
     * The read-only catalog that was exported to a folder. Nothing is read yet.
     *
     * @param address what the catalog in this folder is called
     */
    public static Catalog open(URI address, Path folder, CatalogSettings settings) {
        return open(new FolderSite(address, folder), settings, Clock.systemUTC());
    }

    private static Catalog open(Remote site, CatalogSettings settings, Clock clock) {
        URI address = site.uri();
        IndexFiles files = IndexFiles.of(settings, address, folder(address, settings));
        return new SiteCatalog(address, new LocalIndex(files, site, clock));
    }

    private static Path folder(URI address, CatalogSettings settings) {
        byte[] name = address.toString().getBytes(StandardCharsets.UTF_8);
        return settings.cache().resolve(address.getScheme() + "-" + Sha256.digestOf(name));
    }
}
