package org.seedbank.catalog.export;

import java.io.IOException;
import java.net.URI;
import org.seedbank.catalog.Listed;
import org.seedbank.catalog.internal.site.SiteFiles;

/** The addresses of all pages, for programs that search the web (sitemaps.org, version 0.9). */
final class SiteMap {

    /** The format allows no more in one file; the pages link to each other all the same. */
    private static final int MOST = 50_000;

    private SiteMap() {}

    /** Writes the map of an export that will be at {@code base}. */
    static void write(Site site, URI base, Appendable out) throws IOException {
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
                .append("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n")
                .append("<url><loc>")
                .append(XmlText.of(base.toString()))
                .append("</loc></url>\n");
        int from = Math.max(0, site.entries().size() - (MOST - 1));
        for (Listed each : site.entries().subList(from, site.entries().size())) {
            String page = base.resolve(SiteFiles.page(each.entry().digest())).toString();
            out.append("<url><loc>").append(XmlText.of(page)).append("</loc></url>\n");
        }
        out.append("</urlset>\n");
    }
}
