package org.seedbank.integrity.internal.hashing;

import java.io.IOException;

/**
 * Decides what trouble with a file means: a finding, or the end of the run. Called on the pipeline's reader threads,
 * for different items at the same time. An exception thrown from here ends the run.
 */
public interface ReadWatch {

    /** An item is about to be opened. */
    default void begun(int item) {}

    /** All bytes of an item have been read, or tried, and it has been closed; of an item that was known, after all others. */
    void finished(int item);

    /** Bytes of an item could not be read; they count as absent. Called for each stretch that fails. */
    void failed(int item, IOException reason);
}
