package org.seedbank.integrity.files;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A lock that one holder at a time has, among the threads of this process and the processes of all who reach its file. It
 * dies with its process, however that ends. Not reentrant; a lock belongs to no thread and may be closed by any.
 *
 * <p>Whoever may write to the file's folder may lock it. A link in the file's place is not followed. A file may be deleted at
 * any time: who takes the lock makes sure that the file it locked is the one that lies there.
 */
public final class ProcessLock implements AutoCloseable {

    /** Far behind the owner's name, which others can then read also where locks keep readers out. */
    private static final long OWNED = Long.MAX_VALUE - 1;

    /** Somebody may delete the file whenever it has just been opened; not so often in a row. */
    private static final int MOST_TRIES = 100;

    private static final int SHORTEST_PAUSE_MILLIS = 2;
    private static final int LONGEST_PAUSE_MILLIS = 20;

    /**
     * The files on which this process has locks. One channel for each: POSIX takes all locks that a process has on a file
     * as soon as it closes any descriptor of it. Guarded by itself.
     */
    private static final Map<Path, LockFile> OPEN = new HashMap<>();

    private final LockFile file;
    private final FileLock lock;

    private ProcessLock(LockFile file, FileLock lock) {
        this.file = file;
        this.lock = lock;
    }

    /** Locks are unknown to a file system, as to network disks without a lock service. */
    public static final class Unsupported extends IOException {
        Unsupported(IOException cause) {
            super("its file system has no locks", cause);
        }
    }

    /**
     * Takes the lock of a file, which is made when it is missing, and signs it. Its folder must be there.
     *
     * @param wait how long others may keep it; may be zero
     * @return the lock; empty when others have it for longer
     * @throws Unsupported when the file system has no locks
     * @throws IOException when the file cannot be opened or written
     */
    public static Optional<ProcessLock> take(Path file, Duration wait) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + wait.toNanos();
        try {
            synchronized (OPEN) {
                Optional<ProcessLock> taken = tryTake(file);
                while (taken.isEmpty() && System.nanoTime() < deadline) {
                    // Random, so that two waiting processes do not stay in step.
                    OPEN.wait(ThreadLocalRandom.current().nextInt(SHORTEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS));
                    taken = tryTake(file);
                }
                return taken;
            }
        } catch (ClosedByInterruptException e) {
            Thread.interrupted();
            throw (InterruptedException) new InterruptedException("interrupted while locking").initCause(e);
        }
    }

    /** Takes the lock of a file as {@link #take} does, or says at once that others have it. */
    public static Optional<ProcessLock> tryTake(Path file) throws IOException {
        return tryTake(file, OWNED, false);
    }

    /**
     * Takes one of many locks that share a file, or says at once that others have it. The file stays empty, and goes away
     * with the last of its locks.
     *
     * @param part the number of the lock, not negative and below 2^62
     * @throws Unsupported when the file system has no locks
     * @throws IOException when the file cannot be opened
     */
    public static Optional<ProcessLock> tryTakePart(Path file, long part) throws IOException {
        return tryTake(file, part, true);
    }

    private static Optional<ProcessLock> tryTake(Path file, long part, boolean shared) throws IOException {
        Path real = real(file);
        synchronized (OPEN) {
            for (int i = 0; i < MOST_TRIES; i++) {
                LockFile open = OPEN.containsKey(real) ? OPEN.get(real) : LockFile.open(real, shared);
                try {
                    FileLock lock = open.lock(part);
                    if (lock == null) {
                        return Optional.empty();
                    }
                    if (open.isThere()) {
                        open.hold();
                        OPEN.put(real, open);
                        return Optional.of(new ProcessLock(open, lock));
                    }
                    lock.release();
                    OPEN.remove(real);
                } finally {
                    open.closeUnlessHeld();
                }
            }
        }
        throw new IOException("'%s' is deleted again and again".formatted(file));
    }

    /** The folder may be known under several names. */
    private static Path real(Path file) throws IOException {
        return file.toAbsolutePath().getParent().toRealPath().resolve(file.getFileName());
    }

    /** Holder of the lock of a file now; empty when nobody has it. */
    public static Optional<LockOwner> owner(Path file) throws IOException {
        try {
            Path real = real(file);
            synchronized (OPEN) {
                return OPEN.containsKey(real) ? Optional.of(LockOwner.here()) : LockFile.owner(real, OWNED);
            }
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /**
     * Deletes the file of a lock that nobody has.
     *
     * @return whether somebody has it
     */
    public static boolean deleteUnlessHeld(Path file) throws IOException {
        try {
            Path real = real(file);
            synchronized (OPEN) {
                return OPEN.containsKey(real) || !LockFile.deleteIfFree(real, OWNED);
            }
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Deletes the file, while the lock is held. Whoever waits for it makes a new one. */
    public void delete() throws IOException {
        Files.deleteIfExists(file.path());
    }

    /** Gives the lock free. Does nothing when that was done before. */
    @Override
    public void close() throws IOException {
        synchronized (OPEN) {
            if (lock.isValid()) {
                file.release(lock);
                if (!file.isHeld()) {
                    OPEN.remove(file.path(), file);
                }
                OPEN.notifyAll();
            }
        }
    }
}
