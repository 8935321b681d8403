package org.seedbank.node.internal.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.seedbank.integrity.files.Disk;

/** Where file systems are mounted, so that a folder whose disk is missing is not taken for an empty one. */
public final class MountPoint {

    private MountPoint() {}

    /**
     * The topmost folder of the file system that a path is, or would be, on. Device numbers change from one start of the
     * system to the next, this does not.
     */
    public static Path of(Path path) {
        Path existing = path.toAbsolutePath().normalize();
        while (existing.getParent() != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        try {
            return Disk.top(existing);
        } catch (IOException e) {
            // Without an answer only what lies in the folder can tell.
            return existing.getRoot();
        }
    }

    /**
     * Tells whether the file system that was mounted at {@code before} is not, so that its parent's is seen instead.
     */
    public static boolean isMissing(Path before, Path now) {
        return !before.equals(now) && before.startsWith(now);
    }
}
