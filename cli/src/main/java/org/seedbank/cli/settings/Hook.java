package org.seedbank.cli.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.seedbank.cli.screen.Amounts;
import org.seedbank.cli.screen.OtherPrograms;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.files.AtomicFile;
import org.seedbank.library.Home;
import org.seedbank.node.api.DatasetView;

/**
 * A command that a person wants to be run when something happens. A shell reads it as it was set; what strangers have written,
 * such as a dataset's name, comes in variables of its environment alone. Its output goes to a file.
 *
 * @param command what the shell reads
 * @param log the file that the beginning of its output is added to
 * @param limit after so long it is ended
 */
public record Hook(String command, Path log, Duration limit) {

    /** A command that hangs is ended. */
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** The log begins anew when it is longer, and takes no more than this of one command. */
    private static final int LONGEST_LOG = 1 << 20;

    /** What a command has printed before its end is in the pipe by then. */
    private static final Duration TO_READ = Duration.ofSeconds(5);

    /** A hook of this home. */
    public static Hook of(String command, Home home) {
        return new Hook(command, home.state().resolve("hooks.log"), LIMIT);
    }

    /** What can happen. */
    public enum Event {
        /** All that was wanted has arrived and was verified. */
        FINISHED("finished"),
        /** Files are not what was published. */
        DAMAGED("damaged"),
        /** The disk has no room for the rest. */
        NO_ROOM("no-room");

        private final String label;

        Event(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /**
     * Runs the command for a dataset and waits for its end, no longer than its limit.
     *
     * @return what went wrong, for a person; empty where nothing did
     */
    public Optional<String> run(Event event, DatasetView view) throws InterruptedException {
        return run(Map.of(
                "SEEDBANK_EVENT", event.label(),
                "SEEDBANK_NAME", view.name(),
                "SEEDBANK_PATH", view.path(),
                "SEEDBANK_REF", view.reference(),
                "SEEDBANK_STATE", view.state().label(),
                "SEEDBANK_BYTES", String.valueOf(view.amounts().bytesWanted()),
                "SEEDBANK_DAMAGED", String.valueOf(view.amounts().filesDamaged())));
    }

    private Optional<String> run(Map<String, String> facts) throws InterruptedException {
        try (OutputStream kept = openLog()) {
            ProcessBuilder builder = new ProcessBuilder(List.of("sh", "-c", command)).redirectErrorStream(true);
            OtherPrograms.prepare(builder.environment());
            facts.forEach((name, value) -> builder.environment().put(name, value.replace("\0", "")));
            return run(builder.start(), kept);
        } catch (IOException e) {
            return Optional.of("the command '%s' cannot be run: %s".formatted(command, IoReason.of(e)));
        }
    }

    private Optional<String> run(Process process, OutputStream kept) throws InterruptedException, IOException {
        Thread reader = new Thread(() -> read(process.getInputStream(), kept), "seedbank-hook-output");
        reader.setDaemon(true);
        reader.start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.of("the command '%s' was ended after %s".formatted(command, Amounts.duration(limit)));
            }
            return process.exitValue() == 0
                    ? Optional.empty()
                    : Optional.of("the command '%s' ended with exit code %d; what it said is in '%s'"
                            .formatted(command, process.exitValue(), log));
        } finally {
            // By their handles: Process.destroy would close the pipe before it is read to its end.
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.toHandle().destroyForcibly();
            reader.join(TO_READ.toMillis());
            process.getInputStream().close(); // What it has left running may hold the other end.
        }
    }

    /** Keeps the beginning. The rest is read and dropped: a command is not to wait, or fail, for want of a log. */
    private static void read(InputStream printed, OutputStream kept) {
        byte[] block = new byte[8192];
        int left = LONGEST_LOG;
        try {
            for (int read = printed.read(block); read >= 0; read = printed.read(block)) {
                int some = Math.min(read, left);
                left = isKept(block, some, kept) ? left - some : 0;
            }
        } catch (IOException e) {
            return; // It has ended.
        }
    }

    private static boolean isKept(byte[] block, int length, OutputStream kept) {
        try {
            kept.write(block, 0, length);
            return true;
        } catch (IOException e) {
            return false; // The disk is full.
        }
    }

    private OutputStream openLog() throws IOException {
        AtomicFile.makeSecretFolder(log.getParent());
        if (Files.exists(log) && Files.size(log) > LONGEST_LOG) {
            Files.delete(log);
        }
        return Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
