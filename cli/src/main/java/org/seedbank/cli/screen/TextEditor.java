package org.seedbank.cli.screen;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The person's editor, as git finds it: {@code $VISUAL}, {@code $EDITOR}, or {@code vi}. */
public final class TextEditor {

    private static final int NOT_FOUND = 127;

    private final String command;

    public TextEditor(Map<String, String> environment) {
        command = Stream.of("VISUAL", "EDITOR")
                .flatMap(name -> Optional.ofNullable(environment.get(name)).stream())
                .filter(value -> !value.isBlank())
                .findFirst()
                .orElse("vi");
    }

    /**
     * Opens a file in it, and waits until it is closed, however long that takes: a person writes.
     *
     * @return what went wrong; empty where nothing did
     */
    public Optional<String> edit(Path file) throws InterruptedException {
        Process editor;
        try {
            // A shell takes the command apart, which may have options.
            ProcessBuilder builder =
                    new ProcessBuilder(List.of("sh", "-c", command + " \"$@\"", command, file.toString())).inheritIO();
            OtherPrograms.prepare(builder.environment());
            editor = builder.start();
        } catch (IOException e) {
            return Optional.of("the editor '%s' cannot be started: %s".formatted(command, e.getMessage()));
        }
        try {
            int code = editor.waitFor();
            return code == 0
                    ? Optional.empty()
                    : Optional.of(
                            code == NOT_FOUND
                                    ? "there is no editor '%s'; set VISUAL or EDITOR to yours".formatted(command)
                                    : "the editor '%s' ended with exit code %d".formatted(command, code));
        } finally {
            editor.destroy();
        }
    }
}
