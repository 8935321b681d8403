package org.seedbank.catalog;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Lets one writer at a time into a folder, among the threads and processes of this machine. */
final class FolderLock {

    /** Hidden, so that it is no neighbour of the entries. It is never deleted: a deleted lock file locks nobody out. */
    private static final String NAME = ".seedbank.lock";

    /** Far behind the owner's name, which others can then read also where locks keep readers out. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private static final int MAX_OWNER_BYTES = 100;
    private static final long SHORTEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** File locks belong to the process, so its threads need their own; one for each folder ever written to. */
    private static final ConcurrentMap<Path, Semaphore> THREADS = new ConcurrentHashMap<>();

    private FolderLock() {}

    /**
     * Does work while nobody else does any in this folder. Not reentrant.
     *
     * @throws CatalogException.Locked when the turn has not come after {@code wait}
     */
    static <T> T holding(Path folder, URI catalog, Duration wait, Work<T> work)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + wait.toNanos();
        Semaphore threads = THREADS.computeIfAbsent(folder.toRealPath(), path -> new Semaphore(1, true));
        if (!threads.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new CatalogException.Locked(catalog, "another thread of this process", wait);
        }
        try (FileChannel channel = FileChannel.open(
                        folder.resolve(NAME),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
                FileLock lock = lock(channel, deadline)) {
            if (lock == null) {
                throw new CatalogException.Locked(catalog, owner(channel), wait);
            }
            sign(channel);
            return work.run();
        } finally {
            threads.release();
        }
    }

    /** The lock, or null when the deadline has passed. */
    private static FileLock lock(FileChannel channel, long deadline) throws IOException, InterruptedException {
        while (true) {
            FileLock lock = tryLock(channel);
            if (lock != null || System.nanoTime() - deadline >= 0) {
                return lock;
            }
            // Random, so that two waiting processes do not stay in step.
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(SHORTEST_PAUSE_NANOS, LONGEST_PAUSE_NANOS));
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while waiting for a catalog's lock");
            }
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, false);
        } catch (OverlappingFileLockException e) {
            // The same folder under another name, as bind mounts make them: another thread has its turn.
            return null;
        }
    }

    private static void sign(FileChannel channel) throws IOException {
        String owner = "process " + ProcessHandle.current().pid();
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(owner.getBytes(StandardCharsets.US_ASCII)), 0);
    }

    private static String owner(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(MAX_OWNER_BYTES);
        int length = channel.read(text, 0);
        return length > 0 ? new String(text.array(), 0, length, StandardCharsets.US_ASCII) : "another process";
    }
}
