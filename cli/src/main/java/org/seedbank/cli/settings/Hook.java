package org.seedbank.cli.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.files.AtomicFile;
import org.seedbank.library.Home;
import org.seedbank.node.api.DatasetView;

/**
 * A command that a person wants to be run when something happens. A shell reads it as it was set; what strangers have written,
 * such as a dataset's name, comes in variables of its environment alone. Its output goes to a file.
 *
 * @param command what the shell reads
 * @param log the file that its output is added to
 */
public record Hook(String command, Path log) {

    /** A command that hangs is ended. */
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** The log begins anew when it is longer. */
    private static final long LONGEST_LOG = 1 << 20;

    /** A hook of this home. */
    public static Hook of(String command, Home home) {
        return new Hook(command, home.state().resolve("hooks.log"));
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
     * Runs the command for a dataset and waits for its end, five minutes at most.
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
        Process process;
        try {
            prepareLog();
            ProcessBuilder builder = new ProcessBuilder(List.of("sh", "-c", command)).redirectErrorStream(true);
            facts.forEach((name, value) -> builder.environment().put(name, value.replace("\0", "")));
            process = builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            process.getOutputStream().close();
        } catch (IOException e) {
            return Optional.of("the command '%s' cannot be run: %s".formatted(command, IoReason.of(e)));
        }
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                return Optional.of("the command '%s' was ended after %d minutes".formatted(command, LIMIT.toMinutes()));
            }
            return process.exitValue() == 0
                    ? Optional.empty()
                    : Optional.of("the command '%s' ended with exit code %d; what it said is in '%s'"
                            .formatted(command, process.exitValue(), log));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private void prepareLog() throws IOException {
        AtomicFile.makeSecretFolder(log.getParent());
        if (Files.exists(log) && Files.size(log) > LONGEST_LOG) {
            Files.delete(log);
        }
    }
}
