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

    private static boolean named;

    private SqliteLibrary() {}

    /**
     * Tells the driver of the library, before a class of it is used. On a system that is not known here, and where the
     * cache cannot be written, the driver finds it by itself.
     */
    static synchronized void name(Path cache) {
        if (named || System.getProperty(FOLDER_PROPERTY) != null) {
            return;
        }
        try {
            unpacked(cache).ifPresent(library -> {
                System.setProperty(LEFTOVERS_PROPERTY, library.getParent().toString());
                System.setProperty(FOLDER_PROPERTY, library.getParent().toString());
                System.setProperty(NAME_PROPERTY, library.getFileName().toString());
            });
        } catch (IOException e) {
            // A home that is only read has no room for it; the driver then makes a temporary one.
            System.clearProperty(FOLDER_PROPERTY);
        }
        named = true;
    }

    private static Optional<Path> unpacked(Path cache) throws IOException {
        Optional<String> resource = resourceName(System.getProperty("os.name"), System.getProperty("os.arch"));
        return resource.isEmpty()
                ? Optional.empty()
                : UnpackedFile.ofResource(SqliteLibrary.class, resource.get(), cache);
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
