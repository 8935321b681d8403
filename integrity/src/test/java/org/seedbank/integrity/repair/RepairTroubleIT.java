package org.seedbank.integrity.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.ChildJava;
import org.seedbank.integrity.Copies;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.Publication;
import org.seedbank.integrity.Tree;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;

/** Repairs on full disks, and among files of other users. Some need a user who may mount a disk and give files away. */
@EnabledOnOs(OS.LINUX)
final class RepairTroubleIT {

    private static final int LENGTH = 3_000_000;
    private static final DatasetPath DEPTH = new DatasetPath("depth.bin");

    @TempDir
    Path temp;

    private Tree soil;
    private Metainfo torrent;
    private boolean mounted;

    @BeforeEach
    void publish() throws Exception {
        soil = new Tree(temp.toRealPath().resolve("soil"))
                .with("depth.bin", LENGTH)
                .with("note.txt", "wet");
        torrent = Publication.of(soil.root(), TorrentFormat.HYBRID, 16 << 10);
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            assertThat(exitCode("umount", temp.resolve("small").toString())).isZero();
        }
    }

    @Test
    void a_disk_without_room_for_a_second_copy_leaves_the_file() throws Exception {
        Tree copy = damagedCopyOnDiskOf("4m");
        Map<String, String> before = Copies.content(copy.root());

        Repair.Result result = Copies.mend(torrent, copy.root(), soil.root());

        assertThat(result.mended()).containsExactly(new DatasetPath("note.txt"));
        assertThat(result.files().get(0))
                .isInstanceOfSatisfying(FileRepair.NotMended.class, left -> assertThat(left.reason())
                        .matches("it is copied for this, and its disk has \\d+ bytes free of 3000000"));
        assertThat(Copies.content(copy.root())).containsEntry("depth.bin", before.get("depth.bin"));
        assertThat(Copies.content(copy.root())).containsOnlyKeys("", "depth.bin", "note.txt");
    }

    @Test
    void a_disk_that_fills_up_meanwhile_leaves_the_file() throws Exception {
        Tree copy = damagedCopyOnDiskOf("8m");
        Map<String, String> before = Copies.content(copy.root());
        RepairPlan plan = RepairPlan.of(torrent, Copies.verify(torrent, copy.root()));

        Repair.Result result;
        try (LocalCopy source = LocalCopy.at(torrent, soil.root())) {
            result = Repair.run(plan, source, onceItWrites(() -> fill(temp.resolve("small/filler"))));
        }

        assertThat(result.files()).first().isEqualTo(new FileRepair.NotMended(DEPTH, "No space left on device"));
        assertThat(Copies.content(copy.root())).containsEntry("depth.bin", before.get("depth.bin"));
        assertThat(Copies.content(copy.root())).containsOnlyKeys("", "depth.bin", "note.txt");
    }

    @Test
    void a_file_of_another_user_stays_theirs() throws Exception {
        Tree copy = Copies.of(soil.root(), temp.resolve("copy"));
        Copies.flip(copy.at("depth.bin"), 0);
        assumeThat(exitCode("chown", "65534:65534", copy.at("depth.bin").toString()))
                .as("may give files away")
                .isZero();
        Files.setPosixFilePermissions(copy.at("depth.bin"), PosixFilePermissions.fromString("rw-r-----"));
        UserPrincipal owner = Files.getOwner(copy.at("depth.bin"));

        assertThat(Copies.mend(torrent, copy.root(), soil.root()).mended()).containsExactly(DEPTH);

        assertThat(Files.getOwner(copy.at("depth.bin"))).isEqualTo(owner);
        assertThat(Files.getAttribute(copy.at("depth.bin"), "unix:gid")).isEqualTo(65_534);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy.at("depth.bin"))))
                .isEqualTo("rw-r-----");
    }

    @Test
    void a_file_that_may_not_be_read_is_not_replaced() throws Exception {
        Path root = Files.createDirectory(temp.resolve("open"));
        Tree copy = Copies.of(soil.root(), root.resolve("copy"));
        for (Path folder : new Path[] {temp, root, copy.root()}) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
        Files.setPosixFilePermissions(copy.at("depth.bin"), PosixFilePermissions.fromString("---------"));
        Path file = Files.write(temp.resolve("soil.torrent"), torrent.bytes());

        String printed = ChildJava.runUnprivileged(
                temp,
                Mend.class,
                file.toString(),
                copy.root().toString(),
                soil.root().toString());

        assertThat(printed).isEqualTo("[%s]".formatted(new FileRepair.NotMended(DEPTH, "permission denied")));
        assertThat(copy.at("depth.bin")).hasSameBinaryContentAs(soil.at("depth.bin"));
    }

    private static Progress onceItWrites(Runnable action) {
        return (bytes, file) -> {
            if (bytes > 0) {
                action.run();
            }
        };
    }

    /** Mends a copy by a torrent file from another copy and prints what came of it. */
    static final class Mend {

        private Mend() {}

        @SuppressWarnings("SystemOut")
        public static void main(String[] arguments) throws Exception {
            Metainfo torrent = Metainfo.read(Path.of(arguments[0]));
            System.out.print(Copies.mend(torrent, Path.of(arguments[1]), Path.of(arguments[2]))
                    .files());
        }
    }

    private Tree damagedCopyOnDiskOf(String size) throws Exception {
        Path small = Files.createDirectory(temp.resolve("small"));
        mounted = exitCode("mount", "-t", "tmpfs", "-o", "size=" + size, "seedbank-test", small.toString()) == 0;
        assumeThat(mounted).as("may mount a small disk").isTrue();
        Tree copy = Copies.of(soil.root(), small.resolve("copy"));
        Copies.flip(copy.at("depth.bin"), 0);
        Copies.flip(copy.at("note.txt"), 0);
        return copy;
    }

    private static void fill(Path file) {
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] page = new byte[4096];
            while (true) {
                out.write(page);
            }
        } catch (IOException full) {
            if (!"No space left on device".equals(full.getMessage())) {
                throw new UncheckedIOException(full);
            }
        }
    }

    private static int exitCode(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
