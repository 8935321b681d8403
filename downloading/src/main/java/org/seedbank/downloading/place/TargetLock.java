package org.seedbank.downloading.place;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.seedbank.downloading.DownloadingException;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.Sha256;

/**
 * Keeps others from writing to a place: threads, processes, and other people's homes and accounts. Dies with its process,
 * however that ends.
 *
 * <p>It lies with the places, in the folder that holds them, where everybody who may write sees the same one. Each place is
 * one byte of it, at an offset that is a hash of the place's name.
 */
public final class TargetLock implements AutoCloseable {

    /** Somebody may delete the file whenever it has just been opened; not so often in a row. */
    private static final int MOST_TRIES = 100;

    /**
     * The open lock file of each folder. One for the whole process: POSIX takes all locks that a process has on a file as
     * soon as it closes any descriptor of it. Guarded by itself.
     */
    private static final Map<Path, Shared> OPEN = new HashMap<>();

    private final Path folder;

    /** Null where the file system knows no locks, or nobody with our rights could write anyway. */
    private final FileLock lock;

    private TargetLock(Path folder, FileLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** An open file and how many of its locks are held or about to be. */
    private static final class Shared {
        private final PlacesFile file;
        private int users;

        Shared(PlacesFile file) {
            this.file = file;
        }
    }

    /**
     * Takes the lock of a place at once, or says that another has it.
     *
     * @param root the place, without links in the path of its folder
     * @throws DownloadingException.Busy when somebody has it
     */
    public static TargetLock take(Path root) {
        Path home = home(root);
        synchronized (OPEN) {
            for (int i = 0; i < MOST_TRIES; i++) {
                Optional<TargetLock> taken = tryTake(home, root);
                if (taken.isPresent()) {
                    return taken.get();
                }
            }
        }
        throw new DownloadingException.Busy(root);
    }

    /** Who may not write beside a copy can still repair it inside. */
    private static Path home(Path root) {
        boolean inside = !Files.isWritable(root.getParent()) && Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS);
        return inside ? root : root.getParent();
    }

    /** The lock; empty when its file has just been deleted by whoever had it before. */
    private static Optional<TargetLock> tryTake(Path folder, Path root) {
        FileLock lock = null;
        boolean opened = false;
        try {
            PlacesFile file = use(folder);
            opened = true;
            lock = file.channel().tryLock(offset(root), 1, false);
            if (lock == null) {
                throw new DownloadingException.Busy(root);
            }
            if (file.isDeleted()) {
                return Optional.empty();
            }
            opened = false;
            return Optional.of(new TargetLock(folder, lock));
        } catch (OverlappingFileLockException e) {
            throw new DownloadingException.Busy(root);
        } catch (AccessDeniedException e) {
            return Optional.of(withoutRights(folder, root));
        } catch (IOException e) {
            if (opened) {
                return Optional.of(new TargetLock(folder, null)); // Such as a network file system without locks.
            }
            throw new DownloadingException.CannotWrite(folder.resolve(PlacesFile.NAME), IoReason.of(e), e);
        } finally {
            if (opened) {
                leave(folder);
            }
        }
    }

    /** A lock file that we may not open is another account's; where we may not make one, we may write nothing either. */
    private static TargetLock withoutRights(Path folder, Path root) {
        if (Files.exists(folder.resolve(PlacesFile.NAME), LinkOption.NOFOLLOW_LINKS)) {
            throw new DownloadingException.Busy(root);
        }
        return new TargetLock(folder, null);
    }

    /** The open file of a folder, for one more lock; each use is left again. */
    private static PlacesFile use(Path folder) throws IOException {
        Shared shared = OPEN.get(folder);
        if (shared == null) {
            shared = new Shared(PlacesFile.open(folder));
            OPEN.put(folder, shared);
        }
        shared.users++;
        return shared.file;
    }

    private static void leave(Path folder) {
        Shared shared = OPEN.get(folder);
        if (--shared.users == 0) {
            OPEN.remove(folder);
            shared.file.close();
        }
    }

    /** Two of a million places share their 62 bits with a chance of one in nine million. */
    private static long offset(Path root) {
        Sha256 hash = Sha256.digestOf(root.getFileName().toString().getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.wrap(hash.bytes()).getLong() >>> 2;
    }

    /** Gives the place free. */
    @Override
    public void close() {
        if (lock == null) {
            return;
        }
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
