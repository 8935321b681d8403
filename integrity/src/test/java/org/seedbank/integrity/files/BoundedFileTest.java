package org.seedbank.integrity.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundedFileTest {

    private static final int LIMIT = 100;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("file");
    }

    @Test
    void a_file_of_exactly_the_limit_is_read() throws Exception {
        byte[] content = new byte[LIMIT];
        Arrays.fill(content, (byte) 'x');
        Files.write(file, content);

        assertThat(BoundedFile.read(file, LIMIT)).isEqualTo(content);
    }

    @Test
    void a_file_one_byte_longer_is_refused() throws Exception {
        Files.write(file, new byte[LIMIT + 1]);

        refuses("has 101 bytes, at most 100 are read");
    }

    @Test
    void an_empty_file_is_refused() throws Exception {
        Files.createFile(file);

        refuses("is empty");
    }

    @Test
    void a_link_is_not_followed() throws Exception {
        Files.createSymbolicLink(file, Files.writeString(folder.resolve("other"), "content"));

        refuses("is a symbolic link");
    }

    @Test
    void a_folder_is_refused() throws Exception {
        Files.createDirectory(file);

        refuses("is a folder");
    }

    @Test
    void a_pipe_is_refused_at_once() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                .isZero();

        refuses("is not a regular file");
    }

    @Test
    void a_missing_file_is_told_as_missing() {
        assertThatThrownBy(() -> BoundedFile.read(file, LIMIT)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void a_file_that_others_replace_meanwhile_is_one_of_theirs_whole() throws Exception {
        byte[] one = new byte[1];
        byte[] many = new byte[LIMIT];
        Files.write(file, one);
        AtomicBoolean enough = new AtomicBoolean();
        ExecutorService writer = Executors.newSingleThreadExecutor();
        try {
            Future<?> written = writer.submit(() -> {
                while (!enough.get()) {
                    AtomicFile.write(file, many);
                    AtomicFile.write(file, one);
                }
                return null;
            });
            for (int i = 0; i < 20_000; i++) {
                assertThat(BoundedFile.read(file, LIMIT)).isIn(one, many);
            }
            enough.set(true);
            written.get(30, TimeUnit.SECONDS);
        } finally {
            writer.shutdownNow();
        }
    }

    private void refuses(String message) {
        assertThatThrownBy(() -> BoundedFile.read(file, LIMIT))
                .isInstanceOf(UnusableFileException.class)
                .hasMessage(message);
    }
}
