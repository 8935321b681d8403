package org.seedbank.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import org.seedbank.integrity.dataset.Dataset;
import org.seedbank.integrity.dataset.DatasetHasher;
import org.seedbank.integrity.dataset.DatasetScan;
import org.seedbank.integrity.dataset.PieceLength;
import org.seedbank.integrity.dataset.TorrentDraft;
import org.seedbank.integrity.fixity.FixityReport;
import org.seedbank.integrity.fixity.Verification;
import org.seedbank.integrity.fixity.VerificationRequest;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;

/** Over any small tree of files: work that was killed anywhere and goes on gives what work gives that was not. */
@Tag("thorough")
final class CheckpointPropertyTest {

    private static final int KIB = 1 << 10;

    /** What happens to a file between the two runs. */
    enum Change {
        NONE,
        OTHER_BYTES,
        LONGER,
        SHORTER,
        REPLACED,
        ONE_MORE
    }

    private Path temp;
    private Path notes;
    private Tree tree;

    @BeforeTry
    void makeFolder() throws IOException {
        temp = Files.createTempDirectory("seedbank-property");
        notes = temp.resolve("notes");
        tree = new Tree(temp.resolve("tree"));
    }

    @AfterTry
    void deleteFolder() throws IOException {
        try (Stream<Path> below = Files.walk(temp)) {
            for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Property(tries = 40)
    void a_killed_publication_that_goes_on_makes_the_same_torrent(
            @ForAll("trees") Map<String, Integer> files,
            @ForAll TorrentFormat format,
            @ForAll("pieceLengths") int pieceLength,
            @ForAll @IntRange(min = 1, max = 4) int jobs,
            @ForAll @DoubleRange(min = 0, max = 1) double where,
            @ForAll boolean hard,
            @ForAll Change change)
            throws Exception {
        files.forEach(tree::with);
        PieceLength length = new PieceLength(pieceLength);
        end((long) (where * total(files)), hard, progress -> hash(format, length, jobs, progress));
        change(files, where, change);

        byte[][] torrent = new byte[1][];
        KilledRun.resume(progress -> torrent[0] = bytes(hash(format, length, jobs, progress)));

        assertThat(torrent[0]).isEqualTo(bytes(Publication.draft(tree.root(), format, pieceLength)));
        assertThat(KilledRun.files(notes)).isEmpty();
    }

    @Property(tries = 40)
    void a_killed_verification_that_goes_on_gives_the_same_report(
            @ForAll("trees") Map<String, Integer> files,
            @ForAll TorrentFormat format,
            @ForAll("pieceLengths") int pieceLength,
            @ForAll boolean foreign,
            @ForAll @DoubleRange(min = 0, max = 1) double where,
            @ForAll boolean hard,
            @ForAll Change before,
            @ForAll Change between)
            throws Exception {
        files.forEach(tree::with);
        Metainfo own = Publication.of(tree.root(), format, pieceLength);
        Metainfo torrent = foreign ? Publication.foreign(own) : own;
        change(files, 1 - where, before);
        end((long) (where * total(files)), hard, progress -> verify(torrent, progress));
        change(files, where, between);

        FixityReport[] resumed = new FixityReport[1];
        long bytes = KilledRun.resume(progress -> resumed[0] = verify(torrent, progress));

        FixityReport fresh = Verification.run(torrent, tree.root(), file -> true, 2, Progress.NONE);
        assertThat(resumed[0].findings()).isEqualTo(fresh.findings());
        assertThat(found(resumed[0])).isEqualTo(found(fresh));
        assertThat(resumed[0].resumedBytes()).isEqualTo(bytes);
        assertThat(KilledRun.files(notes)).isEmpty();
    }

    private void end(long at, boolean hard, KilledRun.Work work) throws Exception {
        if (hard) {
            KilledRun.kill(at, notes, work);
        } else {
            KilledRun.interrupt(at, work);
        }
    }

    private TorrentDraft hash(TorrentFormat format, PieceLength length, int jobs, Progress progress)
            throws InterruptedException {
        Dataset dataset = DatasetScan.scan(tree.root(), false);
        return DatasetHasher.hash(dataset, format, length, jobs, progress, KilledRun.checkpoints(notes));
    }

    private FixityReport verify(Metainfo torrent, Progress progress) throws InterruptedException {
        return Verification.run(
                VerificationRequest.of(torrent, tree.root()).withJobs(2), progress, KilledRun.checkpoints(notes));
    }

    /** Changes one of the files, and sees to it that its time is another. */
    private void change(Map<String, Integer> files, double where, Change change) throws IOException {
        List<String> names = List.copyOf(files.keySet());
        Path file = tree.at(names.get((int) Math.min(names.size() - 1, where * names.size())));
        byte[] bytes = Files.readAllBytes(file);
        switch (change) {
            case NONE -> {
                return;
            }
            case OTHER_BYTES -> Files.write(file, reversed(bytes));
            case LONGER -> Files.write(file, Arrays.copyOf(bytes, bytes.length + 1));
            case ONE_MORE -> {
                tree.with("zz", 5);
                return;
            }
            case SHORTER -> Files.write(file, Arrays.copyOf(bytes, (bytes.length + 1) / 2));
            case REPLACED -> {
                Files.delete(file);
                Files.write(file, reversed(bytes));
            }
        }
        FileTime later = FileTime.from(Instant.now().plus(Duration.ofSeconds(2)));
        Files.setLastModifiedTime(file, later);
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] other = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            other[i] = (byte) ~bytes[i];
        }
        return other;
    }

    private static long total(Map<String, Integer> files) {
        return files.values().stream().mapToLong(length -> length).sum();
    }

    private static byte[] bytes(TorrentDraft draft) {
        return draft.write(List.of(), List.of(), "a test", Optional.empty());
    }

    private static List<Optional<ContentDigest>> found(FixityReport report) {
        return Stream.iterate(0, i -> i + 1)
                .limit(report.findings().size())
                .map(report.digests()::found)
                .toList();
    }

    @Provide
    Arbitrary<Map<String, Integer>> trees() {
        Arbitrary<String> paths = Arbitraries.of("a", "a-b", "b/a", "b/c/d", "e.f", "g/h", "g/h-i", "j", "ü", "z");
        Arbitrary<Integer> lengths = Arbitraries.oneOf(
                Arbitraries.of(0, 1, 16 * KIB, 1024 * KIB, 1024 * KIB + 1, 4096 * KIB),
                Arbitraries.integers().between(0, 100 * KIB),
                Arbitraries.integers().between(1024 * KIB, 9000 * KIB));
        return Arbitraries.maps(paths, lengths)
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(files -> (Map<String, Integer>) new TreeMap<>(files))
                .filter(files -> total(files) > 0);
    }

    @Provide
    Arbitrary<Integer> pieceLengths() {
        return Arbitraries.of(16 * KIB, 64 * KIB, 1024 * KIB, 2048 * KIB, 4096 * KIB);
    }
}
