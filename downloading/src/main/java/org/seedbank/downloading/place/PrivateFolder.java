package org.seedbank.downloading.place;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.seedbank.integrity.files.Permissions;

/** Folders that nobody but their owner can look into, where the system knows such permissions. */
public final class PrivateFolder {

    private PrivateFolder() {}

    /** Makes one; nothing may be there. */
    public static void create(Path folder) throws IOException {
        Files.createDirectory(folder, Permissions.ownersFolder(folder));
    }
}
