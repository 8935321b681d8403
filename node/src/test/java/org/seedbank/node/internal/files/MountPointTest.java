package org.seedbank.node.internal.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@EnabledOnOs({OS.LINUX, OS.MAC})
class MountPointTest {

    @TempDir
    Path folder;

    @Test
    void what_is_not_there_yet_is_on_the_file_system_of_what_is_above() {
        assertThat(MountPoint.of(folder.resolve("a/b/c"))).isEqualTo(MountPoint.of(folder));
    }

    @Test
    void a_link_leads_to_where_it_leads() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("/dev"));

        assertThat(MountPoint.of(link)).isEqualTo(MountPoint.of(Path.of("/dev")));
    }

    @Test
    void the_root_is_always_mounted() {
        assertThat(MountPoint.of(Path.of("/"))).isEqualTo(Path.of("/"));
    }

    @ParameterizedTest
    @CsvSource({
        "/mnt/disk, /mnt/disk, false",
        "/mnt/disk, /, true",
        "/mnt/disk, /mnt, true",
        "/mnt/disk, /mnt/disk/inner, false",
        "/mnt/disk, /mnt/disk2, false",
        "/, /mnt/disk, false",
        "/, /, false"
    })
    void a_disk_is_missing_when_what_is_above_it_is_seen_instead(Path before, Path now, boolean missing) {
        assertThat(MountPoint.isMissing(before, now)).isEqualTo(missing);
    }
}
