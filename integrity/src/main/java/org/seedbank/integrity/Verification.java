package org.seedbank.integrity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.seedbank.integrity.internal.hashing.HashItem;
import org.seedbank.integrity.internal.hashing.HashPipeline;
import org.seedbank.integrity.internal.hashing.HashPlan;
import org.seedbank.integrity.internal.hashing.HashResult;
import org.seedbank.integrity.internal.hashing.ReadWatch;

/**
 * Compares files on disk with a torrent: their Merkle trees, or v1 pieces where it has none, and the SHA-256 of each
 * file where seedbank made the torrent. Needs no network and writes nothing.
 */
public final class Verification {

    private final FixityReference.OfTorrent reference;
    private final Metainfo torrent;
    private final Path root;
    private final Predicate<DatasetPath> chosen;

    /** Why an item could not be read, by index; written by the pipeline's readers. */
    private final Map<Integer, IOException> failures = new ConcurrentHashMap<>();

    private Verification(FixityReference.OfTorrent reference, Path root, Predicate<DatasetPath> chosen) {
        this.reference = reference;
        this.torrent = reference.torrent();
        this.root = root;
        this.chosen = chosen;
    }

    /**
     * Verifies a copy in full, as {@link #run(VerificationRequest, Progress)} does.
     *
     * @param target as in {@link VerificationRequest}
     * @param chosen which files to verify; the others are not read
     * @param jobs hashing threads, at least 1
     * @throws InterruptedException when this thread is interrupted
     */
    public static FixityReport run(
            Metainfo torrent, Path target, Predicate<DatasetPath> chosen, int jobs, Progress progress)
            throws InterruptedException {
        return run(new VerificationRequest(torrent, target, chosen, FixityReference.Depth.FULL, jobs), progress);
    }

    /**
     * Verifies a copy of a dataset. Every chosen file is looked at, damaged or not; hashing threads end before this
     * returns.
     *
     * @param progress called on this thread about ten times a second; bytes count up to the dataset's total length
     * @throws IntegrityException.NotThere when there is nothing at the target
     * @throws IntegrityException.UnusableTarget when it is a file where the dataset is a folder
     * @throws InterruptedException when this thread is interrupted
     */
    public static FixityReport run(VerificationRequest request, Progress progress) throws InterruptedException {
        Metainfo torrent = request.torrent();
        FixityReference.OfTorrent reference = new FixityReference.OfTorrent(torrent, request.depth());
        return new Verification(reference, CopyLocation.find(torrent, request.target()), request.chosen())
                .run(request.jobs(), progress, Clock.systemUTC());
    }

    private FixityReport run(int jobs, Progress progress, Clock clock) throws InterruptedException {
        Instant started = clock.instant();
        List<OnDisk> disk = new ArrayList<>();
        List<HashItem> items = new ArrayList<>();
        for (TorrentFile file : torrent.files()) {
            OnDisk found = look(file);
            disk.add(found);
            items.add(new HashItem(found.file(), file.length(), found.readable(file), file.offset()));
        }
        HashPlan plan = new HashPlan(
                items,
                torrent.pieceLength(),
                torrent.rowLength(),
                !torrent.format().hasV2(),
                torrent.format().hasV2(),
                reference.checkedFileDigests() ? Set.of(DigestAlgorithm.SHA256) : Set.of());
        HashResult result = HashPipeline.run(
                plan,
                jobs,
                new Remember(),
                (bytes, item) ->
                        progress.advanced(bytes, torrent.files().get(item).path()));
        FileDigests digests = new TorrentDigests(torrent, result, wholeFiles(disk, result));
        List<FileFinding> findings = findings(disk, result, digests);
        List<String> extras = torrent.isSingleFile() ? List.of() : ExtraFiles.below(root, torrent);
        return new FixityReport(reference, root, findings, digests, extras, started, clock.instant());
    }

    /**
     * What stands where a file should be.
     *
     * @param file the place
     * @param length its length in bytes, or -1 when nothing that can be read is there
     * @param finding what is known without reading, or null
     */
    private record OnDisk(Path file, long length, FileFinding finding) {

        long readable(TorrentFile expected) {
            return finding == null ? Math.min(length, expected.length()) : 0;
        }
    }

    private OnDisk look(TorrentFile file) {
        if (!chosen.test(file.path())) {
            return new OnDisk(root, -1, new FileFinding.NotChosen(file.path(), file.length()));
        }
        Path place = root;
        try {
            place = torrent.isSingleFile() ? root : file.path().under(root);
            BasicFileAttributes attributes = Files.readAttributes(place, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                String what = attributes.isDirectory() ? "it is a folder" : "it is no regular file";
                return new OnDisk(place, -1, unreadable(file, what));
            }
            return new OnDisk(place, attributes.size(), null);
        } catch (IOException e) {
            boolean missing = e instanceof NoSuchFileException || isBelowFile(place);
            FileFinding gone = new FileFinding.Missing(file.path(), file.length());
            return new OnDisk(place, -1, missing ? gone : unreadable(file, IoReason.of(e)));
        } catch (IllegalArgumentException e) {
            return new OnDisk(place, -1, unreadable(file, e.getMessage()));
        }
    }

    /** Whether a file stands in place of a folder above, which the system does not report as an absent file. */
    private boolean isBelowFile(Path place) {
        for (Path above = place.getParent(); above != null && above.startsWith(root); above = above.getParent()) {
            if (Files.isRegularFile(above)) {
                return true;
            }
        }
        return false;
    }

    private static FileFinding unreadable(TorrentFile file, String reason) {
        return new FileFinding.Unreadable(file.path(), file.length(), reason);
    }

    private BitSet wholeFiles(List<OnDisk> disk, HashResult result) {
        BitSet whole = new BitSet();
        for (int i = 0; reference.checkedFileDigests() && i < disk.size(); i++) {
            boolean right = disk.get(i).length() == torrent.files().get(i).length();
            whole.set(i, right && !result.filesUnread().get(i));
        }
        return whole;
    }

    private List<FileFinding> findings(List<OnDisk> disk, HashResult result, FileDigests digests) {
        DigestComparison comparison = new DigestComparison(torrent, result, digests);
        List<FileFinding> findings = new ArrayList<>(disk.size());
        for (int i = 0; i < disk.size(); i++) {
            TorrentFile file = torrent.files().get(i);
            if (disk.get(i).finding() != null) {
                findings.add(disk.get(i).finding());
            } else if (failures.containsKey(i)) {
                findings.add(unreadable(file, IoReason.of(failures.get(i))));
            } else if (disk.get(i).length() != file.length()) {
                findings.add(new FileFinding.WrongLength(
                        file.path(), file.length(), disk.get(i).length(), comparison.badRanges(i)));
            } else {
                findings.add(comparison.finding(i));
            }
        }
        return findings;
    }

    /** Keeps the first failure of each file and lets the run go on. */
    private final class Remember implements ReadWatch {

        @Override
        public void finished(int item) {
            // A file that changes under the reader shows as damage.
        }

        @Override
        public void failed(int item, IOException reason) {
            failures.putIfAbsent(item, reason);
        }
    }
}
