package org.seedbank.integrity;

/** Receives the progress of work that reads bytes, on the thread that asked for the work. */
@FunctionalInterface
public interface Progress {

    /** Ignores all progress. */
    Progress NONE = now -> {};

    /** Work has come further, or is still going on. */
    void advanced(Advance now);

    /**
     * How far work has come.
     *
     * @param bytesDone bytes done so far, from 0 up to the total
     * @param bytesTotal all bytes that are to be read
     * @param filesBegun how many files have been begun, from 0 up to their number
     * @param files all files that are to be read
     * @param current the file being read
     */
    record Advance(long bytesDone, long bytesTotal, int filesBegun, int files, DatasetPath current) {}
}
