package org.seedbank.catalog.internal.index;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.seedbank.catalog.internal.files.FolderLock;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.files.DurableFolder;

/** Lets one thread of one process at a time change an index. */
final class Turns {

    private final Path folder;
    private final URI catalog;
    private final Duration wait;

    Turns(Path folder, URI catalog, Duration wait) {
        this.folder = folder;
        this.catalog = catalog;
        this.wait = wait;
    }

    /** Something done in a turn. */
    @FunctionalInterface
    interface Work {
        /**
         * Does it.
         *
         * @param obstacle why nothing can be written; empty when it can
         */
        void run(Optional<String> obstacle) throws InterruptedException;
    }

    /**
     * Does work in a turn, or, where the folder cannot be written to at all, without one.
     *
     * @throws org.seedbank.catalog.CatalogException.Locked when the turn has not come in time
     */
    void take(Work work) throws InterruptedException {
        try {
            DurableFolder.make(folder);
            FolderLock.holding(folder, catalog, wait, () -> {
                work.run(Optional.empty());
                return null;
            });
        } catch (ClosedByInterruptException e) {
            Thread.interrupted();
            InterruptedException interruption = new InterruptedException("interrupted while an index was locked");
            interruption.initCause(e);
            throw interruption;
        } catch (IOException e) {
            // Work itself throws none: the lock could not be had.
            work.run(Optional.of(IoReason.of(e)));
        }
    }
}
