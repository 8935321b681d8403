package org.seedbank.integrity;

import java.util.function.IntFunction;
import org.seedbank.integrity.internal.hashing.HashPipeline;

/** Tells of files by their paths what the pipeline tells of items by their numbers. */
record ProgressRelay(Progress progress, IntFunction<DatasetPath> paths) implements HashPipeline.ProgressSink {

    @Override
    public void resumed(long bytes) {
        progress.resumed(bytes);
    }

    @Override
    public void advanced(long bytesDone, int item) {
        progress.advanced(bytesDone, paths.apply(item));
    }
}
