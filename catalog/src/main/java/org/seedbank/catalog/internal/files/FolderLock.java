package org.seedbank.catalog.internal.files;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.seedbank.catalog.CatalogException;
import org.seedbank.integrity.files.LockOwner;
import org.seedbank.integrity.files.ProcessLock;

/** Lets one writer at a time into a folder, among the threads and processes of all who reach it. */
public final class FolderLock {

    /** Hidden, so that it is no neighbour of the entries. */
    private static final String NAME = ".seedbank.lock";

    private FolderLock() {}

    /** Something done with files that can fail and be interrupted. */
    @FunctionalInterface
    public interface Work<T> {
        /** Does it. */
        T run() throws IOException, InterruptedException;
    }

    /**
     * Does work while nobody else does any in this folder. Not reentrant.
     *
     * @throws CatalogException.Locked when the turn has not come after {@code wait}
     */
    public static <T> T holding(Path folder, URI catalog, Duration wait, Work<T> work)
            throws IOException, InterruptedException {
        Path file = folder.resolve(NAME);
        Optional<ProcessLock> lock = ProcessLock.take(file, wait);
        if (lock.isEmpty()) {
            String owner = ProcessLock.owner(file).map(FolderLock::told).orElse("another process");
            throw new CatalogException.Locked(catalog, owner, wait);
        }
        try (ProcessLock held = lock.get()) {
            return work.run();
        }
    }

    private static String told(LockOwner owner) {
        return owner.isThisProcess() ? "another thread of this process" : owner.toString();
    }
}
