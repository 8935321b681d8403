package org.seedbank.cli.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.cli.LauncherBench;
import org.seedbank.cli.frame.NodeStart;
import org.seedbank.cli.screen.Terminal;
import org.seedbank.library.Home;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;

/** The process of the node, as commands start and end it: here where it does not do what it should. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class BackgroundNodeTest {

    @TempDir
    Path folder;

    private final StringWriter said = new StringWriter();
    private String before;
    private Home home;
    private BackgroundNode nodes;

    @BeforeEach
    void open() throws Exception {
        before = System.setProperty("seedbank.root", folder.toString());
        home = Home.of(Map.of("SEEDBANK_HOME", folder.resolve("home").toString()));
        PrintWriter out = new PrintWriter(said);
        nodes = new BackgroundNode(home, new Terminal(out, out, false, false, false));
        Files.createDirectories(home.node());
    }

    @AfterEach
    void close() {
        if (before == null) {
            System.clearProperty("seedbank.root");
        } else {
            System.setProperty("seedbank.root", before);
        }
    }

    @Test
    void a_node_that_ends_at_once_is_told_with_the_end_of_its_log() throws Exception {
        Files.createDirectories(home.nodeLog().getParent());
        Files.writeString(home.nodeLog(), "of an earlier start\n");
        launcher("echo \"got $*\"; echo 'seedbank: error: no Java' >&2; exit 1");

        assertThatThrownBy(() -> nodes.runningOrStarted(new NodeStart(OptionalInt.of(7000), OptionalInt.empty())))
                .isInstanceOf(NodeException.Unreachable.class)
                .hasMessage("the node does not answer: it ended at once; the end of its log '%s' stands above"
                        .formatted(home.nodeLog()));

        assertThat(said.toString()).isEqualTo("""
            seedbank: no node is running: starting one, which goes on in the background
            seedbank: log: got node run --port 7000
            seedbank: log: seedbank: error: no Java
            """);
    }

    @Test
    void one_that_its_keeper_starts_again_is_waited_for_as_long_as_the_keeper_lives() throws Exception {
        Process keeper = standIn("keep-node.sh");
        try {
            Files.writeString(home.node().resolve("keeper"), keeper.pid() + "\n");
            CompletableFuture<NodeControl> waiting = CompletableFuture.supplyAsync(this::required);
            while (!said.toString().contains("waiting for it") && !waiting.isDone()) {
                Thread.onSpinWait();
            }
            assertThat(waiting.isDone()).isFalse();
            keeper.destroyForcibly();

            assertThatThrownBy(() -> waiting.get(20, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(NodeException.NotRunning.class);
        } finally {
            keeper.destroyForcibly();
        }
    }

    private NodeControl required() {
        try {
            return nodes.required();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_keeper_that_was_killed_is_not_waited_for() throws Exception {
        Files.writeString(home.node().resolve("keeper"), ProcessHandle.current().pid() + "\n");

        assertThatThrownBy(nodes::required).isInstanceOf(NodeException.NotRunning.class);
        assertThat(said.toString()).isEmpty();
    }

    @Test
    void what_a_killed_node_left_is_no_node() throws Exception {
        Files.writeString(home.node().resolve("control.json"), "{\"port\":1,\"token\":\"x\",\"pid\":1}");
        Files.createFile(home.node().resolve("lock"));

        assertThat(nodes.running()).isEmpty();
        assertThat(nodes.stop()).isFalse();
    }

    @Test
    void one_that_does_not_answer_is_ended_by_a_signal() throws Exception {
        Process process = standIn("lib/seedbank.jar", "node", "run");
        try (FileChannel file = lockFile();
                FileLock lock = file.lock()) {
            assertThat(lock.isValid()).isTrue();
            name(process);

            assertThat(nodes.stop()).isTrue();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void a_process_that_has_got_the_number_since_is_left_alone() throws Exception {
        Process process = standIn("something", "else");
        try (FileChannel file = lockFile();
                FileLock lock = file.lock()) {
            assertThat(lock.isValid()).isTrue();
            name(process);

            assertThatThrownBy(nodes::stop)
                    .isInstanceOf(NodeException.Unreachable.class)
                    .hasMessageContaining("its process is not known");
            assertThat(process.isAlive()).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    private FileChannel lockFile() throws Exception {
        return FileChannel.open(home.node().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private void name(Process process) throws Exception {
        Files.writeString(home.node().resolve("lock"), Long.toString(process.pid()));
    }

    /** A process with these words at the end of its command line, which waits for input that never comes. */
    private static Process standIn(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "read line; true"));
        command.addAll(List.of(words));
        return new ProcessBuilder(command).start();
    }

    private void launcher(String script) throws Exception {
        Path keeper = Files.createDirectories(folder.resolve("src/dist")).resolve("keep-node.sh");
        Files.copy(LauncherBench.TREE.resolve("src/dist/keep-node.sh"), keeper, StandardCopyOption.COPY_ATTRIBUTES);
        Path launcher = folder.resolve("seedbank");
        Files.writeString(launcher, "#!/bin/sh\n" + script + "\n");
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
    }
}
