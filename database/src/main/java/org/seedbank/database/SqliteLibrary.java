package org.seedbank.database;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.seedbank.integrity.files.UnpackedFile;

/**
 * SQLite's native library: unpacked once per version. The driver would otherwise look at the whole system and unpack
 * it anew in each process, for a fifth of a second.
 */
final class SqliteLibrary {

    private static final String FOLDER_PROPERTY = "org.sqlite.lib.path";
    private static final String NAME_PROPERTY = "org.sqlite.lib.name";

    /** The driver unpacks here when it has to, and looks here for what it left before. */
    private static final String LEFTOVERS_PROPERTY = "org.sqlite.tmpdir";

    private static boolean loaded;

    private SqliteLibrary() {}

    /**
     * Loads the library, and tells the driver of it, before a class of the driver is used. On a system that is not known
     * here the driver finds it by itself.
     *
     * @throws UnpackedFile.NotExecutable when it lies where nothing is executed
     * @throws IOException when there is no room for it
     */
    static synchronized void load(Path cache) throws IOException {
        if (loaded || System.getProperty(FOLDER_PROPERTY) != null) {
            return;
        }
        Optional<String> resource = resourceName(System.getProperty("os.name"), System.getProperty("os.arch"));
        Optional<Path> library =
                resource.isEmpty() ? Optional.empty() : UnpackedFile.load(SqliteLibrary.class, resource.get(), cache);
        library.ifPresent(file -> {
            System.setProperty(LEFTOVERS_PROPERTY, file.getParent().toString());
            System.setProperty(FOLDER_PROPERTY, file.getParent().toString());
            System.setProperty(NAME_PROPERTY, file.getFileName().toString());
        });
        loaded = true;
    }

    /** Where the driver's jar keeps the library for a system, as Java names systems. */
    static Optional<String> resourceName(String os, String arch) {
        String system = os.toLowerCase(Locale.ROOT);
        String file = system.startsWith("linux")
                ? "Linux/%s/libsqlitejdbc.so"
                : system.startsWith("mac")
                        ? "Mac/%s/libsqlitejdbc.dylib"
                        : system.startsWith("windows") ? "Windows/%s/sqlitejdbc.dll" : null;
        String processor =
                switch (arch) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64", "arm64" -> "aarch64";
                    default -> null;
                };
        return file == null || processor == null
                ? Optional.empty()
                : Optional.of("org/sqlite/native/" + file.formatted(processor));
    }
}
