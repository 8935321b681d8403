package org.seedbank.integrity.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders are there after a power cut when each of them, and the one above it, was forced to the disk. */
class DurableFolderTest {

    @TempDir
    private Path top;

    private final List<Path> forced = new ArrayList<>();

    @Test
    void forces_each_folder_that_it_makes_and_the_one_above_it() throws IOException {
        DurableFolder.make(top.resolve("state/node/datasets"), forced::add);

        Path state = top.resolve("state");
        Path node = state.resolve("node");
        assertThat(forced).containsExactly(state, top, node, state, node.resolve("datasets"), node);
        assertThat(node.resolve("datasets")).isDirectory();
    }

    @Test
    void leaves_the_disk_alone_where_all_folders_are_there() throws IOException {
        DurableFolder.make(top, forced::add);

        assertThat(forced).isEmpty();
    }

    @Test
    void fails_when_the_disk_refuses_a_folder() {
        assertThatThrownBy(() -> DurableFolder.make(top.resolve("state"), folder -> {
                    throw new IOException("no space left on device");
                }))
                .hasMessage("no space left on device");
    }

    @Test
    void does_not_take_a_file_for_a_folder() throws IOException {
        Path file = Files.createFile(top.resolve("state"));

        assertThatThrownBy(() -> DurableFolder.make(file)).isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void follows_a_link_to_a_folder() throws IOException {
        Files.createDirectory(top.resolve("real"));
        Files.createSymbolicLink(top.resolve("link"), Path.of("real"));

        DurableFolder.make(top.resolve("link/state"));

        assertThat(top.resolve("real/state")).isDirectory();
    }

    @Test
    void every_folder_made_for_its_owner_alone_has_these_rights() throws IOException {
        DurableFolder.makeForOwner(top.resolve("config/tokens"));

        for (String each : List.of("config", "config/tokens")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(top.resolve(each))))
                    .isEqualTo("rwx------");
        }
    }
}
