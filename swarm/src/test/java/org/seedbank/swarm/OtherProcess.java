package org.seedbank.swarm;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Another process on this machine. Killed when closed. */
public final class OtherProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader out;

    private OtherProcess(Process process) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Another Java with the tests' class path and environment. */
    public static OtherProcess java(Class<?> main, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(args));
        return new OtherProcess(builder(command).start());
    }

    /** Another program, without what is preloaded for Java. */
    static OtherProcess program(List<String> command) throws IOException {
        ProcessBuilder builder = builder(command);
        builder.environment().remove("LD_PRELOAD");
        return new OtherProcess(builder.start());
    }

    private static ProcessBuilder builder(List<String> command) {
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** The next line that it prints; null when it has ended. */
    public String readLine() throws IOException {
        return out.readLine();
    }

    /** Its exit code, once it has ended by itself within a minute. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            throw new AssertionError("a process does not end: " + process.info());
        }
        return process.exitValue();
    }

    /** As {@code kill -9} does, and waits for its end. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        exitCode();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
