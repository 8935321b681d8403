package org.seedbank.catalog;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.seedbank.catalog.http.HttpCatalogs;

/** Opens catalogs by name. Opening touches nothing; what is wrong with the place shows when it is used. */
public final class Catalogs {

    private static final String DIR = "dir";
    private static final Pattern URI_LIKE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*", Pattern.DOTALL);

    private final CatalogSettings settings;

    /** Catalogs as this machine sees them. */
    public Catalogs(CatalogSettings settings) {
        this.settings = settings;
    }

    /**
     * The catalog that a person names.
     *
     * @param name {@code dir:PATH}, the path of a folder that exists, or {@code https://HOST/PATH/}. A path is taken as it
     *     stands, nothing in it is decoded or expanded; it may be relative to the current folder
     * @throws CatalogException.Unsupported when this version knows no such catalog
     */
    public Catalog open(String name) {
        if (name.startsWith(DIR + ":")) {
            return directory(name, name.substring(DIR.length() + 1));
        }
        if (HttpCatalogs.isMeant(name)) {
            return HttpCatalogs.open(name, settings);
        }
        if (isFolder(name)) {
            return directory(name, name);
        }
        if (URI_LIKE.matcher(name).matches()) {
            throw new CatalogException.Unsupported(
                    name, "this version knows no '%s:' catalogs".formatted(name.substring(0, name.indexOf(':'))));
        }
        throw new CatalogException.Unsupported(name, "there is no such folder");
    }

    /**
     * The catalog at a {@link Catalog#uri()}, where percent signs stand for encoded characters.
     *
     * @throws CatalogException.Unsupported when this version knows no such catalog
     */
    public Catalog open(URI uri) {
        if (DIR.equals(uri.getScheme())) {
            return directory(uri.toString(), uri.getSchemeSpecificPart());
        }
        return open(uri.toString());
    }

    /**
     * The user's own catalog, whose folder is made first where it is missing.
     *
     * @throws CatalogException.Refused when the folder cannot be made
     */
    public Catalog own() {
        return in(settings.local());
    }

    /**
     * The catalog in a folder, which is made first where it is missing.
     *
     * @throws CatalogException.Refused when the folder cannot be made
     */
    public static Catalog in(Path folder) {
        DirectoryCatalog catalog = new DirectoryCatalog(folder);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw DirectoryCatalog.refused(catalog.uri(), e);
        }
        return catalog;
    }

    private static Catalog directory(String name, String path) {
        if (path.isEmpty()) {
            throw new CatalogException.Unsupported(name, "the path is empty");
        }
        if (path.equals("~") || path.startsWith("~/")) {
            throw new CatalogException.Unsupported(name, "'~' is not replaced here by the home folder");
        }
        try {
            return new DirectoryCatalog(Path.of(path));
        } catch (InvalidPathException e) {
            throw new CatalogException.Unsupported(name, "this system cannot have such a path");
        }
    }

    private static boolean isFolder(String path) {
        try {
            return !path.isEmpty() && Files.isDirectory(Path.of(path));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
