package org.seedbank.node.internal.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.files.LockOwner;
import org.seedbank.integrity.threads.LongLivedThreads;
import org.seedbank.node.FakeNode;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.internal.wire.ControlFile;
import org.seedbank.node.internal.wire.Wire;

class ControlServerTest {

    @TempDir
    Path folder;

    @Test
    void says_how_to_reach_it_to_its_owner_alone() throws Exception {
        try (Bench bench = new Bench(folder)) {
            assertThat(Wire.MAPPER.read(Files.readString(bench.control), ControlFile.class))
                    .isEqualTo(new ControlFile(
                            1,
                            ProcessHandle.current().pid(),
                            bench.server.port(),
                            bench.token,
                            Optional.of(folder.toAbsolutePath().resolve("control.sock")),
                            Optional.of(LockOwner.here().host()),
                            Optional.of(LockOwner.here().boot()),
                            "0.1.0",
                            FakeNode.STARTED));
            assertThat(bench.token).matches("[0-9a-f]{64}");
            assertThat(Files.getPosixFilePermissions(bench.control))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(Files.getPosixFilePermissions(folder.resolve("control.sock")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(Files.getPosixFilePermissions(folder)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_folder_whose_path_is_too_long_for_a_socket_is_reached_over_the_port() throws Exception {
        Path deep = Files.createDirectories(folder.resolve("d".repeat(60)).resolve("e".repeat(60)));

        try (Bench bench = new Bench(deep)) {
            assertThat(Wire.MAPPER
                            .read(Files.readString(bench.control), ControlFile.class)
                            .socket())
                    .isEmpty();
            assertThat(bench.http.get("/v1")).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void its_file_is_touched_as_a_sign_of_life() throws Exception {
        try (Bench bench = new Bench(folder)) {
            Files.setLastModifiedTime(bench.control, FileTime.fromMillis(0));
            bench.server.check();
            assertThat(Files.getLastModifiedTime(bench.control).toMillis()).isPositive();
        }
    }

    @Test
    void puts_its_file_back_when_it_is_gone_or_changed() throws Exception {
        try (Bench bench = new Bench(folder)) {
            String written = Files.readString(bench.control);
            Files.delete(bench.control);
            bench.server.check();
            assertThat(bench.control).hasContent(written);

            Files.writeString(bench.control, "{}");
            bench.server.check();
            assertThat(bench.control).hasContent(written);

            Files.setPosixFilePermissions(bench.control, PosixFilePermissions.fromString("rw-r--r--"));
            bench.server.check();
            assertThat(Files.getPosixFilePermissions(bench.control))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void puts_its_file_back_by_itself() throws Exception {
        try (Bench bench = new Bench(folder)) {
            Files.delete(bench.control);
            Bench.until(() -> Files.exists(bench.control));
        }
    }

    @Test
    void leaves_anothers_file_where_it_is() throws Exception {
        Bench bench = new Bench(folder);
        ControlServer later = ControlServer.open(new FakeNode(), folder, 0, new LongLivedThreads());
        bench.close();
        assertThat(bench.control).exists();
        later.close();
        assertThat(bench.control).doesNotExist();
    }

    @Test
    void a_port_that_is_taken_is_said_to_be() throws Exception {
        try (Bench bench = new Bench(folder)) {
            int port = bench.server.port();
            assertThatThrownBy(() ->
                            ControlServer.open(new FakeNode(), folder.resolve("other"), port, new LongLivedThreads()))
                    .isInstanceOf(NodeException.CannotListen.class)
                    .hasMessage("cannot listen on port %d of 127.0.0.1: Address already in use".formatted(port));
            assertThat(folder.resolve("other")).doesNotExist();
        }
        Bench.until(() -> Bench.threads() == 0);
    }

    @Test
    void a_folder_that_cannot_be_written_is_said_to_be() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> ControlServer.open(new FakeNode(), file.resolve("node"), 0, new LongLivedThreads()))
                .isInstanceOf(NodeException.StateUnusable.class)
                .hasMessageStartingWith("cannot use '%s".formatted(file));
        Bench.until(() -> Bench.threads() == 0);
    }

    @Test
    void closing_twice_is_harmless() throws Exception {
        Bench bench = new Bench(folder);
        bench.close();
        bench.close();
        Bench.until(() -> Bench.threads() == 0);
    }
}
