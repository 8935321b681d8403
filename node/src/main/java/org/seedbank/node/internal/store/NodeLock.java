package org.seedbank.node.internal.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.seedbank.integrity.files.AtomicFile;
import org.seedbank.integrity.files.LockOwner;
import org.seedbank.integrity.files.ProcessLock;
import org.seedbank.node.api.NodeException;

/** Says which process has a node's folder. The lock dies with its process, however that ends. */
public final class NodeLock implements AutoCloseable {

    private static final String NAME = "lock";

    /** Whoever only wants to know whether a node runs has the lock for a moment. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

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
     * @throws NodeException.StateUnusable when it cannot be used
     */
    public static NodeLock take(Path folder) throws InterruptedException {
        Path file = folder.resolve(NAME);
        try {
            AtomicFile.makeSecretFolder(folder);
            Optional<ProcessLock> taken = ProcessLock.take(file, PATIENCE);
            if (taken.isEmpty()) {
                throw new NodeException.AlreadyRunning(ProcessLock.owner(file));
            }
            return new NodeLock(file, taken.get());
        } catch (IOException e) {
            throw new NodeException.StateUnusable(file, e);
        }
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
