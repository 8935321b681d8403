package org.seedbank.swarm;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Where a session keeps its own files. The folders are created when they are first needed.
 *
 * @param nativeCache the unpacked native library, one file per version; may be shared by any number of processes
 * @param resume what is known of unfinished fetches, {@code <infohash>.resume}; one process at a time
 * @param presence which processes of this user seed or fetch what; shared by all of them
 */
public record SwarmFolders(Path nativeCache, Path resume, Path presence) {

    /** Throws {@link NullPointerException} when a folder is missing. */
    public SwarmFolders {
        Objects.requireNonNull(nativeCache, "nativeCache");
        Objects.requireNonNull(resume, "resume");
        Objects.requireNonNull(presence, "presence");
    }

    /** Three folders with fixed names below {@code parent}. */
    public static SwarmFolders under(Path parent) {
        return new SwarmFolders(parent.resolve("native"), parent.resolve("resume"), parent.resolve("presence"));
    }
}
