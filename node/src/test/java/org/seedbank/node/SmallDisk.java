package org.seedbank.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** Disks in memory that can be mounted, filled and pulled. Needs a user who may mount. */
final class SmallDisk implements AutoCloseable {

    private final Deque<Path> mounted = new ArrayDeque<>();

    /** Mounts an empty disk. */
    void mount(Path folder, String size) throws Exception {
        Files.createDirectories(folder);
        assumeThat(exitCode("mount", "-t", "tmpfs", "-o", "size=" + size, "seedbank-test", folder.toString()))
                .as("may mount a small disk")
                .isZero();
        mounted.push(folder);
    }

    /** Shows a disk at another place, where it can be pulled without losing what is on it. */
    void plug(Path disk, Path folder) throws Exception {
        Files.createDirectories(folder);
        assertThat(exitCode("mount", "--bind", disk.toString(), folder.toString()))
                .isZero();
        mounted.push(folder);
    }

    /** Takes a disk away, also from those who have files on it open. */
    void pull(Path folder) throws Exception {
        assertThat(exitCode("umount", "-l", folder.toString())).isZero();
        mounted.remove(folder);
    }

    /** Writes a file until so many bytes are free. */
    static Path fill(Path file, long free) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] page = new byte[4096];
            while (Files.getFileStore(file).getUsableSpace() > free) {
                out.write(page);
            }
        }
        return file;
    }

    private static int exitCode(String... command) throws Exception {
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @Override
    public void close() throws Exception {
        while (!mounted.isEmpty()) {
            pull(mounted.peek());
        }
    }
}
