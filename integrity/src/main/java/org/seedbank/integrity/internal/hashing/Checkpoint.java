package org.seedbank.integrity.internal.hashing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.codec.digest.DigestUtils;
import org.seedbank.integrity.Checkpoints;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.DigestAlgorithm;

/**
 * Where a run of the pipeline notes how far it has come, and learns how far another came before. This one does neither.
 * Unless said otherwise, for the thread that called the pipeline.
 */
public class Checkpoint {

    /** Notes nothing and knows nothing. */
    public static final Checkpoint NONE = new Checkpoint();

    Checkpoint() {}

    /** Opens the checkpoint of some work on the files of a plan below a folder, or on the one file. */
    public static Checkpoint of(
            Checkpoints settings, String work, Path root, HashPlan plan, IntFunction<DatasetPath> paths) {
        if (settings.folder().isEmpty()) {
            return NONE;
        }
        String algorithms = plan.fileAlgorithms().stream()
                .sorted()
                .map(DigestAlgorithm::label)
                .collect(Collectors.joining(" "));
        String all = String.join("\n", work, Integer.toString(plan.pieceLength()), algorithms, real(root));
        byte[] key = DigestUtils.sha256(all);
        List<String> names = IntStream.range(0, plan.items().size())
                .mapToObj(item -> paths.apply(item).text())
                .toList();
        return new FileCheckpoint(new CheckpointLog(settings.folder().get(), key), names, settings);
    }

    private static String real(Path root) {
        try {
            return root.toRealPath().toString();
        } catch (IOException e) {
            return root.toAbsolutePath().toString(); // Whoever reads it meets the same trouble and says so.
        }
    }

    /** Puts what is known into the result, and returns the plan of what is left to do. */
    HashPlan resume(HashPlan plan, HashResult result) {
        return plan;
    }

    /** Returns the same watch, which also tells the checkpoint what it has to know. */
    ReadWatch watching(ReadWatch watch) {
        return watch;
    }

    /** Tells whether a run is to keep where the digests of long files stand. For any thread. */
    boolean wantsStates() {
        return false;
    }

    /** Where the SHA-256 of a file of which a part is known stands behind that part. For any thread. */
    DigestState state(int item) {
        throw new IllegalStateException("nothing is known of item " + item);
    }

    /** How often it wants to be told, in nanoseconds. */
    long pauseNanos() {
        return TimeUnit.DAYS.toNanos(1);
    }

    /** The run goes on; {@code mark} tells how far it has come. */
    void advanced(Supplier<Watermark.Mark> mark) {
        // Nothing is noted.
    }

    /** The run has ended with a result, or without one. */
    void ended(boolean well, Supplier<Watermark.Mark> mark) {
        // Nothing was noted.
    }
}
