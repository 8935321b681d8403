package org.seedbank.integrity.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.ByteRange;
import org.seedbank.integrity.Copies;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.Publication;
import org.seedbank.integrity.Tree;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;

/** What a repair leaves as it is: whatever it cannot mend, and whatever needs no mending. */
@EnabledOnOs({OS.LINUX, OS.MAC})
final class RepairLimitsTest {

    private static final int PIECE = 16 << 10;
    private static final int LONG = 3 * PIECE + 100;

    private static final DatasetPath DEPTH = new DatasetPath("depth.bin");
    private static final DatasetPath NOTE = new DatasetPath("sub/note.txt");

    @TempDir
    Path temp;

    private Tree soil;
    private Tree copy;
    private Metainfo torrent;

    @BeforeEach
    void publish() throws Exception {
        soil = new Tree(temp.resolve("soil"))
                .with("depth.bin", LONG)
                .with("salt.bin", LONG)
                .with("sub/note.txt", "wet");
        copy = Copies.of(soil.root(), temp.resolve("copy"));
        torrent = Publication.of(soil.root(), TorrentFormat.HYBRID, PIECE);
    }

    @Test
    void a_file_whose_source_is_damaged_in_the_same_piece_stays_as_it_is() throws Exception {
        Copies.flip(copy.at("depth.bin"), 0, PIECE);
        Copies.flip(copy.at("sub/note.txt"), 0);
        Tree other = Copies.of(soil.root(), temp.resolve("other"));
        Copies.flip(other.at("depth.bin"), PIECE + 1);
        Map<String, String> before = Copies.content(copy.root());

        Repair.Result result = Copies.mend(torrent, copy.root(), other.root());

        assertThat(result)
                .isEqualTo(new Repair.Result(
                        List.of(
                                notMended(DEPTH, "no good bytes were found for 16384-32767"),
                                new FileRepair.Mended(NOTE, List.of(new ByteRange(0, 3)))),
                        PIECE + 3));
        assertThat(Copies.content(copy.root())).containsEntry("depth.bin", before.get("depth.bin"));
        assertThat(Copies.content(copy.root()).keySet()).isEqualTo(before.keySet());
    }

    @Test
    void a_source_that_gives_other_bytes_after_it_was_checked_changes_nothing() throws Exception {
        Copies.flip(copy.at("sub/note.txt"), 0);
        Map<String, String> before = Copies.content(copy.root());
        AtomicInteger reads = new AtomicInteger();

        Repair.Result result = Copies.mend(torrent, copy.root(), (file, position, into) -> {
            into.put(reads.getAndIncrement() == 0 ? new byte[] {'w', 'e', 't'} : new byte[] {'d', 'r', 'y'});
            return true;
        });

        assertThat(result.files())
                .containsExactly(notMended(NOTE, "what the source gives does not make the published file"));
        assertThat(Copies.content(copy.root())).isEqualTo(before);
    }

    @Test
    void intact_and_extra_files_are_not_touched() throws Exception {
        Copies.flip(copy.at("depth.bin"), 0);
        copy.with("notes/own.txt", "mine");
        copy.with(".salt.bin.other-program", "theirs");
        BasicFileAttributes before = attributes("salt.bin");

        mend();

        assertThat(attributes("salt.bin").fileKey()).isEqualTo(before.fileKey());
        assertThat(attributes("salt.bin").lastModifiedTime()).isEqualTo(before.lastModifiedTime());
        assertThat(copy.at("notes/own.txt")).hasContent("mine");
        assertThat(copy.at(".salt.bin.other-program")).hasContent("theirs");
    }

    @Test
    void a_mended_file_keeps_its_permissions_and_owner() throws Exception {
        Copies.flip(copy.at("depth.bin"), 0);
        Files.setPosixFilePermissions(copy.at("depth.bin"), PosixFilePermissions.fromString("rwxr-x-w-"));
        Object owner = Files.getOwner(copy.at("depth.bin"));

        mend();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy.at("depth.bin"))))
                .isEqualTo("rwxr-x-w-");
        assertThat(Files.getOwner(copy.at("depth.bin"))).isEqualTo(owner);
        assertThat(copy.at("depth.bin")).hasSameBinaryContentAs(soil.at("depth.bin"));
    }

    @Test
    void a_file_that_is_only_for_reading_is_mended() throws Exception {
        Copies.flip(copy.at("depth.bin"), 0);
        Files.setPosixFilePermissions(copy.at("depth.bin"), PosixFilePermissions.fromString("r--r--r--"));

        assertThat(mend().mended()).containsExactly(DEPTH);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy.at("depth.bin"))))
                .isEqualTo("r--r--r--");
    }

    @Test
    void a_link_is_not_followed() throws Exception {
        Path outside = Files.writeString(temp.resolve("outside.txt"), "dry");
        Files.delete(copy.at("sub/note.txt"));
        Files.createSymbolicLink(copy.at("sub/note.txt"), outside);

        assertThat(mend().files()).containsExactly(notMended(NOTE, "it is a symbolic link"));
        assertThat(outside).hasContent("dry");
        assertThat(copy.at("sub/note.txt")).isSymbolicLink();
    }

    @Test
    void a_folder_that_is_a_link_is_not_followed() throws Exception {
        Tree outside = new Tree(temp.resolve("outside")).with("note.txt", "dry").with(".note.txt.seedbank-repair", "");
        Files.delete(copy.at("sub/note.txt"));
        Files.delete(copy.at("sub"));
        Files.createSymbolicLink(copy.at("sub"), outside.root());

        assertThat(mend().files()).containsExactly(notMended(NOTE, "'sub' above it is a symbolic link"));
        Repair.deleteLeftovers(torrent, copy.root());

        assertThat(Copies.content(outside.root())).containsOnlyKeys("", ".note.txt.seedbank-repair", "note.txt");
        assertThat(outside.at("note.txt")).hasContent("dry");
    }

    @Test
    void a_folder_in_the_place_of_a_file_stays() throws Exception {
        Files.delete(copy.at("depth.bin"));
        copy.with("depth.bin/precious.txt", "mine");

        assertThat(mend().files()).containsExactly(notMended(DEPTH, "it is a folder"));
        assertThat(copy.at("depth.bin/precious.txt")).hasContent("mine");
    }

    @Test
    void a_file_in_the_place_of_a_folder_stays() throws Exception {
        Files.delete(copy.at("sub/note.txt"));
        Files.delete(copy.at("sub"));
        copy.with("sub", "mine");

        assertThat(mend().files()).containsExactly(notMended(NOTE, "'sub' above it is a file"));
        assertThat(copy.at("sub")).hasContent("mine");
    }

    @Test
    void what_stands_in_the_place_of_the_mended_form_is_not_followed() throws Exception {
        Copies.flip(copy.at("depth.bin"), 0);
        Path outside = Files.writeString(temp.resolve("outside.txt"), "mine");
        Files.createSymbolicLink(copy.at(".depth.bin.seedbank-repair"), outside);

        assertThat(mend().mended()).isEmpty();
        assertThat(outside).hasContent("mine");
    }

    @Test
    void what_an_interrupted_repair_left_is_replaced_and_never_reported() throws Exception {
        Copies.flip(copy.at("depth.bin"), 0);
        copy.with(".depth.bin.seedbank-repair", "half").with(".salt.bin.seedbank-repair", "half");
        copy.with(".seedbank-pieces/data/depth.bin", "half");

        assertThat(Copies.verify(torrent, copy.root()).extras()).isEmpty();
        assertThat(mend().mended()).containsExactly(DEPTH);
        Repair.deleteLeftovers(torrent, copy.root());

        assertThat(Copies.content(copy.root())).isEqualTo(Copies.content(soil.root()));
    }

    @Test
    void a_dataset_that_uses_the_names_of_a_repair_is_safe_from_it() throws Exception {
        soil.with(".depth.bin.seedbank-repair", "published").with(".seedbank-pieces/too.txt", "published");
        torrent = Publication.of(soil.root(), TorrentFormat.HYBRID, PIECE);
        copy = Copies.of(soil.root(), temp.resolve("second"));
        Copies.flip(copy.at("depth.bin"), 0);

        assertThat(mend().mended()).containsExactly(DEPTH);
        Repair.deleteLeftovers(torrent, copy.root());

        assertThat(Copies.content(copy.root())).isEqualTo(Copies.content(soil.root()));
    }

    @Test
    void a_long_name_leaves_room_for_the_mended_form() throws Exception {
        String longest = "n".repeat(255);
        soil.with(longest, "long");
        torrent = Publication.of(soil.root(), TorrentFormat.HYBRID, PIECE);
        copy = Copies.of(soil.root(), temp.resolve("second"));
        Copies.flip(copy.at(longest), 0);

        assertThat(mend().mended()).containsExactly(new DatasetPath(longest));
        assertThat(copy.at(longest)).hasContent("long");
    }

    @Test
    void an_interrupted_repair_leaves_the_file_and_nothing_else() throws Exception {
        Copies.flip(copy.at("depth.bin"), 0);
        Map<String, String> before = Copies.content(copy.root());
        RepairPlan plan = RepairPlan.of(torrent, Copies.verify(torrent, copy.root()));

        try (LocalCopy source = LocalCopy.at(torrent, soil.root())) {
            assertThatThrownBy(() -> Repair.run(plan, source, onceItWrites(() -> Thread.currentThread()
                            .interrupt())))
                    .isInstanceOf(InterruptedException.class);
        }

        assertThat(Copies.content(copy.root())).isEqualTo(before);
    }

    @Test
    void a_file_that_others_write_to_meanwhile_is_left_to_them() throws Exception {
        Copies.flip(copy.at("sub/note.txt"), 0);
        RepairPlan plan = RepairPlan.of(torrent, Copies.verify(torrent, copy.root()));

        Repair.Result result;
        try (LocalCopy source = LocalCopy.at(torrent, soil.root())) {
            result = Repair.run(plan, source, onceItWrites(() -> copy.with("sub/note.txt", "theirs")));
        }

        assertThat(result.files()).containsExactly(notMended(NOTE, "something else has written to it meanwhile"));
        assertThat(copy.at("sub/note.txt")).hasContent("theirs");
    }

    private static Progress onceItWrites(Runnable action) {
        return (bytes, file) -> {
            if (bytes > 0) {
                action.run();
            }
        };
    }

    private Repair.Result mend() throws InterruptedException {
        return Copies.mend(torrent, copy.root(), soil.root());
    }

    private static FileRepair notMended(DatasetPath path, String reason) {
        return new FileRepair.NotMended(path, reason);
    }

    private BasicFileAttributes attributes(String path) throws Exception {
        return Files.readAttributes(copy.at(path), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }
}
