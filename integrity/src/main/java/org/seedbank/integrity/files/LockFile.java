package org.seedbank.integrity.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An open file with locks, of which this process holds none or some. {@link ProcessLock} guards it. */
final class LockFile {

    private static final int MAX_OWNER_BYTES = 160;
    private static final int MOST_TRIES = 100;

    private static final Set<OpenOption> LOCKING =
            Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    private static final Set<OpenOption> LOOKING = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    /** Who may write to a folder, and what they need to lock a file in it. */
    private static final Map<PosixFilePermission, PosixFilePermission> READS = Map.of(
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_READ);

    private final Path path;
    private final FileStamp stamp;
    private final FileChannel channel;

    /** Tells whether many locks share it: then it is not signed, and deleted with the last of them. */
    private final boolean shared;

    private int held;

    private LockFile(Path path, boolean shared) throws IOException {
        this.path = path;
        this.shared = shared;
        // Before it is opened: as long as it is open, no other file can get its number.
        this.stamp = FileStamp.take(path);
        this.channel = FileChannel.open(path, LOCKING);
    }

    /** Opens a file, and makes it where it is missing. */
    static LockFile open(Path path, boolean shared) throws IOException {
        for (int i = 0; i < MOST_TRIES; i++) {
            try {
                return new LockFile(path, shared);
            } catch (NoSuchFileException e) {
                make(path);
            }
        }
        throw new IOException("'%s' is deleted again and again".formatted(path));
    }

    private static void make(Path path) throws IOException {
        try {
            Files.createFile(path, Permissions.ownersFile(path));
            if (Permissions.areKnown(path)) {
                share(path);
            }
        } catch (FileAlreadyExistsException e) {
            return; // Somebody was faster, which is as good.
        }
    }

    /** Gives the file to those who may write to its folder, as far as this process may. */
    private static void share(Path path) {
        try {
            PosixFileAttributes folder = Files.readAttributes(path.getParent(), PosixFileAttributes.class);
            Set<PosixFilePermission> rights =
                    EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
            READS.forEach((write, read) -> {
                if (folder.permissions().contains(write)) {
                    rights.add(write);
                    rights.add(read);
                }
            });
            PosixFileAttributeView view =
                    Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
            view.setPermissions(rights);
            view.setGroup(folder.group());
            view.setOwner(folder.owner());
        } catch (IOException e) {
            return; // Only an administrator may give files away, and some file systems have no rights.
        }
    }

    Path path() {
        return path;
    }

    /** Locks one byte; null when somebody has it. */
    FileLock lock(long part) throws IOException {
        return lock(channel, part, false);
    }

    private static FileLock lock(FileChannel channel, long part, boolean forLooking) throws IOException {
        try {
            return channel.tryLock(part, 1, forLooking);
        } catch (OverlappingFileLockException e) {
            return null; // Of this process, perhaps under another name, as bind mounts make them.
        } catch (IOException e) {
            throw new ProcessLock.Unsupported(e);
        }
    }

    /** Tells whether it has not been deleted since it was opened, so that others lock another one. */
    boolean isThere() throws IOException {
        try {
            FileStamp now = FileStamp.take(path);
            return now.inode() == stamp.inode() && now.device() == stamp.device();
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Counts a lock that was just taken; and signs the file where it is the only one. */
    void hold() throws IOException {
        if (!shared) {
            sign();
        }
        held++;
    }

    /** Whatever a channel does in an interrupted thread closes it, and that gives the lock free. */
    private void sign() throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(LockOwner.here().signature().getBytes(StandardCharsets.US_ASCII)), 0);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    boolean isHeld() {
        return held > 0;
    }

    /** Gives a lock free; with the last one the file is closed. */
    void release(FileLock lock) throws IOException {
        held--;
        try {
            lock.release();
        } finally {
            closeUnlessHeld();
        }
    }

    /** Closes the file when this process has no lock on it, and deletes one of many locks that nobody holds any more. */
    void closeUnlessHeld() throws IOException {
        if (held == 0) {
            try (channel) {
                deleteIfShared();
            }
        }
    }

    private void deleteIfShared() {
        try {
            if (shared && channel.tryLock(0, Long.MAX_VALUE, false) != null && isThere()) {
                Files.delete(path);
            }
        } catch (IOException | OverlappingFileLockException e) {
            return; // It stays, empty, for the next one.
        }
    }

    /** Deletes a file whose lock nobody has; true when it is gone. */
    static boolean deleteIfFree(Path path, long part) throws IOException {
        LockFile there = new LockFile(path, false);
        try (FileChannel channel = there.channel;
                FileLock lock = there.lock(part)) {
            if (lock != null && there.isThere()) {
                Files.deleteIfExists(path);
            }
            return lock != null;
        }
    }

    /** Holder of the lock of a file on which this process has none; a process that only looks, too, for a moment. */
    static Optional<LockOwner> owner(Path path, long part) throws IOException {
        boolean interrupted = Thread.interrupted();
        try (FileChannel channel = FileChannel.open(path, LOOKING);
                FileLock lock = lock(channel, part, true)) {
            return lock == null ? Optional.of(signed(channel)) : Optional.empty();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static LockOwner signed(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(MAX_OWNER_BYTES);
        int length = channel.read(text, 0);
        return LockOwner.parse(new String(text.array(), 0, Math.max(0, length), StandardCharsets.US_ASCII));
    }
}
