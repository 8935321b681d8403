package org.seedbank.node.internal.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.seedbank.integrity.files.AtomicFile;
import org.seedbank.integrity.files.BoundedFile;
import org.seedbank.integrity.files.LockOwner;
import org.seedbank.integrity.files.ProcessLock;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.internal.wire.ControlFile;

/** Says which process has a node's folder. The lock dies with its process, however that ends. */
public final class NodeLock implements AutoCloseable {

    private static final String NAME = "lock";

    /** Whoever only wants to know whether a node runs has the lock for a moment. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** More than two times as long as a node lets pass between two touches. */
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(8);

    private static final long LOOK_MILLIS = 200;

    private final Path file;
    private final ProcessLock lock;

    private NodeLock(Path file, ProcessLock lock) {
        this.file = file;
        this.lock = lock;
    }

    /**
     * Takes the folder, which is made when it is missing.
     *
     * @throws NodeException.AlreadyRunning when another process has it, or this one already does
     * @throws NodeException.RunsElsewhere when a process on another machine has it, also where locks do not reach that far
     * @throws NodeException.StateUnusable when it cannot be used
     */
    public static NodeLock take(Path folder) throws InterruptedException {
        Path file = folder.resolve(NAME);
        try {
            AtomicFile.makeSecretFolder(folder);
            Optional<ProcessLock> taken = ProcessLock.take(file, PATIENCE);
            if (taken.isEmpty()) {
                Optional<LockOwner> owner = ProcessLock.owner(file);
                owner.filter(LockOwner::isElsewhere).ifPresent(each -> {
                    throw new NodeException.RunsElsewhere(each);
                });
                throw new NodeException.AlreadyRunning(owner);
            }
            refuseLivingElsewhere(folder, taken.get());
            return new NodeLock(file, taken.get());
        } catch (IOException e) {
            throw new NodeException.StateUnusable(file, e);
        }
    }

    /**
     * On a disk of the network whose locks end at each machine, the lock is free here while a node runs there. That node
     * touches its {@code control.json} every few seconds, and takes it away when it ends; one that was killed does neither.
     */
    private static void refuseLivingElsewhere(Path folder, ProcessLock taken) throws IOException, InterruptedException {
        Optional<LockOwner> owner = ControlFile.ownerIn(folder).filter(LockOwner::isElsewhere);
        if (owner.isEmpty()) {
            return;
        }
        try {
            FileTime first = touched(folder);
            long deadline = System.nanoTime() + SIGN_OF_LIFE.toNanos();
            while (System.nanoTime() < deadline) {
                if (!touched(folder).equals(first)) {
                    throw new NodeException.RunsElsewhere(owner.get());
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        } catch (NoSuchFileException e) {
            return; // It has just ended.
        } catch (NodeException | InterruptedException e) {
            taken.close();
            throw e;
        }
    }

    /** Opened first: a disk of the network tells the time of a file that is opened as it is, else as it was a minute ago. */
    private static FileTime touched(Path folder) throws IOException {
        Path file = ControlFile.in(folder);
        BoundedFile.read(file, ControlFile.MAX_BYTES);
        return Files.getLastModifiedTime(file);
    }

    /** The process that has the folder now; empty when none has. */
    public static Optional<LockOwner> owner(Path folder) {
        Path file = folder.resolve(NAME);
        try {
            return ProcessLock.owner(file);
        } catch (IOException e) {
            throw new NodeException.StateUnusable(file, e);
        }
    }

    /** Gives the folder free. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new NodeException.StateUnusable(file, e);
        }
    }
}
