package org.seedbank.node.internal.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

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
            Path top = existing.toRealPath();
            Object device = Files.getAttribute(top, "unix:dev");
            while (top.getParent() != null && device.equals(Files.getAttribute(top.getParent(), "unix:dev"))) {
                top = top.getParent();
            }
            return top;
        } catch (IOException | UnsupportedOperationException e) {
            // Without an answer, or on a system without mounts, only what lies in the folder can tell.
            return existing.getRoot();
        }
    }

    /**
     * Tells whether nothing is mounted there any more: the folder is gone, or is on the file system of its parent.
     * False where nobody can say.
     */
    public static boolean isLost(Path mount) {
        if (mount.getParent() == null) {
            return false;
        }
        try {
            Object device = Files.getAttribute(mount, "unix:dev");
            return device.equals(Files.getAttribute(mount.getParent(), "unix:dev"));
        } catch (NoSuchFileException e) {
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /**
     * Tells whether the file system that was mounted at {@code before} is not, so that its parent's is seen instead.
     */
    public static boolean isMissing(Path before, Path now) {
        return !before.equals(now) && before.startsWith(now);
    }
}
