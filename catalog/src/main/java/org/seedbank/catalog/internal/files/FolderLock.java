package org.seedbank.catalog.internal.files;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.seedbank.catalog.CatalogException;

/** Lets one writer at a time into a folder, among the threads and processes of this machine. */
public final class FolderLock {

    /** Hidden, so that it is no neighbour of the entries. It is never deleted: a deleted lock file locks nobody out. */
    private static final String NAME = ".seedbank.lock";

    /** Far behind the owner's name, which others can then read also where locks keep readers out. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private static final int MAX_OWNER_BYTES = 100;
    private static final long SHORTEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** File locks belong to the process, so its threads need their own; one for each folder ever written to. */
    private static final ConcurrentMap<Path, Semaphore> THREADS = new ConcurrentHashMap<>();

    private static final Set<PosixFilePermission> READ_AND_WRITE = PosixFilePermissions.fromString("rw-rw-rw-");

    private FolderLock() {}

    /**
     * Does work while nobody else does any in this folder. Not reentrant.
     *
     * @throws CatalogException.Locked when the turn has not come after {@code wait}
     */
    public static <T> T holding(Path folder, URI catalog, Duration wait, Work<T> work)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + wait.toNanos();
        Semaphore threads = THREADS.computeIfAbsent(folder.toRealPath(), path -> new Semaphore(1, true));
        if (!threads.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new CatalogException.Locked(catalog, "another thread of this process", wait);
        }
        try (FileChannel channel = open(folder.resolve(NAME));
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

    /** Follows no link: signing the lock must not write into whatever somebody linked here. */
    private static FileChannel open(Path file) throws IOException {
        boolean mine = createIfMissing(file);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        if (mine) {
            shareWithWritersOf(file);
        }
        return channel;
    }

    private static boolean createIfMissing(Path file) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try {
            Files.createFile(file);
            return true;
        } catch (FileAlreadyExistsException e) {
            // Another writer was faster, which is as good.
            return false;
        }
    }

    /**
     * Whoever may write to the folder must be able to lock it, whatever the first writer's umask. Rights that are there
     * already are not asked for: file systems without rights of their own refuse any change.
     */
    private static void shareWithWritersOf(Path file) throws IOException {
        PosixFileAttributeView folder = Files.getFileAttributeView(file.getParent(), PosixFileAttributeView.class);
        if (folder == null) {
            return;
        }
        Set<PosixFilePermission> wanted = EnumSet.copyOf(folder.readAttributes().permissions());
        wanted.retainAll(READ_AND_WRITE);
        Set<PosixFilePermission> given = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
        if (!given.containsAll(wanted)) {
            wanted.addAll(given);
            Files.setPosixFilePermissions(file, wanted);
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
