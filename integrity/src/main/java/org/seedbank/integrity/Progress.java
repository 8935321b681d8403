package org.seedbank.integrity;

/**
 * Receives the progress of work that reads bytes. Called from the worker threads, one call at a time, often; it must
 * return at once.
 */
@FunctionalInterface
public interface Progress {

    /** Ignores all progress. */
    Progress NONE = (bytes, file) -> {};

    /**
     * Told as the work goes on.
     *
     * @param bytesDone bytes done so far, from 0 up to the total that the work began with
     * @param current the file being read
     */
    void advanced(long bytesDone, DatasetPath current);
}
