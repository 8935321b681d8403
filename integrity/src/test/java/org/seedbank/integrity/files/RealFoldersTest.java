package org.seedbank.integrity.files;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RealFoldersTest {

    @TempDir
    private Path root;

    @Test
    void says_of_every_file_below_a_folder_that_is_not_there_that_it_is_not() throws Exception {
        Files.createDirectories(root.resolve("a"));
        RealFolders folders = new RealFolders(root);

        for (String file : new String[] {"a/b/c/1", "a/b/c/2", "a/b/3", "a/b/c/d/4"}) {
            assertThatExceptionOfType(NoSuchFileException.class)
                    .isThrownBy(() -> folders.requireAbove(root.resolve(file)));
        }
        assertThatCode(() -> folders.requireAbove(root.resolve("a/5"))).doesNotThrowAnyException();
    }
}
