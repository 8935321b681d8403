package org.seedbank.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.seedbank.cli.frame.FolderDeletion;
import org.seedbank.cli.frame.NodeStart;
import org.seedbank.cli.frame.Nodes;
import org.seedbank.cli.node.NodeProcess;
import org.seedbank.cli.screen.Keyboard;
import org.seedbank.library.Home;
import org.seedbank.node.api.NodeControl;

/**
 * A home with a real node that can be ended, killed and started again, and the commands of that home. The node is in this
 * process, where a kill is made up: what it writes after that moment is taken back; or it is a process of its own, which
 * takes longer. For one thread.
 */
final class OwnNode implements Nodes, AutoCloseable {

    private static final String READY = "the node is ready";
    private static final String STATE = "state/node";
    private static final String RESUME = "state/resume";

    private final Path folder;
    private final Home home;
    private final boolean apart;
    private Running inside;
    private Child outside;

    /**
     * No node runs at first.
     *
     * @param apart whether it is a process of its own
     */
    OwnNode(Path folder, boolean apart) {
        this.folder = folder;
        this.home = Home.of(variables());
        this.apart = apart;
    }

    private Map<String, String> variables() {
        return Map.of("SEEDBANK_HOME", folder.toString(), "HOME", folder.toString());
    }

    boolean isRunning() {
        return inside != null || outside != null;
    }

    /** Runs a command to its end. */
    Outcome run(String... arguments) throws InterruptedException {
        return command(arguments).end();
    }

    private Running command(String... arguments) {
        return new Running(new Running.Setting(variables(), false, Keyboard.none(), this), arguments, text -> text);
    }

    void start() throws InterruptedException {
        if (isRunning()) {
            return;
        }
        if (apart) {
            outside = process();
            outside.awaitErr(READY);
        } else {
            inside = command("node", "run", "--port", "0");
            inside.awaitErr(READY);
        }
    }

    private Child process() {
        ProcessBuilder builder =
                new ProcessBuilder(LauncherBench.TREE.resolve("seedbank").toString(), "node", "run", "--port", "0");
        builder.environment().putAll(variables());
        builder.environment().put("SEEDBANK_JAVA_HOME", System.getProperty("java.home"));
        try {
            return new Child(builder.start(), text -> text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it as a signal does. */
    @Override
    public boolean stop() throws InterruptedException {
        boolean ran = isRunning();
        if (inside != null) {
            inside.interrupt();
            inside = null;
        } else if (outside != null) {
            try {
                outside.signal("TERM");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            outside.end();
            outside = null;
        }
        return ran;
    }

    /** Ends it as {@code kill -9} does. */
    void kill() throws InterruptedException, IOException {
        if (outside != null) {
            outside.kill();
            outside = null;
        } else if (inside != null) {
            Path before = Files.createTempDirectory(folder, "killed");
            copy(folder.resolve(STATE), before.resolve(STATE));
            copy(folder.resolve(RESUME), before.resolve(RESUME));
            stop();
            for (String each : List.of(STATE, RESUME)) {
                if (Files.isDirectory(folder.resolve(each))) {
                    FolderDeletion.delete(folder.resolve(each));
                }
                if (Files.isDirectory(before.resolve(each))) {
                    Files.move(before.resolve(each), folder.resolve(each));
                }
            }
            FolderDeletion.delete(before);
        }
    }

    /** Files come and go while it is made: each is there whole or not at all. A socket is none. */
    private static void copy(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(from)) {
            all = walk.toList();
        }
        for (Path each : all) {
            Path copy = to.resolve(from.relativize(each).toString());
            if (Files.isDirectory(each)) {
                Files.createDirectories(copy);
            } else if (Files.isRegularFile(each)) {
                Files.copy(each, copy);
            }
        }
    }

    @Override
    public Optional<NodeControl> running() throws InterruptedException {
        return isRunning() ? NodeProcess.connect(home) : Optional.empty();
    }

    @Override
    public NodeControl runningOrStarted(NodeStart start) throws InterruptedException {
        start();
        return running().orElseThrow();
    }

    @Override
    public void close() throws InterruptedException {
        if (outside != null) {
            outside.kill();
            outside = null;
        }
        stop();
    }
}
