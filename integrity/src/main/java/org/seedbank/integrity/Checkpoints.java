package org.seedbank.integrity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.seedbank.integrity.internal.hashing.Checkpoint;
import org.seedbank.integrity.internal.hashing.FileCheckpoint;
import org.seedbank.integrity.internal.hashing.HashPlan;

/**
 * The folder where long runs note how far they have come, so that the same work goes on from there after its process was
 * killed. A note is believed of files whose length, times and inode are what they were before they were read. One that
 * is damaged, or cannot be written, costs nothing but time.
 */
public final class Checkpoints {

    /** Nothing is noted, and no note is read. */
    public static final Checkpoints NONE = new Checkpoints(Optional.empty(), Duration.ZERO, Clock.systemUTC());

    /** How often notes are written unless somebody says otherwise; shorter runs leave none. */
    public static final Duration PAUSE = Duration.ofSeconds(5);

    private final Optional<Path> folder;
    private final Duration pause;
    private final Clock clock;

    private Checkpoints(Optional<Path> folder, Duration pause, Clock clock) {
        this.folder = folder;
        this.pause = pause;
        this.clock = clock;
    }

    /**
     * Checkpoints in a folder of their own, which is made when the first is written.
     *
     * @param pause the time between two notes, and before the first
     */
    public static Checkpoints in(Path folder, Duration pause) {
        return in(folder, pause, Clock.systemUTC());
    }

    static Checkpoints in(Path folder, Duration pause, Clock clock) {
        return new Checkpoints(Optional.of(folder), pause, clock);
    }

    /** The checkpoint of some work on the files of a plan below a folder, or on the one file. */
    public Checkpoint of(String work, Path root, HashPlan plan, IntFunction<DatasetPath> paths) {
        if (folder.isEmpty()) {
            return Checkpoint.NONE;
        }
        String algorithms = plan.fileAlgorithms().stream()
                .sorted()
                .map(DigestAlgorithm::label)
                .collect(Collectors.joining(" "));
        String all = String.join("\n", work, Integer.toString(plan.pieceLength()), algorithms, real(root));
        byte[] key = Sha256.digestOf(all.getBytes(StandardCharsets.UTF_8)).bytes();
        List<String> names = IntStream.range(0, plan.items().size())
                .mapToObj(item -> paths.apply(item).text())
                .toList();
        return new FileCheckpoint(folder.get(), key, names, pause, clock);
    }

    private static String real(Path root) {
        try {
            return root.toRealPath().toString();
        } catch (IOException e) {
            return root.toAbsolutePath().toString(); // Whoever reads it meets the same trouble and says so.
        }
    }
}
