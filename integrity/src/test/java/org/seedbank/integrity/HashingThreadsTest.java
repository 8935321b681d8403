package org.seedbank.integrity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.bencode.BValue;
import org.seedbank.integrity.dataset.Dataset;
import org.seedbank.integrity.dataset.DatasetHasher;
import org.seedbank.integrity.dataset.DatasetScan;
import org.seedbank.integrity.dataset.PieceLength;
import org.seedbank.integrity.fixity.FileFinding;
import org.seedbank.integrity.fixity.FixityReport;
import org.seedbank.integrity.fixity.Verification;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;

/** Who is called on which thread, and that no thread outlives the work. */
final class HashingThreadsTest {

    private static final PieceLength PIECE = new PieceLength(1 << 20);

    @TempDir
    Path temp;

    private Tree soil;

    @BeforeEach
    void aDataset() {
        soil = new Tree(temp.resolve("soil")).with("a", 3_000_000).with("b", 10).with("c", 0);
    }

    @AfterEach
    void noHashingThreadIsLeft() {
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(Thread::isAlive)
                        .map(Thread::getName)
                        .filter(name -> name.startsWith("hash-")))
                .isEmpty();
    }

    @Test
    void progress_of_hashing_rises_to_the_total_on_the_calling_thread() throws Exception {
        Watch watch = new Watch();

        DatasetHasher.hash(DatasetScan.scan(soil.root(), false), TorrentFormat.HYBRID, PIECE, 2, watch);

        assertThat(watch.steps).isSorted().last().isEqualTo(3_000_010L);
        assertThat(watch.threads).containsExactly(Thread.currentThread());
        assertThat(watch.begun).isEqualTo(3);
        assertThat(watch.files).isSubsetOf(new DatasetPath("a"), new DatasetPath("b"), new DatasetPath("c"));
    }

    @Test
    void progress_of_verifying_rises_to_the_total_though_files_are_absent() throws Exception {
        Metainfo torrent = Publication.of(soil.root(), TorrentFormat.HYBRID, PIECE.bytes());
        assertThat(soil.at("a").toFile().delete()).isTrue();
        Watch watch = new Watch();

        Verification.run(torrent, soil.root(), path -> true, 2, watch);

        assertThat(watch.steps).isSorted().last().isEqualTo(3_000_010L);
        assertThat(watch.threads).containsExactly(Thread.currentThread());
    }

    @Test
    void an_interrupt_ends_hashing() throws Exception {
        Dataset dataset = DatasetScan.scan(huge(), false);

        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> DatasetHasher.hash(
                        dataset, TorrentFormat.HYBRID, PIECE, 2, (bytes, file) -> Thread.currentThread()
                                .interrupt()));
    }

    @Test
    void an_interrupt_ends_verifying() throws Exception {
        Path huge = huge();
        Metainfo torrent = Metainfo.parse(
                Torrents.torrent(Torrents.infoV1("huge", huge.toFile().length(), 1 << 20)));

        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(
                        () -> Verification.run(torrent, huge, path -> true, 2, (bytes, file) -> Thread.currentThread()
                                .interrupt()));
    }

    @Test
    void an_interrupt_ends_the_hashing_of_hours_of_padding() throws Exception {
        int piece = 1 << 30;
        List<BValue> files = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            soil.with("padded/" + i, "x");
            files.add(Torrents.file(1, "padded", Integer.toString(i)));
            files.add(Torrents.padding(piece - 1));
        }
        Map<String, BValue> info = Torrents.infoV1("soil", 500L * piece, piece);
        info.remove("length");
        info.put("files", new BValue.BList(files));
        Metainfo torrent = Metainfo.parse(Torrents.torrent(info));

        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() ->
                        Verification.run(torrent, soil.root(), path -> true, 2, (bytes, file) -> Thread.currentThread()
                                .interrupt())));
    }

    @Tag("thorough")
    @Test
    void petabytes_that_are_not_there_cost_nothing() throws Exception {
        int piece = 1 << 30;
        long length = (2L << 20) * piece;
        soil.with("short", "x");

        for (Metainfo torrent : List.of(
                Metainfo.parse(Torrents.torrent(Torrents.infoV1("huge", length, piece))),
                Metainfo.parse(Torrents.torrentV2("huge", length, piece)))) {
            FixityReport report = assertTimeoutPreemptively(
                    Duration.ofSeconds(30),
                    () -> Verification.run(torrent, soil.at("short"), path -> true, 2, Progress.NONE));

            assertThat(report.findings())
                    .containsExactly(new FileFinding.WrongLength(
                            new DatasetPath("huge"), length, 1, List.of(new ByteRange(0, length))));
        }
    }

    @Test
    void a_failing_listener_ends_the_work_and_is_heard() throws Exception {
        Dataset dataset = DatasetScan.scan(huge(), false);

        assertThatIllegalStateException()
                .isThrownBy(() -> DatasetHasher.hash(dataset, TorrentFormat.HYBRID, PIECE, 2, (bytes, file) -> {
                    throw new IllegalStateException("the terminal is gone");
                }))
                .withMessage("the terminal is gone");
    }

    @Test
    void trouble_with_one_file_ends_the_work_on_all() throws Exception {
        soil.with("0", 3_000_000);
        Path huge = huge();
        Dataset dataset = DatasetScan.scan(soil.root(), false);
        soil.with("0", "x");

        assertThatExceptionOfType(IntegrityException.ChangedWhileRead.class)
                .isThrownBy(() -> DatasetHasher.hash(dataset, TorrentFormat.HYBRID, PIECE, 4, Progress.NONE))
                .withMessageContaining(soil.at("0").toRealPath().toString());
        assertThat(huge).exists();
    }

    /** A file that takes minutes to hash and no room on the disk. */
    private Path huge() throws Exception {
        try (RandomAccessFile file = new RandomAccessFile(soil.at("huge").toFile(), "rw")) {
            file.setLength(64L << 30);
        }
        return soil.at("huge");
    }

    /** Remembers what it is told. */
    private static final class Watch implements Progress {
        private final List<Long> steps = new ArrayList<>();
        private int begun;
        private final Set<Thread> threads = new HashSet<>();
        private final Set<DatasetPath> files = new HashSet<>();

        @Override
        public void advanced(long bytesDone, DatasetPath current) {
            throw new AssertionError("files are not counted");
        }

        @Override
        public void advanced(Advance now) {
            steps.add(now.bytesDone());
            threads.add(Thread.currentThread());
            files.add(now.current());
            assertThat(now.bytesTotal()).isEqualTo(3_000_010);
            assertThat(now.files()).isEqualTo(3);
            begun = now.filesBegun();
        }
    }
}
