package org.seedbank.node.internal.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a thread, and the threads that it starts, read and compute only when nothing else wants the disk and the cores.
 * Linux keeps both priorities for each thread, and new threads inherit them; Java has no call for them, so the system's own
 * {@code ionice} and {@code renice} are asked. Where they are missing the thread works as any other.
 */
public final class BackgroundPriority {

    private static final Logger LOG = LoggerFactory.getLogger(BackgroundPriority.class);
    private static final Path SELF = Path.of("/proc/thread-self");
    private static final int SECONDS = 10;

    private BackgroundPriority() {}

    /** Lowers the calling thread for good. */
    public static void take() {
        String thread;
        try {
            thread = Files.readSymbolicLink(SELF).getFileName().toString();
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("this system does not tell threads apart: {}", e.getMessage());
            return;
        }
        run(List.of("ionice", "--class", "3", "--pid", thread));
        run(List.of("renice", "--priority", "10", "--pid", thread));
    }

    private static void run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            LOG.debug("{} is not there: {}", command.get(0), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
