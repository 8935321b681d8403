package org.seedbank.integrity.repair;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFile;

/**
 * Where a file of a copy that is repaired lies, or should lie. No link below the copy's root is followed, as it could
 * lead what is written out of the copy.
 *
 * @param root the copy's folder, or its one file
 * @param path the file
 */
record FilePlace(Path root, Path path) {

    /** Throws {@link IllegalArgumentException} when this system cannot hold the file's name. */
    static FilePlace of(Metainfo torrent, Path root, TorrentFile file) {
        return new FilePlace(root, torrent.isSingleFile() ? root : file.path().under(root));
    }

    Path folder() {
        return path.getParent();
    }

    /** Returns what stands there, or nothing. */
    Optional<BasicFileAttributes> attributes() throws IOException {
        return attributes(path);
    }

    private static Optional<BasicFileAttributes> attributes(Path path) throws IOException {
        try {
            return Optional.of(Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Why no file can be put there, or why the one that is there cannot be mended; empty when nothing is in the way. */
    Optional<String> obstacle() {
        try {
            if (!path.equals(root) && Files.isSymbolicLink(root)) {
                return Optional.of("'%s' above it is a symbolic link".formatted(root));
            }
            for (Path above : foldersAbove()) {
                Optional<BasicFileAttributes> found = attributes(above);
                if (found.isEmpty()) {
                    return Optional.empty();
                }
                if (!found.get().isDirectory()) {
                    return Optional.of("'%s' above it is %s".formatted(root.relativize(above), kind(found.get())));
                }
            }
            Optional<BasicFileAttributes> found = attributes();
            if (found.isEmpty()) {
                return Optional.empty();
            }
            return found.get().isRegularFile() ? unreadable() : Optional.of("it is " + kind(found.get()));
        } catch (IOException e) {
            return Optional.of(IoReason.of(e));
        }
    }

    private static String kind(BasicFileAttributes found) {
        if (found.isSymbolicLink()) {
            return "a symbolic link";
        }
        if (found.isDirectory()) {
            return "a folder";
        }
        return found.isRegularFile() ? "a file" : "a pipe, socket or device";
    }

    private Optional<String> unreadable() {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            return channel.isOpen() ? Optional.empty() : Optional.of("it cannot be opened");
        } catch (IOException e) {
            return Optional.of(IoReason.of(e));
        }
    }

    /** Makes the folders between the root and the file that are missing, for good. */
    void makeFolders() throws IOException {
        for (Path above : foldersAbove()) {
            if (attributes(above).isEmpty()) {
                makeFolder(above);
            }
        }
    }

    private static void makeFolder(Path folder) throws IOException {
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            return; // Somebody else was faster; what it is shows when it is used.
        }
        force(folder.getParent());
    }

    /**
     * Makes what was created or renamed in a folder outlast a power cut. Where the system cannot, a power cut may bring
     * the old state back, which is whole too.
     */
    static void force(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Some systems do not open folders, or cannot flush them; what was done is done.
        }
    }

    /** From the one below the root down to the file's own; none for a file that lies in the root or is it. */
    private Deque<Path> foldersAbove() {
        Deque<Path> folders = new ArrayDeque<>();
        for (Path above = folder(); above.startsWith(root) && !above.equals(root); above = above.getParent()) {
            folders.addFirst(above);
        }
        return folders;
    }
}
