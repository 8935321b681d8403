package org.seedbank.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Runs the examples of a document in a folder that looks like a source tree, with a home of its own. The owner closes
 * it, which ends what still runs in the background, and the node.
 */
final class DocumentShell implements AutoCloseable {

    private static final int SECONDS = 90;

    private final Path folder;
    private final List<Path> links;
    private final List<Process> running = new ArrayList<>();
    private int runs;

    DocumentShell(Path tree, Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectory(folder.resolve("src"));
        this.links = List.of(folder.resolve("seedbank"), folder.resolve("src/samples"));
        for (Path link : links) {
            Files.createSymbolicLink(link, tree.resolve(folder.relativize(link)));
        }
    }

    /**
     * What a command prints until it ends. For one in the background: what it has printed as soon as that is what the
     * document shows, or when time is up.
     */
    String run(ConsoleExample example) throws IOException, InterruptedException {
        Path out = folder.resolve(".out-" + runs++);
        Process process = start(example, out);
        running.add(process);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (process.isAlive() && System.nanoTime() < deadline) {
            if (example.background() && example.describes(Files.readString(out))) {
                return Files.readString(out);
            }
            process.waitFor(50, TimeUnit.MILLISECONDS);
        }
        return Files.readString(out) + (process.isAlive() && !example.background() ? "(does not end)" : "");
    }

    private Process start(ConsoleExample example, Path out) throws IOException {
        // The shell becomes the command, so that ending the process ends the command.
        String command = (example.background() ? "exec " : "") + example.command();
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", folder + ":" + System.getenv("PATH"));
        builder.environment().put("SEEDBANK_HOME", folder.resolve("home").toString());
        builder.environment().put("SEEDBANK_JAVA_HOME", System.getProperty("java.home"));
        return builder.start();
    }

    @Override
    public void close() throws IOException, InterruptedException, ExecutionException {
        new LeftNode(folder.resolve("home")).end();
        running.forEach(Process::destroy);
        for (Process process : running) {
            process.waitFor(SECONDS, TimeUnit.SECONDS);
        }
        for (Path link : links) {
            Files.delete(link);
        }
    }
}
