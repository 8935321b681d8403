package org.seedbank.integrity.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The disk, or other file system, that something lies on. Unix is asked without its list of mounts, which may not have what a
 * root of its own (chroot, a container) lies on.
 */
public final class Disk {

    private Disk() {}

    /**
     * Returns how many bytes this process may still write beside a file or into a folder.
     *
     * @throws IOException when nothing is there, or the disk does not say
     */
    public static long free(Path path) throws IOException {
        return isUnix(path)
                ? there(path).toFile().getUsableSpace()
                : Files.getFileStore(path).getUsableSpace();
    }

    /**
     * Returns how many bytes the disk holds in all, free or not.
     *
     * @throws IOException when nothing is there, or the disk does not say
     */
    public static long size(Path path) throws IOException {
        return isUnix(path)
                ? there(path).toFile().getTotalSpace()
                : Files.getFileStore(path).getTotalSpace();
    }

    private static Path there(Path path) throws NoSuchFileException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        return path;
    }

    /**
     * Tells whether two files or folders are on one disk, so that one can be renamed to the other's side.
     *
     * @throws IOException when one of them is not there to be asked
     */
    public static boolean isSame(Path one, Path other) throws IOException {
        return isUnix(one)
                ? top(one).equals(top(other))
                : Files.getFileStore(one).equals(Files.getFileStore(other));
    }

    /**
     * Returns the topmost folder that is on the disk of a file or folder: where it is mounted. On a system without mounts it is the
     * root.
     *
     * @throws IOException when nothing is there
     */
    public static Path top(Path path) throws IOException {
        Path top = path.toRealPath();
        if (!isUnix(path)) {
            return top.getRoot();
        }
        Object device = device(top);
        while (top.getParent() != null && device.equals(device(top.getParent()))) {
            top = top.getParent();
        }
        return top;
    }

    /**
     * Tells whether nothing is mounted any more at what was the top of a disk: the folder is gone, or is on the disk of the folder
     * above. False where nobody can say.
     */
    public static boolean isLost(Path top) {
        if (top.getParent() == null || !isUnix(top)) {
            return false;
        }
        try {
            return device(top).equals(device(top.getParent()));
        } catch (NoSuchFileException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Object device(Path path) throws IOException {
        return Files.getAttribute(path, "unix:dev");
    }

    private static boolean isUnix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("unix");
    }
}
