package org.seedbank.integrity;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * The folder where long runs note how far they have come, so that the same work goes on from there after its process was
 * killed. A note is believed of files whose length, times and inode are what they were before they were read. One that
 * is damaged, or cannot be written, costs nothing but time.
 *
 * @param folder made when the first note is written; empty when nothing is noted and no note read
 * @param pause the time between two notes, and before the first
 * @param clock tells whether a file has been left alone for long enough
 */
public record Checkpoints(Optional<Path> folder, Duration pause, Clock clock) {

    /** Notes nothing and reads no note. */
    public static final Checkpoints NONE = new Checkpoints(Optional.empty(), Duration.ZERO, Clock.systemUTC());

    /** How often notes are written unless somebody says otherwise; shorter runs leave none. */
    public static final Duration PAUSE = Duration.ofSeconds(5);

    /** Checkpoints in a folder of their own. */
    public static Checkpoints in(Path folder, Duration pause) {
        return new Checkpoints(Optional.of(folder), pause, Clock.systemUTC());
    }
}
