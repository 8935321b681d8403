package org.seedbank.integrity.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Disks are asked by what lies on them, on Unix and elsewhere. */
class DiskTest {

    @TempDir
    Path folder;

    @Test
    void the_room_is_that_of_the_file_system() throws Exception {
        assertThat(Disk.free(folder)).isPositive().isLessThanOrEqualTo(Disk.size(folder));
        assertThat(Disk.size(folder)).isEqualTo(Files.getFileStore(folder).getTotalSpace());
    }

    @Test
    void nothing_is_said_of_what_is_not_there() {
        assertThatThrownBy(() -> Disk.free(folder.resolve("gone"))).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> Disk.isSame(folder, folder.resolve("gone"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void two_folders_are_on_one_disk_or_on_two() throws Exception {
        Path inner = Files.createDirectory(folder.resolve("inner"));

        assertThat(Disk.isSame(folder, inner)).isTrue();
        assertThat(Disk.isSame(folder, Path.of("/dev"))).isFalse();
        assertThat(Disk.top(inner)).isEqualTo(Disk.top(folder));
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void an_ordinary_folder_or_none_is_nothing_mounted() {
        assertThat(Disk.isLost(folder)).isTrue();
        assertThat(Disk.isLost(folder.resolve("gone"))).isTrue();
        assertThat(Disk.isLost(Path.of("/dev"))).isFalse();
        assertThat(Disk.isLost(Path.of("/"))).isFalse();
    }

    /** As Windows has it: neither the numbers of devices nor permissions. */
    @Test
    void a_file_system_that_is_not_unix_is_asked_by_its_own_means() throws Exception {
        try (FileSystem other = FileSystems.newFileSystem(folder.resolve("other.zip"), Map.of("create", "true"))) {
            Path inside = Files.createDirectory(other.getPath("/inside"));

            assertThat(Disk.top(inside)).isEqualTo(other.getPath("/"));
            assertThat(Disk.free(inside)).isPositive();
            assertThat(Disk.isLost(inside)).isFalse();
        }
    }
}
