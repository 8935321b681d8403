package org.seedbank.node.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.internal.wire.ControlFile;
import org.seedbank.node.internal.wire.Wire;

class NodeLockTest {

    @TempDir
    Path folder;

    @Test
    void a_folder_is_free_again_once_it_is_closed() throws Exception {
        assertThat(NodeLock.owner(folder)).isEmpty();
        try (NodeLock lock = NodeLock.take(folder)) {
            assertThat(lock).isNotNull();
            assertThat(pid()).isEqualTo(ProcessHandle.current().pid());
        }
        assertThat(NodeLock.owner(folder)).isEmpty();
        NodeLock.take(folder).close();
    }

    @Test
    void a_refused_second_node_of_this_process_does_not_give_the_folder_free() throws Exception {
        try (NodeLock lock = NodeLock.take(folder)) {
            assertThat(lock).isNotNull();
            assertThatThrownBy(() -> NodeLock.take(folder.resolve("../" + folder.getFileName())))
                    .isInstanceOf(NodeException.AlreadyRunning.class);
            assertThat(pid()).isEqualTo(ProcessHandle.current().pid());

            assertThat(answer(other("ask"))).isEqualTo("taken");
        }
    }

    @Test
    void another_process_has_it_until_it_is_killed() throws Exception {
        Process other = other("hold");
        try {
            assertThat(other.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("held");

            assertThatThrownBy(() -> NodeLock.take(folder))
                    .isInstanceOf(NodeException.AlreadyRunning.class)
                    .hasMessage("a node is running already, process %d", other.pid());
            assertThat(pid()).isEqualTo(other.pid());
        } finally {
            other.destroyForcibly();
            assertThat(other.waitFor(1, TimeUnit.MINUTES)).isTrue();
        }
        NodeLock.take(folder).close();
    }

    @Test
    void a_lock_file_of_garbage_does_not_matter() throws Exception {
        Files.writeString(folder.resolve("lock"), "garbage, and more of it than a number has");

        assertThat(NodeLock.owner(folder)).isEmpty();
        NodeLock.take(folder).close();
    }

    @Test
    void a_node_of_another_machine_that_shows_life_has_the_folder_also_where_locks_do_not_reach_it() throws Exception {
        Path control = control("far-away");
        ScheduledExecutorService far = Executors.newSingleThreadScheduledExecutor();
        try {
            AtomicLong time = new AtomicLong(1_000_000);
            Future<?> touching = far.scheduleWithFixedDelay(
                    () -> control.toFile().setLastModified(time.addAndGet(3_000)), 0, 100, TimeUnit.MILLISECONDS);

            assertThatThrownBy(() -> NodeLock.take(folder))
                    .isInstanceOf(NodeException.RunsElsewhere.class)
                    .hasMessage("the node of this home runs elsewhere: process 4711 on host 'far-away'");
            assertThat(NodeLock.owner(folder)).isEmpty();
            assertThat(touching.isDone()).isFalse();
        } finally {
            far.shutdownNow();
        }
    }

    @Test
    @Tag("thorough")
    void a_node_of_another_machine_that_was_killed_gives_the_folder_free() throws Exception {
        control("far-away");

        NodeLock.take(folder).close();
    }

    private Path control(String host) throws IOException {
        ControlFile said = new ControlFile(
                ControlFile.SCHEMA,
                4711,
                1,
                "0".repeat(64),
                Optional.empty(),
                Optional.of(host),
                Optional.of("0123456789ab.1"),
                "0.1.0",
                Instant.EPOCH);
        return Files.writeString(ControlFile.in(folder), Wire.text(said));
    }

    @Test
    void a_folder_that_cannot_be_one_is_told() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "in the way");

        assertThatThrownBy(() -> NodeLock.take(file)).isInstanceOf(NodeException.StateUnusable.class);
    }

    private long pid() {
        return NodeLock.owner(folder).orElseThrow().pid();
    }

    private Process other(String what) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        what,
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String answer(Process process) throws Exception {
        String line = process.inputReader(StandardCharsets.UTF_8).readLine();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return line;
    }
}
