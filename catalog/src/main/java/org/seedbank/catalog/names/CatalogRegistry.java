package org.seedbank.catalog.names;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.CatalogSettings;
import org.seedbank.integrity.NearMiss;

/**
 * The names that a person has given to catalogs, kept in {@code catalogs.json} in the folder of settings. The user's own
 * catalog is always among them, as {@value NamedCatalog#LOCAL}, and is the default until another one is. Every call reads the file
 * anew, so several processes may change it; safe for use by several threads.
 *
 * <p>Any call may throw {@link CatalogException.BadSettings} when the file cannot be used. Such a file stays as it is.
 */
public final class CatalogRegistry {

    /** With {@link #MAX_LOCATION}, this keeps the file below what is read of it. */
    private static final int MOST = 200;

    /** As long as a path can be on Linux. */
    private static final int MAX_LOCATION = 4096;

    private final RegistryFile file;
    private final String local;

    CatalogRegistry(CatalogSettings settings) {
        file = new RegistryFile(settings.config());
        local = NamedCatalog.location(settings.local());
    }

    /** Every catalog: the default first, then by name. */
    public List<NamedCatalog> all() {
        RegistryFile.Content content = file.read();
        Stream<NamedCatalog> all = places(content).entrySet().stream().map(each -> named(each, content));
        // Stable, so all others stay in the order of their names.
        return all.sorted((a, b) -> Boolean.compare(b.isDefault(), a.isDefault()))
                .toList();
    }

    /** The catalog that is meant where none is named. */
    public NamedCatalog byDefault() {
        return all().get(0);
    }

    /** The catalog with this name; empty when there is none, or when it cannot be a name. */
    public Optional<NamedCatalog> find(String name) {
        return NamedCatalog.isName(name)
                ? all().stream().filter(each -> each.name().equals(name)).findFirst()
                : Optional.empty();
    }

    /**
     * The catalog with this name.
     *
     * @throws CatalogException.BadName when there is none
     */
    public NamedCatalog require(String name) {
        return find(name).orElseThrow(() -> unknown(name, "is not the name of a catalog"));
    }

    /** The refusal of a name that nothing has, with what may be meant in its place. */
    CatalogException.BadName unknown(String name, String reason) {
        List<String> names = all().stream().map(NamedCatalog::name).toList();
        return unknown(name, reason, "the catalogs are '%s'".formatted(String.join("', '", names)));
    }

    /** The refusal with another remedy where nothing is near. */
    CatalogException.BadName unknown(String name, String reason, String remedy) {
        List<String> names = all().stream().map(NamedCatalog::name).toList();
        Optional<String> near = NearMiss.of(name, names).map("did you mean '%s'?"::formatted);
        return new CatalogException.BadName(name, reason, near.orElse(remedy));
    }

    /**
     * Tells whether {@link #add} would be refused, before a remote catalog is asked for the first time.
     *
     * @throws CatalogException.BadName as {@link #add} does
     */
    public void requireFree(String name, String location) {
        requireFree(file.read(), name, location);
    }

    /**
     * Gives a name to a catalog. The catalog is not opened.
     *
     * @param location as {@link Catalogs#location(String)} writes it, at most 4,096 characters
     * @throws CatalogException.BadName when the name cannot be one or is taken, or when the catalog has another already
     */
    public NamedCatalog add(String name, String location) throws InterruptedException {
        requireFree(name, location);
        return change(name, content -> {
            requireFree(content, name, location);
            SortedMap<String, String> locations = new TreeMap<>(content.locations());
            locations.put(name, location);
            return content.with(locations, content.byDefault());
        });
    }

    /**
     * Forgets a name; nothing in the catalog changes. When it was the default, {@value NamedCatalog#LOCAL} is again.
     *
     * @return the catalog as it was named
     * @throws CatalogException.BadName when nothing has this name, or when it is {@value NamedCatalog#LOCAL}
     */
    public NamedCatalog remove(String name) throws InterruptedException {
        if (name.equals(NamedCatalog.LOCAL)) {
            throw new CatalogException.BadName(name, "is your own catalog, which is always there", "name another one");
        }
        NamedCatalog before = require(name);
        file.change(content -> {
            SortedMap<String, String> locations = new TreeMap<>(content.locations());
            locations.remove(name);
            return content.with(locations, content.byDefault().equals(name) ? NamedCatalog.LOCAL : content.byDefault());
        });
        return before;
    }

    /**
     * Makes a catalog the default.
     *
     * @throws CatalogException.BadName when nothing has this name
     */
    public NamedCatalog use(String name) throws InterruptedException {
        require(name);
        return change(name, content -> {
            // Somebody may have removed it meanwhile.
            boolean there = places(content).containsKey(name);
            return content.with(content.locations(), there ? name : content.byDefault());
        });
    }

    /** The file that the names are kept in, which need not be there. */
    public Path file() {
        return file.path();
    }

    private NamedCatalog change(String name, RegistryFile.Change change) throws InterruptedException {
        file.change(change);
        return require(name);
    }

    private void requireFree(RegistryFile.Content content, String name, String location) {
        if (!NamedCatalog.isName(name)) {
            throw new CatalogException.BadName(
                    name,
                    "cannot be the name of a catalog",
                    "use at most 40 letters, digits and hyphens, lower case, the first of them a letter");
        }
        SortedMap<String, String> places = places(content);
        if (places.containsKey(name)) {
            throw new CatalogException.BadName(
                    name, "is the name of '%s' already".formatted(places.get(name)), "choose another name");
        }
        for (Map.Entry<String, String> each : places.entrySet()) {
            if (each.getValue().equals(location)) {
                throw new CatalogException.BadName(
                        location,
                        "has the name '%s' already".formatted(each.getKey()),
                        "use that name, or remove it before you give another");
            }
        }
        if (places.size() >= MOST || location.length() > MAX_LOCATION) {
            throw new CatalogException.BadName(
                    name,
                    "cannot be added: at most %d catalogs, at places of at most %d characters, have names"
                            .formatted(MOST, MAX_LOCATION),
                    "remove one that is not needed any more");
        }
    }

    private SortedMap<String, String> places(RegistryFile.Content content) {
        SortedMap<String, String> places = new TreeMap<>(content.locations());
        places.put(NamedCatalog.LOCAL, local);
        return places;
    }

    private static NamedCatalog named(Map.Entry<String, String> place, RegistryFile.Content content) {
        return new NamedCatalog(place.getKey(), place.getValue(), place.getKey().equals(content.byDefault()));
    }
}
