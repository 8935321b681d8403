package org.seedbank.integrity.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Files are their owner's alone where there are permissions, and are just made where there are none. */
class PermissionsTest {

    @TempDir
    Path folder;

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void what_is_made_for_its_owner_is_nobody_elses() throws Exception {
        Path file = Files.createFile(folder.resolve("file"), Permissions.ownersFile(folder));
        Path inner = Files.createDirectory(folder.resolve("inner"), Permissions.ownersFolder(folder));

        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(inner)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(Permissions.areOwnersFile(file)).isTrue();
        assertThat(Permissions.areOwnersFolder(inner)).isTrue();
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void what_others_may_read_is_not_the_owners_alone() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertThat(Permissions.areOwnersAlone(file)).isFalse();
        Permissions.makeOwnersFile(file);
        assertThat(Permissions.areOwnersAlone(file)).isTrue();
    }

    /** As Windows has it. */
    @Test
    void a_file_system_without_permissions_makes_the_same_files_and_refuses_nothing() throws Exception {
        try (FileSystem other = FileSystems.newFileSystem(folder.resolve("other.zip"), Map.of("create", "true"))) {
            Path inner = other.getPath("/a/b");
            DurableFolder.makeForOwner(inner);
            AtomicFile.writeSecret(inner.resolve("secret"), new byte[] {1});
            Path file = Files.createFile(inner.resolve("file"), Permissions.like(inner.resolve("secret")));

            Permissions.makeOwnersFile(file);
            Permissions.copy(inner, file);

            assertThat(Permissions.areKnown(file)).isFalse();
            assertThat(Permissions.of(file)).isEmpty();
            assertThat(Permissions.areOwnersAlone(file)).isTrue();
            assertThat(Permissions.areOwnersFile(file)).isTrue();
            assertThat(Permissions.areOwnersFolder(inner)).isTrue();
            assertThat(Files.readAllBytes(inner.resolve("secret"))).containsExactly(1);
        }
    }
}
