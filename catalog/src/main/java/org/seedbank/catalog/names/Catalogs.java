package org.seedbank.catalog.names;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.CatalogSettings;
import org.seedbank.catalog.drive.DriveCatalog;
import org.seedbank.catalog.drive.DriveItemId;
import org.seedbank.catalog.drive.DriveLocation;
import org.seedbank.catalog.folder.CatalogFolder;
import org.seedbank.catalog.folder.DirectoryCatalog;
import org.seedbank.catalog.web.SiteCatalogs;
import org.seedbank.integrity.files.DurableFolder;

/**
 * Opens catalogs by name and by place. Opening touches nothing but the user's own folder; what is wrong with the place
 * shows when it is used.
 */
public final class Catalogs {

    private static final String DIR = NamedCatalog.DIR;
    private static final Pattern URI_LIKE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*", Pattern.DOTALL);

    private final CatalogSettings settings;
    private final CatalogRegistry registry;

    /** Catalogs as this machine sees them. */
    public Catalogs(CatalogSettings settings) {
        this.settings = settings;
        this.registry = new CatalogRegistry(settings);
    }

    /** The names that catalogs have on this machine. */
    public CatalogRegistry registry() {
        return registry;
    }

    /**
     * The catalog that a person means: one with this name, before a folder that is called the same, or one at this place.
     *
     * @param name a name of the registry, or what {@link #at} takes
     * @throws CatalogException.BadName when it can only be a name, and nothing has it
     * @throws CatalogException.BadSettings when it can be a name, and the file of names cannot be used
     * @throws CatalogException.Unsupported when this version knows no such catalog
     */
    public Catalog open(String name) {
        Optional<NamedCatalog> named = registry.find(name);
        if (named.isPresent()) {
            return open(named.get());
        }
        if (NamedCatalog.isName(name) && !isFolder(name)) {
            throw registry.unknown(
                    name,
                    "is neither the name of a catalog nor a folder",
                    "name a catalog that was added, the path of a folder that exists, or a new one as 'dir:PATH'");
        }
        return at(name);
    }

    /**
     * A catalog of the registry.
     *
     * @throws CatalogException.Unsupported when this version knows no such catalog
     * @throws CatalogException.Refused when it is the user's own and its folder cannot be made
     */
    public Catalog open(NamedCatalog named) {
        return named.name().equals(NamedCatalog.LOCAL) ? own() : at(named.location());
    }

    /** The catalogs to look for a dataset in when none is named: the default, then the others by name. */
    public CatalogSet all(CatalogListener listener) {
        List<CatalogSource> sources = registry.all().stream().map(this::source).toList();
        return new CatalogSet(sources, Optional.of(registry), this::source, listener);
    }

    /** One catalog by what {@link #open(String)} takes; references can still lead to others by their names. */
    public CatalogSet only(String name, CatalogListener listener) {
        CatalogSource source = registry.find(name)
                .map(this::source)
                .orElseGet(() -> new CatalogSource(Optional.empty(), () -> open(name)));
        return new CatalogSet(List.of(source), Optional.of(registry), this::source, listener);
    }

    private CatalogSource source(NamedCatalog named) {
        return new CatalogSource(Optional.of(named.name()), () -> open(named));
    }

    /**
     * The text by which {@link #at} opens the same catalog whatever the current folder is; two texts for one place are
     * made one as far as that can be seen without asking anybody.
     *
     * @throws CatalogException.Unsupported when this version knows no such catalog
     */
    public String location(String place) {
        Catalog catalog = at(place);
        return DIR.equals(catalog.uri().getScheme())
                ? NamedCatalog.location(Path.of(catalog.uri().getSchemeSpecificPart()))
                : catalog.uri().toString();
    }

    /**
     * The text for a catalog that is in several places, which only one in folders of Google Drive can be.
     *
     * @throws CatalogException.Unsupported when the places cannot be one catalog
     */
    public String location(List<String> places) {
        if (places.size() == 1) {
            return location(places.get(0));
        }
        List<DriveItemId> folders = new ArrayList<>();
        for (String place : places) {
            if (!DriveLocation.isMeant(place)) {
                throw new CatalogException.Unsupported(
                        place, "only folders of Google Drive can be one catalog together");
            }
            folders.addAll(driveLocation(place).folders());
        }
        try {
            return new DriveLocation(folders).toString();
        } catch (IllegalArgumentException e) {
            throw new CatalogException.Unsupported(String.join(" ", places), e.getMessage());
        }
    }

    /**
     * The catalog at a place, whatever names there are.
     *
     * @param name {@code dir:PATH}, or the path of a folder that exists, taken as it stands, perhaps relative to the
     *     current folder, which may hold an export; {@code gdrive:ID}, or a folder's address in Google Drive (see {@link DriveLocation}); or
     *     {@code https://HOST/PATH/}
     * @throws CatalogException.Unsupported when this version knows no such catalog
     */
    public Catalog at(String name) {
        if (name.startsWith(DIR + ":")) {
            return directory(name, name.substring(DIR.length() + 1));
        }
        if (DriveLocation.isMeant(name)) {
            return DriveCatalog.open(driveLocation(name), settings);
        }
        if (SiteCatalogs.isMeant(name)) {
            return SiteCatalogs.open(name, settings);
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
        return at(uri.toString());
    }

    /**
     * The user's own catalog, whose folder is made first where it is missing.
     *
     * @throws CatalogException.Refused when the folder cannot be made
     */
    public Catalog own() {
        return in(writable(settings.local()));
    }

    /**
     * The catalog in a folder, which is made first where it is missing. What was seen of its serials is not remembered.
     *
     * @throws CatalogException.Refused when the folder cannot be made
     */
    public static Catalog in(Path folder) {
        return in(new DirectoryCatalog(folder));
    }

    private static Catalog in(DirectoryCatalog catalog) {
        try {
            DurableFolder.make(catalog.path());
        } catch (IOException e) {
            throw DirectoryCatalog.refused(catalog.uri(), e);
        }
        return catalog;
    }

    private static DriveLocation driveLocation(String name) {
        try {
            return DriveLocation.parse(name);
        } catch (IllegalArgumentException e) {
            throw new CatalogException.Unsupported(name, e.getMessage());
        }
    }

    private DirectoryCatalog writable(Path folder) {
        return new DirectoryCatalog(folder, settings.serialsOf(CatalogFolder.uri(folder)));
    }

    private Catalog directory(Path folder) {
        return SiteCatalogs.isIn(folder)
                ? SiteCatalogs.open(
                        CatalogFolder.uri(folder), folder.toAbsolutePath().normalize(), settings)
                : writable(folder);
    }

    private Catalog directory(String name, String path) {
        if (path.isEmpty()) {
            throw new CatalogException.Unsupported(name, "the path is empty");
        }
        if (path.equals("~") || path.startsWith("~/")) {
            throw new CatalogException.Unsupported(name, "'~' is not replaced here by the home folder");
        }
        try {
            return directory(Path.of(path));
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
