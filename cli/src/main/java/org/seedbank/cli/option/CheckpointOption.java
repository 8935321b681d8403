package org.seedbank.cli.option;

import java.time.Duration;
import org.seedbank.integrity.Checkpoints;
import org.seedbank.library.Home;
import picocli.CommandLine.Option;

/** The option of commands that may hash for hours. */
public final class CheckpointOption {

    /** A property of Java for those who test with less than terabytes. */
    private static final String PAUSE = "seedbank.checkpoint.millis";

    @Option(
            names = "--no-checkpoint",
            description = "Read every byte in this very run: neither go on from what a run that was cut short had"
                    + " hashed, nor take note of what is hashed.")
    private boolean off;

    public Checkpoints in(Home home) {
        if (off) {
            return Checkpoints.NONE;
        }
        Duration pause = Duration.ofMillis(Math.max(0, Long.getLong(PAUSE, Checkpoints.PAUSE.toMillis())));
        return Checkpoints.in(home.checkpoints(), pause);
    }
}
