package org.seedbank.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.seedbank.integrity.dataset.Dataset;
import org.seedbank.integrity.dataset.DatasetHasher;
import org.seedbank.integrity.dataset.DatasetScan;
import org.seedbank.integrity.dataset.PieceLength;
import org.seedbank.integrity.dataset.TorrentDraft;
import org.seedbank.integrity.fixity.FileFinding;
import org.seedbank.integrity.fixity.FixityReference;
import org.seedbank.integrity.fixity.FixityReport;
import org.seedbank.integrity.fixity.Verification;
import org.seedbank.integrity.fixity.VerificationRequest;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFile;
import org.seedbank.integrity.torrent.TorrentFormat;

/** Over any small tree of files, any format, piece length and number of threads. */
@Tag("thorough")
final class HashAndVerifyPropertyTest {

    private static final int KIB = 1 << 10;

    private Path temp;

    @BeforeProperty
    void makeFolder() throws IOException {
        temp = Files.createTempDirectory("seedbank-property");
    }

    @AfterTry
    void emptyFolder() throws IOException {
        deleteBelow(temp);
    }

    @AfterProperty
    void deleteFolder() throws IOException {
        Files.delete(temp);
    }

    @Property(tries = 20)
    void an_unchanged_copy_is_intact_by_seedbanks_torrent_and_by_anybodys(
            @ForAll("trees") Map<String, Integer> files,
            @ForAll TorrentFormat format,
            @ForAll("pieceLengths") int pieceLength,
            @ForAll @IntRange(min = 1, max = 4) int jobs)
            throws Exception {
        Tree tree = write(files);
        List<FileFinding> intact = new ArrayList<>();
        DatasetScan.scan(tree.root(), false)
                .files()
                .forEach(file -> intact.add(new FileFinding.Intact(file.path(), file.length())));

        Metainfo torrent = Publication.of(tree.root(), format, pieceLength);

        assertThat(verify(torrent, tree, jobs).findings()).isEqualTo(intact);
        assertThat(quick(torrent, tree, jobs).findings()).isEqualTo(intact);
        assertThat(verify(Publication.foreign(torrent), tree, jobs).findings()).isEqualTo(intact);
    }

    @Property(tries = 30)
    void any_flipped_bit_is_found_by_pieces_alone_in_every_file_that_has_a_part_of_its_piece(
            @ForAll("trees") Map<String, Integer> files,
            @ForAll TorrentFormat format,
            @ForAll("pieceLengths") int pieceLength,
            @ForAll @IntRange(min = 1, max = 4) int jobs,
            @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double where)
            throws Exception {
        Tree tree = write(files);
        Metainfo torrent = Publication.of(tree.root(), format, pieceLength);
        long bit = (long) (where * 8 * torrent.totalLength());
        int index = fileOf(torrent, bit / 8);
        TorrentFile file = torrent.files().get(index);
        long at = bit / 8 - startOf(torrent, index);
        byte[] bytes = Files.readAllBytes(tree.at(file.path().text()));
        bytes[(int) at] ^= (byte) (1 << bit % 8);
        tree.with(file.path().text(), bytes);

        FixityReport report = quick(torrent, tree, jobs);

        assertThat(report.damage()).isEqualTo(inPieceOf(torrent, file.offset() + at));
        assertThat(report.damage())
                .isEqualTo(verify(Publication.foreign(torrent), tree, jobs).damage());
        assertThat(report.checkedFileDigests()).isFalse();
    }

    /** What to say of the files that have bytes in the piece around a place in the row. */
    private static List<FileFinding> inPieceOf(Metainfo torrent, long position) {
        long start = position - position % torrent.pieceLength();
        List<FileFinding> damaged = new ArrayList<>();
        for (TorrentFile file : torrent.files()) {
            long from = Math.max(0, start - file.offset());
            long to = Math.min(file.length(), start + torrent.pieceLength() - file.offset());
            if (from < to) {
                damaged.add(new FileFinding.Damaged(file.path(), file.length(), List.of(new ByteRange(from, to))));
            }
        }
        return damaged;
    }

    @Property(tries = 50)
    void any_flipped_bit_is_found_in_its_file_and_its_piece(
            @ForAll("trees") Map<String, Integer> files,
            @ForAll TorrentFormat format,
            @ForAll("pieceLengths") int pieceLength,
            @ForAll @IntRange(min = 1, max = 4) int jobs,
            @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double where)
            throws Exception {
        Tree tree = write(files);
        Metainfo torrent = Publication.of(tree.root(), format, pieceLength);
        long bit = (long) (where * 8 * torrent.totalLength());
        int index = fileOf(torrent, bit / 8);
        TorrentFile file = torrent.files().get(index);
        long at = bit / 8 - startOf(torrent, index);
        byte[] bytes = Files.readAllBytes(tree.at(file.path().text()));
        bytes[(int) at] ^= (byte) (1 << bit % 8);
        tree.with(file.path().text(), bytes);

        FixityReport report = verify(torrent, tree, jobs);

        assertThat(report.damage())
                .containsExactly(
                        new FileFinding.Damaged(file.path(), file.length(), List.of(pieceAround(torrent, file, at))));
        assertThat(report.digests().found(torrent.files().indexOf(file))).contains(Sha256.digestOf(bytes));
        assertThat(report.intactCount()).isEqualTo(files.size() - 1);
    }

    @Property(tries = 40)
    void a_file_cut_off_anywhere_lacks_its_pieces_from_there_on(
            @ForAll("trees") Map<String, Integer> files,
            @ForAll TorrentFormat format,
            @ForAll("pieceLengths") int pieceLength,
            @ForAll @IntRange(min = 1, max = 4) int jobs,
            @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double where)
            throws Exception {
        Tree tree = write(files);
        Metainfo torrent = Publication.of(tree.root(), format, pieceLength);
        long position = (long) (where * torrent.totalLength());
        int index = fileOf(torrent, position);
        TorrentFile file = torrent.files().get(index);
        long cut = position - startOf(torrent, index);
        try (FileChannel channel = FileChannel.open(tree.at(file.path().text()), StandardOpenOption.WRITE)) {
            channel.truncate(cut);
        }

        FixityReport report = verify(torrent, tree, jobs);

        ByteRange lacking = new ByteRange(pieceAround(torrent, file, cut).start(), file.length());
        assertThat(report.damage())
                .containsExactly(new FileFinding.WrongLength(file.path(), file.length(), cut, List.of(lacking)));
        assertThat(report.intactCount()).isEqualTo(files.size() - 1);
    }

    @Property(tries = 15)
    void the_number_of_threads_does_not_change_the_torrent(
            @ForAll("trees") Map<String, Integer> files,
            @ForAll TorrentFormat format,
            @ForAll("pieceLengths") int pieceLength,
            @ForAll @IntRange(min = 2, max = 8) int jobs)
            throws Exception {
        Dataset dataset = DatasetScan.scan(write(files).root(), false);
        PieceLength length = new PieceLength(pieceLength);

        byte[] alone = bytes(DatasetHasher.hash(dataset, format, length, 1, Progress.NONE));
        byte[] together = bytes(DatasetHasher.hash(dataset, format, length, jobs, Progress.NONE));

        assertThat(together).isEqualTo(alone);
    }

    @Provide
    Arbitrary<Map<String, Integer>> trees() {
        Arbitrary<String> paths = Arbitraries.of(
                "a", "a-b", "b/a", "b/a.b", "b/c/d", "b-c", "e.f", "g/h", "g/h-i", "j", "k/l/m/n", "ü", "z");
        Arbitrary<Integer> lengths = Arbitraries.oneOf(
                Arbitraries.of(0, 1, 16 * KIB - 1, 16 * KIB, 16 * KIB + 1, 32 * KIB, 1024 * KIB, 1024 * KIB + 1),
                Arbitraries.integers().between(0, 100 * KIB),
                Arbitraries.integers().between(0, 2200 * KIB));
        return Arbitraries.maps(paths, lengths)
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(files -> (Map<String, Integer>) new TreeMap<>(files))
                .filter(files -> files.values().stream().anyMatch(length -> length > 0));
    }

    @Provide
    Arbitrary<Integer> pieceLengths() {
        return Arbitraries.of(16 * KIB, 32 * KIB, 256 * KIB, 1024 * KIB, 2048 * KIB, 16384 * KIB);
    }

    private Tree write(Map<String, Integer> files) {
        Tree tree = new Tree(temp.resolve("soil"));
        files.forEach((path, length) -> {
            byte[] bytes = new byte[length];
            new Random(path.hashCode()).nextBytes(bytes);
            tree.with(path, bytes);
        });
        return tree;
    }

    private static byte[] bytes(TorrentDraft draft) {
        return draft.write(List.of(), List.of(), "a test", Optional.empty());
    }

    private static FixityReport verify(Metainfo torrent, Tree tree, int jobs) throws InterruptedException {
        return Verification.run(torrent, tree.root(), path -> true, jobs, Progress.NONE);
    }

    private static FixityReport quick(Metainfo torrent, Tree tree, int jobs) throws InterruptedException {
        return Verification.run(
                VerificationRequest.of(torrent, tree.root())
                        .withDepth(FixityReference.Depth.PIECES)
                        .withJobs(jobs),
                Progress.NONE);
    }

    private static int fileOf(Metainfo torrent, long position) {
        int index = 0;
        while (position >= startOf(torrent, index + 1)) {
            index++;
        }
        return index;
    }

    /** Where a file's bytes begin among all files' bytes without padding. */
    private static long startOf(Metainfo torrent, int index) {
        return torrent.files().subList(0, index).stream()
                .mapToLong(TorrentFile::length)
                .sum();
    }

    private static ByteRange pieceAround(Metainfo torrent, TorrentFile file, long at) {
        long piece = (file.offset() + at) / torrent.pieceLength();
        long start = piece * torrent.pieceLength() - file.offset();
        return new ByteRange(Math.max(0, start), Math.min(file.length(), start + torrent.pieceLength()));
    }

    private static void deleteBelow(Path folder) throws IOException {
        try (var below = Files.walk(folder)) {
            for (Path path : below.sorted((x, y) -> y.compareTo(x)).toList()) {
                if (!path.equals(folder)) {
                    Files.delete(path);
                }
            }
        }
    }
}
