package org.seedbank.catalog.drive.emulator;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Somebody else's program, run in a folder with an environment of the test's making. */
final class OtherProgram {

    private static final long LONGEST_MINUTES = 3;

    private final Path folder;
    private final Map<String, String> environment;

    OtherProgram(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    /** Fails where a program is missing that the tests agree with others by. */
    static void mustBeInstalled(String program, String debianPackage) {
        boolean there = Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
        if (!there) {
            throw new AssertionError(
                    "'%s' is not installed; Debian has it in the package '%s'".formatted(program, debianPackage));
        }
    }

    /** Runs it to its end, which must be a good one, and returns what it printed. */
    String run(String... command) throws IOException, InterruptedException {
        return run(true, command);
    }

    /** Runs it to its end, good or bad, and returns what it printed. */
    String runHowever(String... command) throws IOException, InterruptedException {
        return run(false, command);
    }

    private String run(boolean toGoodEnd, String... command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(command));
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(false);
        builder.environment().remove("LD_PRELOAD");
        builder.environment().putAll(environment);
        Path errors = Files.createTempFile(folder, "errors", ".txt");
        builder.redirectError(errors.toFile());
        Process process = builder.start();
        process.getOutputStream().close();
        CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> read(process));
        if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError(command[0] + " does not end: " + Files.readString(errors));
        }
        String printed = get(output);
        if (toGoodEnd && process.exitValue() != 0) {
            throw new AssertionError("%s ended with %d:%n%s%n%s"
                    .formatted(command[0], process.exitValue(), printed, Files.readString(errors)));
        }
        return printed;
    }

    private static String read(Process process) {
        try (var out = process.getInputStream()) {
            return new String(out.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "(unreadable: " + e + ")";
        }
    }

    private static String get(CompletableFuture<String> output) throws IOException, InterruptedException {
        try {
            return output.get(1, TimeUnit.MINUTES);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("what the program prints does not end", e);
        }
    }
}
