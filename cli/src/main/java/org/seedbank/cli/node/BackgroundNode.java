package org.seedbank.cli.node;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntPredicate;
import org.seedbank.cli.frame.NodeStart;
import org.seedbank.cli.frame.Nodes;
import org.seedbank.cli.frame.ProgramFolder;
import org.seedbank.cli.screen.OtherPrograms;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.cli.screen.Terminal;
import org.seedbank.integrity.files.AtomicFile;
import org.seedbank.integrity.files.LockOwner;
import org.seedbank.library.Home;
import org.seedbank.node.NodeClient;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;
import org.seedbank.swarm.libtorrent.LibtorrentSwarm;

/** The node as a process of its own, which outlives the command that starts it. For one thread. */
public final class BackgroundNode implements Nodes {

    /** Names the file that {@code node run} writes to in place of its standard streams. */
    public static final String LOG_VARIABLE = "SEEDBANK_NODE_LOG";

    private static final Duration TO_START = Duration.ofSeconds(60);

    /** It flushes files and tells trackers, as after any signal. */
    private static final Duration TO_END = Duration.ofSeconds(60);

    /** Another that was started at the same time has the lock and answers soon. */
    private static final Duration FOR_ANOTHER = Duration.ofSeconds(10);

    private static final long POLL_MILLIS = 100;
    private static final int LINES_OF_LOG = 10;

    /** It waits for up to ten seconds before it starts one again. */
    private static final Duration FOR_KEEPER = Duration.ofSeconds(30);

    private final Home home;
    private final NodeKeeper keeper;
    private final Terminal terminal;

    /** Whether this command has ended the node that ran. */
    private boolean ended;

    public BackgroundNode(Home home, Terminal terminal) {
        this.home = home;
        this.keeper = new NodeKeeper(home);
        this.terminal = terminal;
    }

    @Override
    public Optional<NodeControl> running() throws InterruptedException {
        return NodeProcess.connect(home);
    }

    @Override
    public NodeControl required() throws InterruptedException {
        return runningOrKept().orElseThrow(NodeException.NotRunning::new);
    }

    /** The node that runs now, or that its keeper starts again with the options that it had. */
    private Optional<NodeControl> runningOrKept() throws InterruptedException {
        Optional<NodeControl> node = running();
        if (node.isPresent() || !keeper.isAtWork()) {
            return node;
        }
        terminal.say("the node has died and comes back by itself: waiting for it; what it was told is kept");
        long deadline = System.nanoTime() + FOR_KEEPER.toNanos();
        while (node.isEmpty() && keeper.isAtWork() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            node = answering();
        }
        return node.isPresent() ? node : running();
    }

    @Override
    public NodeControl runningOrStarted(NodeStart start) throws InterruptedException {
        Optional<NodeControl> running = runningOrKept();
        if (running.isPresent()) {
            return running.get();
        }
        LibtorrentSwarm.requireLibrary();
        terminal.say(
                ended
                        ? "the node has ended: starting it again, in the background"
                        : "no node is running: starting one, which goes on in the background");
        try {
            return start(start);
        } catch (IOException e) {
            throw new NodeException.StateUnusable(home.node(), e);
        }
    }

    private NodeControl start(NodeStart start) throws IOException, InterruptedException {
        AtomicFile.makeSecretFolder(home.node());
        Path log = home.nodeLog();
        // Where it cannot be written, that is the reason, and not the program that would have written to it.
        Files.newByteChannel(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                .close();
        long written = Files.size(log);
        ProcessBuilder builder = new ProcessBuilder(command(start))
                .directory(home.node().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Map<String, String> environment = builder.environment();
        environment.put(LOG_VARIABLE, log.toString());
        environment.put(NodeKeeper.FILE_VARIABLE, keeper.file().toString());
        // Such a path may be relative to the folder that this command runs in.
        for (String variable : List.of("SEEDBANK_HOME", "SEEDBANK_CACHE")) {
            environment.computeIfPresent(
                    variable, (name, path) -> Path.of(path).toAbsolutePath().toString());
        }
        OtherPrograms.prepare(environment);
        return await(builder.start(), written);
    }

    /**
     * In a session of its own, so that neither Ctrl-C nor the end of the terminal reaches it, and started again when it
     * dies.
     */
    private static List<String> command(NodeStart start) {
        List<String> command = new ArrayList<>();
        for (String setsid : List.of("/usr/bin/setsid", "/bin/setsid")) {
            if (command.isEmpty() && Files.isExecutable(Path.of(setsid))) {
                command.add(setsid);
            }
        }
        command.addAll(List.of(
                ProgramFolder.nodeKeeper().toString(), ProgramFolder.launcher().toString(), "node", "run"));
        command.addAll(start.options());
        return command;
    }

    /** Waits until the node answers; {@code written} bytes of its log are of earlier starts. */
    private NodeControl await(Process process, long written) throws InterruptedException {
        long deadline = System.nanoTime() + TO_START.toNanos();
        boolean ended = false;
        while (System.nanoTime() < deadline) {
            Optional<NodeControl> node = answering();
            if (node.isPresent()) {
                return node.get();
            }
            if (!ended && process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                ended = true;
                deadline = Math.min(deadline, System.nanoTime() + forAnother().toNanos());
            } else if (ended) {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        }
        NodeLog.tail(home.nodeLog(), written, LINES_OF_LOG)
                .forEach(line -> terminal.tell("log: " + SafeText.line(line)));
        throw new NodeException.Unreachable(
                ended
                        ? "it ended at once; the end of its log '%s' stands above".formatted(home.nodeLog())
                        : "it is not up after %d s".formatted(TO_START.toSeconds()),
                null);
    }

    private Duration forAnother() {
        return NodeClient.isThere(home.node()) ? FOR_ANOTHER : Duration.ofMillis(POLL_MILLIS);
    }

    /** Empty also while one that starts has the lock, and has not said yet how to reach it. */
    private Optional<NodeControl> answering() throws InterruptedException {
        try {
            Optional<NodeControl> node = running();
            if (node.isPresent()) {
                node.get().facts();
            }
            return node;
        } catch (NodeException.Unreachable | NodeException.NotRunning e) {
            return Optional.empty();
        }
    }

    @Override
    public void requireListening(NodeStart start, IntPredicate held) {
        ListenCheck.require(start, held);
    }

    @Override
    public boolean stop() throws InterruptedException {
        Optional<ProcessHandle> process = asked();
        if (process.isEmpty()) {
            process = NodeClient.owner(home.node()).flatMap(LockOwner::process).filter(BackgroundNode::isNode);
            process.ifPresent(ProcessHandle::destroy);
        }
        if (process.isEmpty() && NodeClient.isThere(home.node())) {
            throw new NodeException.Unreachable("it has the state folder, and its process is not known", null);
        }
        if (process.isPresent()) {
            awaitEnd(process.get());
            ended = true;
        }
        return process.isPresent();
    }

    /** Tells whether it was started as a node; its number may be another's by now. */
    private static boolean isNode(ProcessHandle process) {
        List<String> arguments = Arrays.asList(process.info().arguments().orElse(new String[0]));
        int node = arguments.indexOf("node");
        return node >= 0
                && node + 1 < arguments.size()
                && arguments.get(node + 1).equals("run")
                && arguments.stream().anyMatch(each -> each.endsWith("seedbank.jar"));
    }

    /** The process of the node, where it has taken the request to end. */
    private Optional<ProcessHandle> asked() throws InterruptedException {
        try {
            Optional<NodeControl> node = runningOrKept();
            if (node.isEmpty()) {
                return Optional.empty();
            }
            long pid = node.get().facts().pid();
            node.get().stop();
            return ProcessHandle.of(pid);
        } catch (NodeException.Unreachable
                | NodeException.NotRunning
                | NodeException.StateUnusable
                | NodeException.Refused e) {
            return Optional.empty();
        }
    }

    private static void awaitEnd(ProcessHandle process) throws InterruptedException {
        try {
            process.onExit().get(TO_END.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new NodeException.Unreachable(
                    "process %d has not ended after %d s".formatted(process.pid(), TO_END.toSeconds()), e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
