package org.seedbank.catalog.serials;

import java.nio.file.Path;
import java.util.Collection;

/**
 * The serials that this machine has ever seen in one catalog. It only grows: what is lost in the catalog keeps its serial
 * here, so that nothing else is ever called so.
 */
public interface SerialMemory {

    /** All of them, each dataset under each serial once. */
    Collection<Sighting> sightings();

    /** Adds to what is known; see {@link Sighting#and}. */
    void add(Collection<Sighting> seen);

    /** A memory that begins empty and ends with this object. Safe for use by several threads. */
    static SerialMemory none() {
        return new SerialFile(null);
    }

    /** The memory in a file, which need not be there yet. Safe for use by several threads. */
    static SerialMemory in(Path file) {
        return new SerialFile(file);
    }
}
