package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Where programs of others run: on a machine of their own, which has an address of its own. Ends them all on closing. For one thread. */
final class ClientLab implements AutoCloseable {

    static final Duration DEADLINE = Duration.ofMinutes(3);

    private static final int FIRST_PORT = 7001;

    private final Path folder;
    private final Host host;
    private final List<Process> processes = new ArrayList<>();
    private int logs;
    private int ports;

    ClientLab(Path folder, Host host) {
        this.folder = folder;
        this.host = host;
    }

    /** The address where other machines reach these programs. */
    String address() {
        return host.address();
    }

    /** A folder that nobody has yet. */
    Path fresh(String name) throws IOException {
        return Files.createTempDirectory(folder, name + "-");
    }

    /** A port that nothing else takes on this machine. */
    int port() {
        return FIRST_PORT + ports++;
    }

    /** A program that runs, and what it has said. */
    record Running(Process process, Path log) {

        /** Waits until it has said this. */
        void await(String text) throws Exception {
            eventually("says '" + text + "'", () -> said().contains(text), this);
        }

        String said() throws IOException {
            return Files.readString(log);
        }
    }

    Running start(List<String> command) throws IOException {
        Path log = folder.resolve("program-%d.log".formatted(logs++));
        List<String> all = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" >'" + log + "' 2>&1", "sh"));
        all.addAll(command);
        Files.createFile(log);
        Process process = host.start(all.toArray(String[]::new));
        processes.add(process);
        return new Running(process, log);
    }

    /** Runs a program to its end, good or bad, and returns what it has said. */
    String run(List<String> command) throws Exception {
        Running running = start(command);
        assertThat(running.process().waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS))
                .as("%s ends", command)
                .isTrue();
        return running.said();
    }

    /** Looks again and again until it is so; no program of others tells when it is. */
    static void eventually(String what, Callable<Boolean> isSo, Running... of) throws Exception {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (!isSo.call()) {
            for (Running each : of) {
                assertThat(each.process().isAlive())
                        .as("it has not ended before it %s; it said: %s", what, each.said())
                        .isTrue();
            }
            assertThat(System.nanoTime())
                    .as("%s; it said: %s", what, of.length == 0 ? "" : of[0].said())
                    .isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    @Override
    public void close() throws InterruptedException {
        for (Process each : processes) {
            each.destroy();
        }
        for (Process each : processes) {
            if (!each.waitFor(10, TimeUnit.SECONDS)) {
                each.destroyForcibly().waitFor();
            }
        }
        processes.clear();
    }
}
