package org.seedbank.integrity;

import java.util.function.Consumer;
import java.util.function.LongConsumer;

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

    /** Receives how far work has come that also counts files. */
    default void advanced(Advance now) {
        advanced(now.bytesDone(), now.current());
    }

    /** Receives the progress of work that counts files; of other work, nothing. */
    static Progress counting(Consumer<Advance> receiver) {
        return counting(receiver, bytes -> {});
    }

    /** Receives such progress, and how many bytes count as done because of a checkpoint. */
    static Progress counting(Consumer<Advance> receiver, LongConsumer resumed) {
        return new Progress() {
            @Override
            public void resumed(long bytes) {
                resumed.accept(bytes);
            }

            @Override
            public void advanced(long bytesDone, DatasetPath current) {
                // Without its total there is nothing to tell.
            }

            @Override
            public void advanced(Advance now) {
                receiver.accept(now);
            }
        };
    }

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
