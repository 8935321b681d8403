package org.seedbank.downloading;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.files.DurableFolder;

/**
 * Keeps two processes, and two threads of one, from fetching into one place. Dies with its process, however that ends.
 *
 * <p>Each place is one byte of one file, which stays empty: the byte at an offset that is a hash of the place. A file for
 * each place could not be deleted without taking the lock of another process that had just opened it.
 */
final class TargetLock implements AutoCloseable {

    private static final String FILE = "places.lock";

    /**
     * The open file of each folder of locks. One for the whole process: POSIX takes all locks that a process has on a file
     * as soon as it closes any descriptor of it. Guarded by itself.
     */
    private static final Map<Path, Shared> OPEN = new HashMap<>();

    private final Path folder;
    private final FileLock lock;

    private TargetLock(Path folder, FileLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** An open file and how many of its locks are held or about to be. */
    private static final class Shared {
        private final FileChannel channel;
        private int users;

        Shared(FileChannel channel) {
            this.channel = channel;
        }
    }

    /** Takes the lock of a place at once, or says that another has it. */
    static TargetLock take(Path locks, Path root) {
        try {
            DurableFolder.make(locks);
            Path folder = locks.toRealPath();
            synchronized (OPEN) {
                return new TargetLock(
                        folder, lock(folder, root).orElseThrow(() -> new DownloadingException.Busy(root)));
            }
        } catch (IOException e) {
            throw new DownloadingException.CannotWrite(locks.resolve(FILE), IoReason.of(e), e);
        }
    }

    /** The open file of a folder, for one more lock; each use is left again. */
    private static FileChannel use(Path folder) throws IOException {
        Shared shared = OPEN.get(folder);
        if (shared == null) {
            shared = new Shared(
                    FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE));
            OPEN.put(folder, shared);
        }
        shared.users++;
        return shared.channel;
    }

    private static void leave(Path folder) throws IOException {
        Shared shared = OPEN.get(folder);
        if (--shared.users == 0) {
            OPEN.remove(folder);
            shared.channel.close();
        }
    }

    /** The lock of a place; empty when somebody has it. */
    private static Optional<FileLock> lock(Path folder, Path root) throws IOException {
        FileLock lock = null;
        FileChannel channel = use(folder);
        try {
            lock = channel.tryLock(offset(root), 1, false);
        } catch (OverlappingFileLockException e) {
            // Somebody in this very process has it.
        } finally {
            if (lock == null) {
                leave(folder);
            }
        }
        return Optional.ofNullable(lock);
    }

    /** Two of a million places share their 62 bits with a chance of one in nine million. */
    private static long offset(Path root) {
        Sha256 hash = Sha256.digestOf(root.toString().getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.wrap(hash.bytes()).getLong() >>> 2;
    }

    /** Gives the place free. */
    @Override
    public void close() {
        try {
            synchronized (OPEN) {
                lock.release();
                leave(folder);
            }
        } catch (IOException e) {
            throw new IllegalStateException("closing a lock file failed", e);
        }
    }
}
