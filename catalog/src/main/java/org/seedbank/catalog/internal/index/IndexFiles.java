package org.seedbank.catalog.internal.index;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.seedbank.catalog.CatalogSettings;
import org.seedbank.catalog.serials.SerialMemory;
import org.seedbank.catalog.serials.Sighting;
import org.seedbank.database.DatabaseSettings;
import org.seedbank.database.Durability;
import org.seedbank.database.Schema;

/**
 * Where a catalog's index is on this machine.
 *
 * @param database the file of all remote catalogs; not in the cache, as it remembers their serials
 * @param natives where the database's native library is unpacked
 * @param folder this catalog's own folder in the cache, with its torrents and the lock of those who refresh
 * @param serials where earlier versions remembered the catalog's serials
 */
public record IndexFiles(Path database, Path natives, Path folder, Optional<Path> serials) {

    private static final Schema SCHEMA = new Schema(IndexFiles.class, "catalogs", 1);

    /** Longer than anybody changes the database for. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Holds what earlier versions kept in the folder. */
    private static final List<String> EARLIER = List.of("snapshot", "snapshot-latest");

    /** The files of a catalog whose folder in the cache is this. */
    public static IndexFiles of(CatalogSettings settings, URI catalog, Path folder) {
        return new IndexFiles(
                settings.state().resolve("catalogs.db"),
                settings.cache().resolveSibling("native"),
                folder,
                Optional.of(settings.serialsFile(catalog)));
    }

    /** All in one folder. */
    static IndexFiles in(Path folder) {
        return new IndexFiles(folder.resolve("catalogs.db"), folder.resolve("native"), folder, Optional.empty());
    }

    /** Anything that a power cut takes of it can be asked for again. */
    DatabaseSettings settings() {
        return new DatabaseSettings(database, SCHEMA, Durability.LATEST_MAY_BE_LOST, PATIENCE, natives);
    }

    /** Returns what earlier versions remembered of the catalog's serials. */
    Collection<Sighting> earlierSightings() {
        return serials.map(file -> SerialMemory.in(file).sightings()).orElse(List.of());
    }

    /** Deletes what earlier versions kept, once it has been taken over. What cannot be deleted does no harm. */
    void deleteEarlier() {
        EARLIER.forEach(name -> delete(folder.resolve(name)));
        serials.ifPresent(IndexFiles::delete);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            file.toFile().deleteOnExit();
        }
    }
}
