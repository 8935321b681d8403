package org.seedbank.integrity.internal.hashing;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.Progress;

/** Tells how much of what was chosen lies before a place in the row of all files. */
public final class ProgressScale {

    private final List<DatasetPath> paths;

    /** Where each file begins among all files' bytes, and behind them their end. */
    private final long[] starts;

    /** Of the bytes before each file, those of chosen files; and behind them the total. */
    private final long[] bytes;

    /** Of the files before each file, those that are chosen; and behind them the total. */
    private final int[] files;

    public ProgressScale(List<DatasetPath> paths, List<Long> lengths, IntPredicate chosen) {
        this.paths = paths;
        this.starts = new long[lengths.size() + 1];
        this.bytes = new long[lengths.size() + 1];
        this.files = new int[lengths.size() + 1];
        for (int i = 0; i < lengths.size(); i++) {
            starts[i + 1] = starts[i] + lengths.get(i);
            bytes[i + 1] = bytes[i] + (chosen.test(i) ? lengths.get(i) : 0);
            files[i + 1] = files[i] + (chosen.test(i) ? 1 : 0);
        }
    }

    /** Returns what to say when this many bytes of all files are done and this file was begun last. */
    private Progress.Advance at(long done, int current) {
        int last = paths.size();
        boolean ended = done >= starts[last];
        return new Progress.Advance(
                chosenBefore(done),
                bytes[last],
                ended ? files[last] : files[current + 1],
                files[last],
                paths.get(current));
    }

    /** Tells of chosen files and their bytes what the pipeline tells of all items. */
    public HashPipeline.ProgressSink telling(Progress progress) {
        return new HashPipeline.ProgressSink() {
            @Override
            public void resumed(long bytes) {
                progress.resumed(bytes);
            }

            @Override
            public void advanced(long bytesDone, int item) {
                progress.advanced(at(bytesDone, item));
            }
        };
    }

    private long chosenBefore(long done) {
        int found = Arrays.binarySearch(starts, done);
        int file = found >= 0 ? found : -found - 2;
        boolean isChosen = file < paths.size() && files[file + 1] > files[file];
        return bytes[file] + (isChosen ? done - starts[file] : 0);
    }
}
