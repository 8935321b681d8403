package org.seedbank.catalog;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What catalogs need of this machine.
 *
 * @param local the folder of the user's own catalog
 * @param config the folder with settings, credentials and tokens; made, for its owner alone, when it is first written to
 * @param cache the folder for what can be fetched again
 * @param drive where Google Drive answers: an address with https, or with http on this machine
 * @param driveKey an API key from the environment, which goes before one that is kept in {@code config}
 * @param tries told of every request to a remote catalog and each try of it, in a line for people without secrets, by
 *     any thread
 */
public record CatalogSettings(
        Path local, Path config, Path cache, String drive, Optional<String> driveKey, Consumer<String> tries) {

    /** Where Google Drive answers. */
    public static final String GOOGLE_DRIVE = "https://www.googleapis.com/";

    /** Throws {@link NullPointerException} when a part is null. */
    public CatalogSettings {
        Objects.requireNonNull(local, "local");
        Objects.requireNonNull(config, "config");
        Objects.requireNonNull(cache, "cache");
        Objects.requireNonNull(drive, "drive");
        Objects.requireNonNull(driveKey, "driveKey");
        Objects.requireNonNull(tries, "tries");
    }

    /** Settings below one folder, for Google's own Drive without a key. */
    public static CatalogSettings below(Path home) {
        return new CatalogSettings(
                home.resolve("data/catalog"),
                home.resolve("config"),
                home.resolve("cache"),
                GOOGLE_DRIVE,
                Optional.empty(),
                line -> {});
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "CatalogSettings[local=%s, config=%s, cache=%s, drive=%s]".formatted(local, config, cache, drive);
    }
}
