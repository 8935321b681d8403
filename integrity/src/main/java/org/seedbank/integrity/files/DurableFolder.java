package org.seedbank.integrity.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Makes folders so that a power cut cannot take them: each one that was missing is on the disk when this returns, and so
 * is its name in the folder above it. A file that was forced to the disk in a folder that was not may be gone with it.
 */
public final class DurableFolder {

    private DurableFolder() {}

    /** Has the system put a folder's own content, the names in it, on the disk. */
    @FunctionalInterface
    interface Disk {
        void force(Path folder) throws IOException;
    }

    /** Makes a folder and those above it, where they are missing. Links to folders are followed. */
    public static void make(Path folder) throws IOException {
        make(folder, DurableFolder::force);
    }

    /** Makes them with the rights 0700 where there are rights, also before anything is in them. */
    public static void makeForOwner(Path folder) throws IOException {
        make(folder, DurableFolder::force, Permissions.ownersFolder(folder));
    }

    /** Makes one for its owner that is deleted soon, and need not outlast a power cut. */
    static void makePassing(Path folder) throws IOException {
        Files.createDirectory(folder, Permissions.ownersFolder(folder));
    }

    static void make(Path folder, Disk disk, FileAttribute<?>... attributes) throws IOException {
        Deque<Path> missing = new ArrayDeque<>();
        Path each = folder.toAbsolutePath();
        while (each != null && !Files.isDirectory(each)) {
            missing.push(each);
            each = each.getParent();
        }
        for (Path next : missing) {
            makeOne(next, attributes);
            disk.force(next);
            disk.force(next.getParent());
        }
    }

    /** Another process may have made it meanwhile, and may not have forced it yet. */
    private static void makeOne(Path folder, FileAttribute<?>... attributes) throws IOException {
        try {
            Files.createDirectory(folder, attributes);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }

    /**
     * Has the system put the names in a folder on the disk, after a file or folder was made, renamed or deleted there. Only
     * POSIX systems let a folder be opened for that; one that may be written to but not read is left to the system.
     */
    public static void force(Path folder) throws IOException {
        if (Permissions.areKnown(folder) && Files.isReadable(folder)) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Does so as far as the system can: of what is whole before and after, a power cut may bring back the old state. */
    public static void forceIfPossible(Path folder) {
        try {
            force(folder);
        } catch (IOException e) {
            return; // Some file systems do not open folders, and what was done is done.
        }
    }
}
