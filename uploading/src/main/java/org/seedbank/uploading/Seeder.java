package org.seedbank.uploading;

import java.nio.file.Path;
import org.seedbank.integrity.torrent.Metainfo;

/** A server of published datasets to their swarms. */
public interface Seeder {

    /**
     * Begins to serve a dataset where it lies, and returns once peers can have it.
     *
     * @param root its folder, or its one file
     * @param hashedNow whether the torrent's hashes have just been computed from these files
     * @throws org.seedbank.integrity.SeedbankException when it cannot be served; nothing is left behind then
     */
    Seeding seed(Metainfo torrent, Path root, boolean hashedNow) throws InterruptedException;

    /** A dataset that is being served. */
    @FunctionalInterface
    interface Seeding {
        /** Undoes what {@link Seeder#seed} began, because the dataset could not be listed. */
        void undo() throws InterruptedException;
    }
}
