package org.seedbank.integrity.files;

import java.io.IOException;

/** What can be asked of the disk that a folder is on. */
interface AskedDisk {

    /** Tells whether a file can have exactly this name. */
    boolean takes(String name) throws IOException;

    /** Tells whether two names lead to one file. */
    boolean merges(String name, String other) throws IOException;

    /** Tells whether a file can be so many bytes long, whatever room there is. */
    boolean takes(long length) throws IOException;

    /**
     * Tells whether the system takes a path so long; the names in it are not asked for.
     *
     * @param path below the folder, names joined by {@code /}
     */
    boolean reaches(String path) throws IOException;
}
