package org.seedbank.catalog;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.commons.codec.digest.DigestUtils;
import org.seedbank.catalog.serials.SerialMemory;

/**
 * Settings of catalogs on this machine.
 *
 * @param local the folder of the user's own catalog
 * @param config the folder with settings, credentials and tokens; made, for its owner alone, when it is first written to
 * @param cache the folder for what can be fetched again
 * @param state the folder for what was seen and cannot be asked for again: the serials of catalogs
 * @param drive where Google Drive answers: an address with https, or with http on this machine
 * @param driveKey an API key from the environment, which goes before one that is kept in {@code config}
 * @param tries told of every request to a remote catalog and each try of it, in a line for people without secrets, by
 *     any thread
 */
public record CatalogSettings(
        Path local,
        Path config,
        Path cache,
        Path state,
        String drive,
        Optional<String> driveKey,
        Consumer<String> tries) {

    /** Stands in what {@code tries} is told when a try has failed and another one follows. */
    public static final String AGAIN = "; again in ";

    /** Enough of a digest that no two catalogs share a file. */
    private static final int NAME_DIGITS = 32;

    /** Where Google Drive answers. */
    public static final String GOOGLE_DRIVE = "https://www.googleapis.com/";

    /** Throws {@link NullPointerException} when a part is null. */
    public CatalogSettings {
        Objects.requireNonNull(local, "local");
        Objects.requireNonNull(config, "config");
        Objects.requireNonNull(cache, "cache");
        Objects.requireNonNull(state, "state");
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
                home.resolve("state"),
                GOOGLE_DRIVE,
                Optional.empty(),
                line -> {});
    }

    /** The serials that this machine has seen in a catalog. */
    public SerialMemory serialsOf(URI catalog) {
        return SerialMemory.in(serialsFile(catalog));
    }

    /** Where that is remembered of a catalog in a folder, and was of remote ones. */
    public Path serialsFile(URI catalog) {
        String name = DigestUtils.sha256Hex(catalog.toString()).substring(0, NAME_DIGITS);
        return state.resolve("serials").resolve(name);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "CatalogSettings[local=%s, config=%s, cache=%s, drive=%s]".formatted(local, config, cache, drive);
    }
}
