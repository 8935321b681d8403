package org.seedbank.integrity.internal.hashing;

import org.seedbank.integrity.Progress;

/** Tells of chosen files and their bytes what the pipeline tells of all items. */
public record ProgressRelay(Progress progress, ProgressScale scale) implements HashPipeline.ProgressSink {

    @Override
    public void resumed(long bytes) {
        progress.resumed(bytes);
    }

    @Override
    public void advanced(long bytesDone, int item) {
        progress.advanced(scale.at(bytesDone, item));
    }
}
