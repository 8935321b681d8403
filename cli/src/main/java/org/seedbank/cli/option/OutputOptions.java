package org.seedbank.cli.option;

import java.time.Duration;
import org.seedbank.integrity.Checkpoints;
import org.seedbank.library.Home;
import picocli.CommandLine.Option;

/** How results are printed. */
public final class OutputOptions {

    @Option(names = "--json", description = "Print the result as JSON; see the manual for its shape.")
    private boolean json;

    public boolean json() {
        return json;
    }

    /** The option of commands that hash. */
    public static final class Jobs {

        @Option(
                names = "--jobs",
                paramLabel = "N",
                converter = WholeNumber.Jobs.class,
                description = "Hash with this many threads. Default: one for each processor.")
        private Integer jobs;

        public int count() {
            return jobs == null ? Runtime.getRuntime().availableProcessors() : jobs;
        }
    }

    /** The option of commands that may hash for hours. */
    public static final class Checkpoint {

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
}
