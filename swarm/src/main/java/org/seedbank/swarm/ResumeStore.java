package org.seedbank.swarm;

import java.io.IOException;
import java.util.Optional;

/**
 * A place for the notes of fetches that have not ended, one for each torrent. Each is kept whole or not at all, and is on
 * the disk when {@link #save} returns. Safe for all threads.
 */
public interface ResumeStore {

    /** Keeps the note of a torrent in place of the one before. Its text is for {@link #load} alone to give back. */
    void save(SwarmKey key, String note) throws IOException;

    /** The note that was kept last; empty when there is none. */
    Optional<String> load(SwarmKey key) throws IOException;

    /** Forgets the note, if there is one. */
    void forget(SwarmKey key) throws IOException;
}
