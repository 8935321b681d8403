package org.seedbank.tracker.api;

import java.nio.file.Path;

/**
 * The place of what a tracker keeps.
 *
 * @param folder its own folder, which it makes
 * @param nativeCache where SQLite's unpacked library is kept; may be shared by any number of processes
 */
public record TrackerFolder(Path folder, Path nativeCache) {

    /** The database with completed downloads, member keys and the history. */
    public Path database() {
        return folder.resolve("tracker.db");
    }

    /** The file whose lock says which process is the tracker of this folder. */
    public Path lock() {
        return folder.resolve("lock");
    }
}
