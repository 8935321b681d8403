package org.seedbank.integrity;

/** Receives the progress of work that reads bytes, on the thread that asked for the work. */
@FunctionalInterface
public interface Progress {

    /** Ignores all progress. */
    Progress NONE = (bytes, file) -> {};

    /** Work goes on from a checkpoint; so many bytes count as done and will not be read. Called at most once, first. */
    default void resumed(long bytes) {}

    /**
     * Work has come further, or is still going on.
     *
     * @param bytesDone bytes done so far, from 0 up to the total that the work began with
     * @param current the file being read
     */
    void advanced(long bytesDone, DatasetPath current);
}
