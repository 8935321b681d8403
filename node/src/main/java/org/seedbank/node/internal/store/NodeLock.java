package org.seedbank.node.internal.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.seedbank.integrity.files.AtomicFile;
import org.seedbank.node.api.NodeException;

/** Says which process has a node's folder. The lock dies with its process, however that ends. */
public final class NodeLock implements AutoCloseable {

    private static final String NAME = "lock";
    private static final int MAX_BYTES = 20;

    /** Far behind the text, which others can then read also where locks keep readers out. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    /**
     * Folders that this process has. Its own locks do not keep it out, and where locks belong to processes, closing any
     * channel on the file gives them free: so it never opens the file of a lock that it has.
     */
    private static final Set<Path> MINE = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final long PAUSE_MILLIS = 20;

    private final Path file;
    private final FileChannel channel;

    private NodeLock(Path folder, Path file, FileChannel channel) {
        this.folder = folder;
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the folder, which is made when it is missing.
     *
     * @throws NodeException.AlreadyRunning when another process has it, or this one already does
     * @throws NodeException.StateUnusable when it cannot be used
     */
    public static NodeLock take(Path folder) throws InterruptedException {
        Path file = folder.resolve(NAME);
        try {
            AtomicFile.makeSecretFolder(folder);
            Path mine = folder.toRealPath();
            if (!MINE.add(mine)) {
                throw new NodeException.AlreadyRunning(ProcessHandle.current().pid());
            }
            boolean taken = false;
            try {
                FileChannel channel = locked(folder, file);
                taken = true;
                return new NodeLock(mine, file, channel);
            } finally {
                if (!taken) {
                    MINE.remove(mine);
                }
            }
        } catch (IOException e) {
            throw new NodeException.StateUnusable(file, e);
        }
    }

    private static FileChannel locked(Path folder, Path file) throws IOException, InterruptedException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            if (!lockPatiently(channel)) {
                throw new NodeException.AlreadyRunning(written(folder));
            }
            channel.truncate(0);
            String pid = Long.toString(ProcessHandle.current().pid());
            channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
            locked = true;
            return channel;
        } finally {
            if (!locked) {
                channel.close();
            }
        }
    }

    /** Whoever only wants to know whether a node runs has the lock for a moment. */
    private static boolean lockPatiently(FileChannel channel) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!lock(channel, false)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        return true;
    }

    private static boolean lock(FileChannel channel, boolean shared) throws IOException {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, shared) != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** The process that wrote its number into the lock file last; 0 when there is none to be read. */
    public static long owner(Path folder) {
        if (isMine(folder)) {
            return ProcessHandle.current().pid();
        }
        return written(folder);
    }

    private static long written(Path folder) {
        try (FileChannel channel = FileChannel.open(folder.resolve(NAME), StandardOpenOption.READ)) {
            ByteBuffer text = ByteBuffer.allocate(MAX_BYTES);
            int length = channel.read(text, 0);
            return length < 1 ? 0 : Long.parseLong(new String(text.array(), 0, length, StandardCharsets.US_ASCII));
        } catch (IOException | NumberFormatException e) {
            return 0; // Only a message becomes poorer.
        }
    }

    /** Gives the folder free. The file stays: deleting it could take the lock of another who just opened it. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new NodeException.StateUnusable(file, e);
        } finally {
            MINE.remove(folder);
        }
    }

    private static boolean isMine(Path folder) {
        try {
            return MINE.contains(folder.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether some process has the folder now. */
    public static boolean isTaken(Path folder) {
        if (isMine(folder)) {
            return true;
        }
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            return false;
        }
        // Shared, so that two who only ask do not take each other for one that has it.
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return !lock(channel, true);
        } catch (IOException e) {
            throw new NodeException.StateUnusable(file, e);
        }
    }
}
