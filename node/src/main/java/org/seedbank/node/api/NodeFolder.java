package org.seedbank.node.api;

import java.nio.file.Path;

/**
 * Where a node keeps its own state.
 *
 * @param path the folder, which need not be there
 * @param nativeCache where unpacked native libraries are kept; may be shared by any number of processes
 */
public record NodeFolder(Path path, Path nativeCache) {

    /** The database: all but torrents, log and what says that the node runs. */
    public Path database() {
        return path.resolve("node.db");
    }

    /** The folder of the torrents, {@code KEY.torrent}. */
    public Path torrents() {
        return path.resolve("torrents");
    }
}
