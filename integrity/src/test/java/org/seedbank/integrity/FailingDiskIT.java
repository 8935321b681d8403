package org.seedbank.integrity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.fixity.FileFinding;
import org.seedbank.integrity.fixity.FixityReport;
import org.seedbank.integrity.fixity.Verification;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;

/**
 * Disks that cannot be read any more, and disks that are gone. The disk is a file system in a file, of which the end is
 * cut off while it is mounted: what lay there gives read errors. Needs a user who may mount it.
 */
@EnabledOnOs(OS.LINUX)
final class FailingDiskIT {

    private static final int BLOCK = 1024;
    private static final int LONG = 6_000_000;
    private static final int SHORT = 100_000;

    private static final DatasetPath A = new DatasetPath("a");
    private static final DatasetPath B = new DatasetPath("b");

    @TempDir
    Path temp;

    private Path disk;
    private Path image;
    private boolean mounted;

    /** Numbers of the blocks that each file has on the disk. */
    private List<Integer> blocksOfA;

    private List<Integer> blocksOfB;
    private Metainfo torrent;

    @BeforeEach
    void mountDisk() throws Exception {
        Tree soil = new Tree(temp.resolve("soil")).with("a", LONG).with("b", SHORT);
        torrent = Publication.of(soil.root(), TorrentFormat.HYBRID, 16 << 10);
        disk = Files.createDirectory(temp.resolve("disk"));
        image = temp.resolve("image");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(16 << 20);
        }
        run("mkfs.ext4", "-q", "-F", "-b", "" + BLOCK, "-O", "^has_journal", image.toString());
        mount("loop");
        new Tree(disk.resolve("soil")).with("b", SHORT).with("a", LONG);
        unmount();
        blocksOfA = blocks("/soil/a");
        blocksOfB = blocks("/soil/b");
        mount("loop,ro");
    }

    @AfterEach
    void unmountDisk() throws Exception {
        if (mounted) {
            unmount();
        }
    }

    @Test
    void a_read_error_in_the_middle_of_a_file_is_told_and_the_others_are_verified() throws Exception {
        // What has been read stays in memory, wherever it lies on the disk.
        verify(B);
        cutOffAt(blocksOfA.get(blocksOfA.size() / 2));

        FixityReport report = verify(A, B);

        assertThat(report.findings())
                .containsExactly(
                        new FileFinding.Unreadable(A, LONG, "Input/output error"), new FileFinding.Intact(B, SHORT));
    }

    @Test
    void a_disk_of_which_nothing_can_be_read_is_not_a_list_of_damaged_files() throws Exception {
        seeFiles();
        cutOffAt(Math.min(Collections.min(blocksOfA), Collections.min(blocksOfB)));

        assertThatExceptionOfType(IntegrityException.NotThere.class)
                .isThrownBy(() -> verify(A, B))
                .withMessage("'%s' went away while it was read", disk.resolve("soil"));
    }

    @Test
    void a_disk_that_is_unmounted_is_not_there() throws Exception {
        unmount();

        assertThatExceptionOfType(IntegrityException.NotThere.class)
                .isThrownBy(() -> verify(A, B))
                .withMessage("there is nothing at '%s'", disk.resolve("soil"));
        assertThatExceptionOfType(IntegrityException.NotThere.class)
                .isThrownBy(() -> Verification.run(torrent, disk, path -> true, 2, Progress.NONE))
                .withMessage("there is nothing of 'soil' at '%s'", disk);
    }

    /** Leaves what describes the files in memory, and none of their bytes. */
    private void seeFiles() {
        assertThat(disk.resolve("soil/a")).isRegularFile();
        assertThat(disk.resolve("soil/b")).isRegularFile();
    }

    private FixityReport verify(DatasetPath... chosen) throws InterruptedException {
        return Verification.run(
                torrent, disk.resolve("soil"), path -> List.of(chosen).contains(path), 2, Progress.NONE);
    }

    private void cutOffAt(int block) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength((long) block * BLOCK);
        }
    }

    private List<Integer> blocks(String file) throws Exception {
        List<Integer> blocks = new ArrayList<>();
        Matcher number = Pattern.compile("[0-9]+").matcher(run("debugfs", "-R", "blocks " + file, image.toString()));
        while (number.find()) {
            blocks.add(Integer.parseInt(number.group()));
        }
        return blocks;
    }

    private void mount(String options) throws Exception {
        run("mount", "-o", options, image.toString(), disk.toString());
        mounted = true;
    }

    private void unmount() throws Exception {
        run("umount", disk.toString());
        mounted = false;
    }

    private static String run(String... command) throws Exception {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assumeThat(process.waitFor()).as(command[0]).isZero();
            return printed;
        } catch (IOException e) {
            assumeThat(e).as("may run " + command[0]).isNull();
            throw e;
        }
    }
}
