package org.seedbank.swarm.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.seedbank.swarm.SwarmException;

/** The locked file that tells others that a session lives. Used by one thread at a time; its session closes it. */
final class SessionLock implements AutoCloseable {

    /**
     * The files that this process holds. POSIX drops a process's locks on a file when it closes any descriptor of that
     * file, so the process must not open its own files to look.
     */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private SessionLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Makes the file. It gets its final name only when it is locked, so that nobody takes it for stale. */
    static SessionLock make(Path file) {
        Path unlocked = file.resolveSibling("." + file.getFileName());
        try {
            Files.createDirectories(file.getParent());
            FileChannel channel = FileChannel.open(unlocked, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            channel.lock();
            OWN.add(file);
            Files.move(unlocked, file, StandardCopyOption.ATOMIC_MOVE);
            return new SessionLock(file, channel);
        } catch (IOException e) {
            throw new SwarmException.FolderUnusable(file, e);
        }
    }

    /** Whether the session whose file this is lives; the file is deleted if it does not. */
    static boolean isHeld(Path file) throws IOException {
        if (OWN.contains(file)) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock != null) {
                Files.deleteIfExists(file);
            }
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true; // Another thread of this process is just looking, and deletes it if it is stale.
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
            channel.close();
        } catch (IOException e) {
            throw new SwarmException.FolderUnusable(file, e);
        } finally {
            OWN.remove(file);
        }
    }
}
