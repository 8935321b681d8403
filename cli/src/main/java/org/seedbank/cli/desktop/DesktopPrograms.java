package org.seedbank.cli.desktop;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.seedbank.cli.screen.OtherPrograms;

/** Programs of the desktop that take notice of new files, where they are installed. */
final class DesktopPrograms {

    private static final long LIMIT_SECONDS = 30;

    private final Path data;
    private final Path config;

    /** For the user whose programs keep data and settings there. */
    DesktopPrograms(Path data, Path config) {
        this.data = data;
        this.config = config;
    }

    /** Runs one, and tells whether it is installed and has done its work. */
    boolean run(String... command) throws InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(List.of(command))
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD);
        OtherPrograms.prepare(builder.environment());
        builder.environment().put("XDG_DATA_HOME", data.toString());
        builder.environment().put("XDG_CONFIG_HOME", config.toString());
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return false; // It is not installed.
        }
        try {
            return process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } finally {
            process.destroyForcibly();
        }
    }
}
