package org.seedbank.catalog.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.internal.site.SiteFiles;

/** Reads the address of a catalog as people copy it from a browser. */
final class HttpAddress {

    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final int MAX_PORT = 65_535;

    private HttpAddress() {}

    /** The address of the catalog's folder, ending in a slash. */
    static URI parse(String name) {
        // What may be a password must not reach an error message.
        String shown = name.replaceFirst("//[^/?#]*@", "//…@");
        try {
            URI uri = new URI(name).parseServerAuthority().normalize();
            check(uri, shown);
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            String start = uri.getScheme() + "://" + uri.getHost() + port;
            return new URI(start.toLowerCase(Locale.ROOT)
                    + URI.create(folder(uri.getRawPath())).toASCIIString());
        } catch (URISyntaxException e) {
            throw new CatalogException.Unsupported(shown, "this is not a web address");
        }
    }

    private static void check(URI uri, String shown) {
        if (uri.getScheme() == null || !SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))) {
            throw new CatalogException.Unsupported(shown, "this is not a web address");
        }
        if (uri.getHost() == null) {
            throw new CatalogException.Unsupported(shown, "it names no host");
        }
        if (uri.getRawUserInfo() != null) {
            throw new CatalogException.Unsupported(shown, "a user or password cannot be part of it");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new CatalogException.Unsupported(shown, "it cannot have '?' or '#'");
        }
        if (uri.getPort() == 0 || uri.getPort() > MAX_PORT) {
            throw new CatalogException.Unsupported(shown, "there is no such port");
        }
    }

    private static String folder(String path) {
        String lastName = path.substring(path.lastIndexOf('/') + 1);
        if (lastName.equals(SiteFiles.INDEX) || lastName.equals(SiteFiles.PAGE)) {
            return path.substring(0, path.length() - lastName.length());
        }
        return lastName.isEmpty() && !path.isEmpty() ? path : path + "/";
    }
}
