package org.seedbank.database;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * A database file and how it is used.
 *
 * @param file where it is or will be; its folder is made where it is missing
 * @param schema its tables
 * @param durability what a power cut may take
 * @param patience how long to wait for another thread or process that writes, more than nothing
 * @param nativeCache where the unpacked native library is kept; may be shared by any number of processes
 */
public record DatabaseSettings(Path file, Schema schema, Durability durability, Duration patience, Path nativeCache) {

    /** Throws {@link IllegalArgumentException} where there is no patience. */
    public DatabaseSettings {
        file = file.toAbsolutePath();
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(durability, "durability");
        Objects.requireNonNull(nativeCache, "nativeCache");
        if (patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("a database needs patience, not " + patience);
        }
    }

    /** These settings for another file. */
    public DatabaseSettings at(Path other) {
        return new DatabaseSettings(other, schema, durability, patience, nativeCache);
    }
}
