package org.seedbank.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A folder that may be a disk in memory, which can be pulled and plugged in again. That needs a user who may mount. */
final class PulledDisk implements AutoCloseable {

    /** What the bare mount point of a pulled disk is called; nobody may write there. */
    static final String BARE = "bare-mount-point";

    /** More than a node leaves free. */
    private static final String SIZE = "size=200m";

    private final Path mountPoint;
    private final Path files;
    private final boolean real;
    private boolean plugged;

    private PulledDisk(Path mountPoint, Path files, boolean real) {
        this.mountPoint = mountPoint;
        this.files = files;
        this.real = real;
    }

    /**
     * A disk that is plugged in.
     *
     * @param files where its files stay while it is pulled
     * @param real whether it is a disk at all; without, it is a folder that nobody pulls
     */
    static PulledDisk at(Path mountPoint, Path files, boolean real) throws IOException, InterruptedException {
        Files.createDirectories(mountPoint);
        if (!real) {
            return new PulledDisk(mountPoint, mountPoint, false);
        }
        Files.createDirectories(files);
        if (!run("mount", "-t", "tmpfs", "-o", SIZE, "seedbank-test", files.toString())) {
            return new PulledDisk(mountPoint, mountPoint, false);
        }
        PulledDisk disk = new PulledDisk(mountPoint, files, true);
        disk.plug();
        return disk;
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    boolean isPlugged() {
        return plugged || !real;
    }

    /** Where its files are, whether it is plugged in or not. */
    Path files() {
        return files;
    }

    void pull() throws IOException, InterruptedException {
        if (real && plugged) {
            plugged = !run("umount", "-l", mountPoint.toString());
        }
    }

    void plug() throws IOException, InterruptedException {
        if (real && !plugged) {
            plugged = run("mount", "--bind", files.toString(), mountPoint.toString());
        }
    }

    /** What is to be empty, while it is pulled. */
    Optional<Path> bareMountPoint() {
        return Optional.of(mountPoint).filter(path -> !isPlugged());
    }

    @Override
    public void close() throws IOException, InterruptedException {
        pull();
        if (real) {
            run("umount", "-l", files.toString());
        }
    }
}
