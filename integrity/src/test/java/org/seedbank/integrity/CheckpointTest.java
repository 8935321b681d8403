package org.seedbank.integrity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.dataset.Dataset;
import org.seedbank.integrity.dataset.DatasetHasher;
import org.seedbank.integrity.dataset.DatasetScan;
import org.seedbank.integrity.dataset.PieceLength;
import org.seedbank.integrity.dataset.SourceFile;
import org.seedbank.integrity.dataset.TorrentDraft;
import org.seedbank.integrity.fixity.FixityReport;
import org.seedbank.integrity.fixity.Verification;
import org.seedbank.integrity.fixity.VerificationRequest;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;

/** What a run that goes on reads again, and what it believes. */
final class CheckpointTest {

    private static final int MIB = 1 << 20;
    private static final PieceLength PIECE = new PieceLength(MIB);

    @TempDir
    Path temp;

    private Path notes;
    private Tree soil;

    @BeforeEach
    void aDataset() {
        notes = temp.resolve("state/notes");
        soil = new Tree(temp.resolve("soil"))
                .with("a", 3 * MIB)
                .with("b", 10)
                .with("c", 0)
                .with("d", 6 * MIB + 5);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_lone_huge_file_goes_on_in_its_middle() throws Exception {
        Path huge = temp.resolve("huge");
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(200L * MIB);
            file.seek(100L * MIB);
            file.write(Tree.content("middle", MIB));
        }
        Metainfo torrent = Publication.of(huge, TorrentFormat.HYBRID, PIECE.bytes());
        KilledRun.interrupt(150L * MIB, progress -> publish(huge, TorrentFormat.HYBRID, progress));

        long before = bytesReadByThisProcess();
        InfoHash[] infoHash = new InfoHash[1];
        long resumed = KilledRun.resume(progress -> infoHash[0] =
                publish(huge, TorrentFormat.HYBRID, progress).infoHashV2().orElseThrow());
        long read = bytesReadByThisProcess() - before;

        assertThat(resumed).isBetween(130L * MIB, 200L * MIB);
        assertThat(read).isBetween(200L * MIB - resumed, 205L * MIB - resumed);
        assertThat(infoHash[0]).isEqualTo(torrent.infoHashV2().orElseThrow());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void files_that_are_known_are_not_read() throws Exception {
        Metainfo torrent = Publication.of(soil.root(), TorrentFormat.HYBRID, PIECE.bytes());
        long total = torrent.totalLength();
        KilledRun.interrupt(total, progress -> verify(torrent, progress));

        long before = bytesReadByThisProcess();
        FixityReport[] report = new FixityReport[1];
        long resumed = KilledRun.resume(progress -> report[0] = verify(torrent, progress));
        long read = bytesReadByThisProcess() - before;

        assertThat(resumed).isEqualTo(total);
        assertThat(report[0].isIntact()).isTrue();
        assertThat(report[0].resumedBytes()).isEqualTo(total);
        assertThat(read).isLessThan(MIB);
    }

    /** Also those that came out of the cache. */
    private static long bytesReadByThisProcess() throws IOException {
        return Long.parseLong(
                Files.readAllLines(Path.of("/proc/self/io")).get(0).replace("rchar: ", ""));
    }

    @Test
    void only_a_file_that_was_touched_is_read_again() throws Exception {
        KilledRun.interrupt(total(), progress -> publish(soil.root(), TorrentFormat.V2, progress));
        Files.setLastModifiedTime(soil.at("a"), FileTime.from(Instant.now().plusSeconds(5)));

        assertThat(KilledRun.resume(progress -> publish(soil.root(), TorrentFormat.V2, progress)))
                .isEqualTo(total() - 3 * MIB);
    }

    @Test
    void a_known_file_that_changes_while_the_rest_is_read_ends_the_publication() throws Exception {
        KilledRun.interrupt(total(), progress -> publish(soil.root(), TorrentFormat.HYBRID, progress));
        Dataset dataset = DatasetScan.scan(soil.root(), false);
        soil.with("a", "x");

        assertThatExceptionOfType(IntegrityException.ChangedWhileRead.class)
                .isThrownBy(() -> DatasetHasher.hash(
                        dataset, TorrentFormat.HYBRID, PIECE, 1, Progress.NONE, KilledRun.checkpoints(notes)));

        soil.with("a", 3 * MIB);
        Progress changes = new Progress() {
            @Override
            public void resumed(long bytes) {
                soil.with("d", "changed");
            }

            @Override
            public void advanced(long bytesDone, DatasetPath current) {
                // Nothing more happens.
            }
        };
        assertThatExceptionOfType(IntegrityException.ChangedWhileRead.class)
                .isThrownBy(() -> publish(soil.root(), TorrentFormat.HYBRID, changes))
                .withMessageContaining("/d'");
    }

    @Test
    void padding_counts_as_what_it_was_hashed_with() throws Exception {
        Tree tree = new Tree(temp.resolve("tree")).with("a", 3 * MIB + 5);
        KilledRun.interrupt(3 * MIB + 5, progress -> publish(tree.root(), TorrentFormat.HYBRID, progress));
        tree.with("b", 1);

        TorrentDraft[] resumed = new TorrentDraft[1];
        KilledRun.resume(progress -> resumed[0] = publish(tree.root(), TorrentFormat.HYBRID, progress));

        TorrentDraft fresh = Publication.draft(tree.root(), TorrentFormat.HYBRID, MIB);
        assertThat(resumed[0].infoHashV1()).isEqualTo(fresh.infoHashV1());
    }

    @Test
    void one_that_cannot_be_used_any_more_goes_when_the_work_is_done() throws Exception {
        Tree tree = new Tree(temp.resolve("tree")).with("a", 2 * MIB).with("b", 1);
        KilledRun.interrupt(2 * MIB + 1, progress -> publish(tree.root(), TorrentFormat.V1, progress));
        assertThat(KilledRun.files(notes)).isNotEmpty();
        tree.with("a", 2 * MIB + 1);

        assertThat(KilledRun.resume(progress -> publish(tree.root(), TorrentFormat.V1, progress)))
                .isZero();
        assertThat(KilledRun.files(notes)).isEmpty();
    }

    @Test
    void other_work_on_the_same_files_believes_nothing() throws Exception {
        KilledRun.interrupt(total(), progress -> publish(soil.root(), TorrentFormat.HYBRID, progress));
        Metainfo torrent = Publication.of(soil.root(), TorrentFormat.HYBRID, PIECE.bytes());

        assertThat(KilledRun.resume(progress -> publish(soil.root(), TorrentFormat.V2, progress)))
                .isZero();
        assertThat(KilledRun.resume(progress -> verify(torrent, progress))).isZero();
        assertThat(KilledRun.resume(progress -> publish(soil.root(), TorrentFormat.HYBRID, progress)))
                .isEqualTo(total());
    }

    @Test
    void pieces_across_files_are_not_noted() throws Exception {
        KilledRun.interrupt(total(), progress -> publish(soil.root(), TorrentFormat.V1, progress));

        assertThat(notes).doesNotExist();
    }

    @Test
    void a_short_run_leaves_nothing() throws Exception {
        Dataset dataset = DatasetScan.scan(soil.root(), false);
        Checkpoints patient = Checkpoints.in(notes, Duration.ofDays(1));

        KilledRun.interrupt(
                total(), progress -> DatasetHasher.hash(dataset, TorrentFormat.HYBRID, PIECE, 1, progress, patient));

        assertThat(notes).doesNotExist();
    }

    @Test
    void a_file_that_was_written_just_now_is_not_believed_to_stay_the_same() throws Exception {
        Dataset dataset = DatasetScan.scan(soil.root(), false);
        for (SourceFile file : dataset.files()) {
            Files.setLastModifiedTime(file.file(), FileTime.from(Instant.now()));
        }
        Dataset touched = DatasetScan.scan(soil.root(), false);
        Clock then = Clock.fixed(Instant.now(), ZoneOffset.UTC);
        Checkpoints checkpoints = new Checkpoints(Optional.of(notes), Duration.ZERO, then);
        KilledRun.Work work =
                progress -> DatasetHasher.hash(touched, TorrentFormat.HYBRID, PIECE, 1, progress, checkpoints);

        KilledRun.interrupt(total(), work);

        assertThat(KilledRun.resume(work)).isZero();
    }

    @Test
    void a_second_run_at_the_same_time_leaves_the_first_ones_notes_alone() throws Exception {
        boolean[] begun = new boolean[1];
        long[] second = {-1};
        KilledRun.interrupt(
                total(),
                progress -> publish(soil.root(), TorrentFormat.HYBRID, (bytes, file) -> {
                    if (bytes > 3 * MIB && !begun[0]) {
                        begun[0] = true;
                        second[0] = resumedBySecond();
                    }
                    progress.advanced(bytes, file);
                }));

        assertThat(second[0]).isZero();
        assertThat(KilledRun.resume(progress -> publish(soil.root(), TorrentFormat.HYBRID, progress)))
                .isEqualTo(total());
    }

    private long resumedBySecond() {
        try {
            return KilledRun.resume(progress -> publish(soil.root(), TorrentFormat.HYBRID, progress));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_folder_that_cannot_be_written_costs_nothing() throws Exception {
        Files.createDirectories(notes.getParent());
        Files.writeString(notes, "in the way");
        Metainfo torrent = Publication.of(soil.root(), TorrentFormat.HYBRID, PIECE.bytes());

        assertThat(verify(torrent, Progress.NONE).isIntact()).isTrue();
        assertThat(notes).hasContent("in the way");
    }

    @Test
    void nobody_else_can_read_it_and_old_ones_are_swept() throws Exception {
        Work first = () -> KilledRun.interrupt(total(), p -> publish(soil.root(), TorrentFormat.HYBRID, p));
        first.run();
        Path mine = KilledRun.files(notes).get(0);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(mine)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(notes)))
                .isEqualTo("rwx------");

        Path old = Files.writeString(notes.resolve("old.checkpoint"), "");
        Path young = Files.writeString(notes.resolve("young.checkpoint"), "");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(31))));
        Files.setLastModifiedTime(young, FileTime.from(Instant.now().minus(Duration.ofDays(29))));
        first.run();

        assertThat(KilledRun.files(notes)).containsExactlyInAnyOrder(mine, young);
    }

    /** Something that a test does twice. */
    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    @Test
    void torn_edited_and_foreign_files_are_not_believed() throws Exception {
        KilledRun.interrupt(total(), progress -> publish(soil.root(), TorrentFormat.HYBRID, progress));
        Path file = KilledRun.files(notes).get(0);
        byte[] good = Files.readAllBytes(file);
        InfoHash right = Publication.draft(soil.root(), TorrentFormat.HYBRID, PIECE.bytes())
                .infoHashV2()
                .orElseThrow();

        for (int at = 0; at < good.length; at += 1 + good.length / 20) {
            byte[] edited = good.clone();
            edited[at] ^= 1;
            Files.write(file, edited);
            assertGoesOnWithLess(right);
            Files.write(file, Arrays.copyOf(good, at));
            assertGoesOnWithLess(right);
        }
        Files.write(file, good);
        assertThat(KilledRun.resume(progress -> publish(soil.root(), TorrentFormat.HYBRID, progress)))
                .isEqualTo(total());
    }

    private void assertGoesOnWithLess(InfoHash right) throws InterruptedException {
        InfoHash[] found = new InfoHash[1];
        long resumed = KilledRun.resume(progress -> found[0] = publish(soil.root(), TorrentFormat.HYBRID, progress)
                .infoHashV2()
                .orElseThrow());
        assertThat(resumed).isLessThan(total());
        assertThat(found[0]).isEqualTo(right);
    }

    @Test
    void one_of_another_folder_is_not_believed() throws Exception {
        KilledRun.interrupt(total(), progress -> publish(soil.root(), TorrentFormat.HYBRID, progress));
        byte[] foreign = Files.readAllBytes(KilledRun.files(notes).get(0));
        Files.delete(KilledRun.files(notes).get(0));
        Path moved = Files.move(soil.root(), temp.resolve("moved"));
        KilledRun.interrupt(total(moved), progress -> publish(moved, TorrentFormat.HYBRID, progress));
        Files.write(KilledRun.files(notes).get(0), foreign);

        assertThat(KilledRun.resume(progress -> publish(moved, TorrentFormat.HYBRID, progress)))
                .isZero();
    }

    private TorrentDraft publish(Path root, TorrentFormat format, Progress progress) throws InterruptedException {
        Dataset dataset = DatasetScan.scan(root, false);
        return DatasetHasher.hash(dataset, format, PIECE, 2, progress, KilledRun.checkpoints(notes));
    }

    private FixityReport verify(Metainfo torrent, Progress progress) throws InterruptedException {
        return Verification.run(
                VerificationRequest.of(torrent, soil.root()).withJobs(2), progress, KilledRun.checkpoints(notes));
    }

    private long total() throws InterruptedException {
        return total(soil.root());
    }

    private static long total(Path root) throws InterruptedException {
        return DatasetScan.scan(root, false).totalLength();
    }

    @Test
    void a_listing_of_what_is_left_behind_names_the_checkpoint_alone() throws Exception {
        KilledRun.interrupt(total(), progress -> publish(soil.root(), TorrentFormat.HYBRID, progress));

        assertThat(KilledRun.files(notes).stream()
                        .map(file -> file.getFileName().toString())
                        .map(name -> name.replaceAll("[0-9a-f]{64}", "KEY")))
                .isEqualTo(List.of("KEY.checkpoint"));
    }
}
