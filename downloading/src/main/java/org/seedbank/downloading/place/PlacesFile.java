package org.seedbank.downloading.place;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * The file with the locks of all places in one folder. Whoever may write to the folder may lock it. It is empty, and is
 * deleted by whoever closes it last; it then gets a byte, so that those who have it open know.
 */
final class PlacesFile {

    static final String NAME = ".seedbank-places.lock";

    private static final Set<OpenOption> LOCKING =
            Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    /** Who may write to a folder, and what they need to lock the file in it. */
    private static final Map<PosixFilePermission, PosixFilePermission> READS = Map.of(
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_READ);

    private final Path path;
    private final FileChannel channel;

    private PlacesFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Opens the file of a folder, and makes it where it is missing. */
    static PlacesFile open(Path folder) throws IOException {
        Path path = folder.resolve(NAME);
        try {
            return new PlacesFile(path, openThere(path));
        } catch (NoSuchFileException e) {
            return new PlacesFile(path, make(path));
        }
    }

    private static FileChannel openThere(Path path) throws IOException {
        BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!found.isRegularFile()) {
            throw new FileSystemException(path.toString(), null, "it is " + FileAt.kind(found));
        }
        return FileChannel.open(path, LOCKING);
    }

    private static FileChannel make(Path path) throws IOException {
        Set<OpenOption> making =
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                return FileChannel.open(path, making);
            }
            FileChannel made = FileChannel.open(
                    path, making, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            share(path);
            return made;
        } catch (FileAlreadyExistsException e) {
            return openThere(path); // Somebody was faster.
        }
    }

    /** Gives the file to those who may write to its folder, as far as this process may; a link is not followed. */
    private static void share(Path path) throws IOException {
        Path folder = path.getParent();
        PosixFileAttributes owners = Files.readAttributes(folder, PosixFileAttributes.class);
        Set<PosixFilePermission> rights = EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        READS.forEach((write, read) -> {
            if (owners.permissions().contains(write)) {
                rights.add(write);
                rights.add(read);
            }
        });
        try (DirectoryStream<Path> open = Files.newDirectoryStream(folder)) {
            if (open instanceof SecureDirectoryStream<Path> secure) {
                PosixFileAttributeView view = secure.getFileAttributeView(
                        path.getFileName(), PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
                view.setPermissions(rights);
                view.setGroup(owners.group());
                view.setOwner(owners.owner());
            }
        } catch (IOException e) {
            return; // Only an administrator may give files away.
        }
    }

    FileChannel channel() {
        return channel;
    }

    /** Whether somebody has deleted it since it was opened, so that others lock another one. */
    boolean isDeleted() throws IOException {
        long marks = channel.size();
        if (marks == 0) {
            return false;
        }
        try {
            return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                            .size()
                    != marks;
        } catch (NoSuchFileException e) {
            return true;
        }
    }

    /** Closes it, and deletes it when nobody has a lock on it. */
    void close() {
        try (channel) {
            FileLock all = channel.tryLock(0, Long.MAX_VALUE, false);
            if (all != null && !isDeleted()) {
                Files.delete(path);
                channel.write(ByteBuffer.wrap(new byte[] {1}), 0);
            }
        } catch (IOException | OverlappingFileLockException e) {
            return; // It stays, empty, for the next one.
        }
    }
}
