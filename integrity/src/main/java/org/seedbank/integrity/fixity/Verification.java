package org.seedbank.integrity.fixity;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.seedbank.integrity.Checkpoints;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.DigestAlgorithm;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.files.RealFolders;
import org.seedbank.integrity.internal.hashing.Checkpoint;
import org.seedbank.integrity.internal.hashing.HashItem;
import org.seedbank.integrity.internal.hashing.HashPipeline;
import org.seedbank.integrity.internal.hashing.HashPlan;
import org.seedbank.integrity.internal.hashing.HashResult;
import org.seedbank.integrity.internal.hashing.ProgressScale;
import org.seedbank.integrity.internal.hashing.ReadWatch;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFile;

/**
 * Compares files on disk with a torrent: their Merkle trees, or v1 pieces where it has none, and the SHA-256 of each
 * file where seedbank made the torrent. Needs no network and writes nothing but notes of its own.
 */
public final class Verification {

    private final VerificationRequest request;
    private final FixityReference.OfTorrent reference;
    private final Metainfo torrent;
    private final CopyLocation location;
    private final RealFolders folders;
    private final FilesOnDisk disk;
    private final StatedDigests stated;

    /** Why an item could not be read, by index; written by the pipeline's readers. */
    private final Map<Integer, IOException> failures = new ConcurrentHashMap<>();

    /** Whether links, names in other Unicode forms and stated digests count: not for those who need the very files. */
    private final boolean wide;

    private Verification(VerificationRequest request, CopyLocation location) {
        this(request, location, new RealFolders(location.root()), false);
    }

    private Verification(VerificationRequest request, CopyLocation location, RealFolders folders, boolean wide) {
        this.request = request;
        this.torrent = request.torrent();
        this.reference = new FixityReference.OfTorrent(torrent, request.depth());
        this.location = location;
        this.wide = wide;
        this.stated = new StatedDigests(torrent);
        this.folders = folders;
        this.disk = FilesOnDisk.look(request, location, folders, wide);
    }

    /**
     * Verifies a copy of a whole dataset in full.
     *
     * @param target the copy: the dataset's folder or file, or the folder that holds it under its own name
     * @param chosen which files to verify; the others are not read
     * @param jobs hashing threads, at least 1
     * @throws InterruptedException when this thread is interrupted
     */
    public static FixityReport run(
            Metainfo torrent, Path target, Predicate<DatasetPath> chosen, int jobs, Progress progress)
            throws InterruptedException {
        CopyLocation location = CopySearch.findWhole(torrent, target);
        VerificationRequest request = VerificationRequest.of(torrent, target)
                .withSelection(FileSelection.matching(chosen))
                .withJobs(jobs);
        return new Verification(request, location).run(progress, Checkpoints.NONE, Clock.systemUTC());
    }

    /** Verifies published originals, whose publisher may have had links followed that stay inside. */
    public static FixityReport ofOriginals(
            Path root, Metainfo torrent, Predicate<DatasetPath> chosen, int jobs, Progress progress)
            throws InterruptedException {
        CopyLocation location = CopySearch.findWhole(torrent, root);
        VerificationRequest request = VerificationRequest.of(torrent, root)
                .withSelection(FileSelection.matching(chosen))
                .withJobs(jobs);
        return new Verification(request, location, RealFolders.withInnerLinks(location.root()), false)
                .run(progress, Checkpoints.NONE, Clock.systemUTC());
    }

    /**
     * Verifies the copy that lies exactly there, whatever names are in it.
     *
     * @param root the dataset's folder or its one file, under any name
     * @param chosen which files to verify; the others are not read
     * @param jobs hashing threads, at least 1
     * @throws IntegrityException.NotThere when nothing of the dataset is there, or all of it goes away
     * @throws InterruptedException when this thread is interrupted
     */
    public static FixityReport at(
            Path root, Metainfo torrent, Predicate<DatasetPath> chosen, int jobs, Progress progress)
            throws InterruptedException {
        CopyLocation location = exactly(root, torrent);
        VerificationRequest request = VerificationRequest.of(torrent, root)
                .withSelection(FileSelection.matching(chosen))
                .withJobs(jobs);
        return new Verification(request, location).run(progress, Checkpoints.NONE, Clock.systemUTC());
    }

    private static CopyLocation exactly(Path root, Metainfo torrent) {
        return torrent.isSingleFile() ? CopyLocation.of(torrent.files().get(0).path(), root) : CopyLocation.whole(root);
    }

    /**
     * Verifies a copy of a dataset, or a part of one. Every chosen file is looked at, damaged or not; hashing threads end
     * before this returns. Names in another Unicode form than the published ones count, with a warning; links of the
     * dataset are looked at, and in full depth the digests that a torrent states are compared.
     *
     * @param progress called on this thread about ten times a second; counts the chosen files and their bytes
     * @param checkpoints where to note how far it has come; the report tells how many bytes were not read for that
     * @throws IntegrityException.NotThere when nothing of the dataset is at the target, or all of it goes away
     * @throws IntegrityException.UnclearPart when the target is a file, and not clear which one of the dataset; or a
     *     folder that can be several of its folders
     * @throws IntegrityException.NoSuchMember when something is chosen that the dataset does not have
     * @throws IntegrityException.NothingChosen when no file is chosen
     * @throws InterruptedException when this thread is interrupted
     */
    public static FixityReport run(VerificationRequest request, Progress progress, Checkpoints checkpoints)
            throws InterruptedException {
        List<DatasetPath> members = request.selection().members();
        CopyLocation location = CopySearch.find(request.torrent(), request.target(), members);
        return new Verification(request, location, new RealFolders(location.root()), true)
                .run(progress, checkpoints, Clock.systemUTC());
    }

    /** Verifies without checkpoints. */
    public static FixityReport run(VerificationRequest request, Progress progress) throws InterruptedException {
        return run(request, progress, Checkpoints.NONE);
    }

    private FixityReport run(Progress progress, Checkpoints checkpoints, Clock clock) throws InterruptedException {
        Instant started = clock.instant();
        ProgressScale scale = new ProgressScale(
                torrent.files().stream().map(TorrentFile::path).toList(),
                torrent.files().stream().map(TorrentFile::length).toList(),
                disk::isChosen);
        HashPlan plan = plan();
        HashResult result = HashPipeline.run(
                plan,
                request.jobs(),
                new Remember(),
                scale.telling(progress),
                Checkpoint.of(checkpoints, work(), location.root(), plan, item -> torrent.files()
                        .get(item)
                        .path()));
        FileDigests digests = new TorrentDigests(torrent, result, wholeFiles(result));
        DigestComparison comparison = new DigestComparison(torrent, result, digests, this::whyAbsent);
        refuseWhatWentAway(comparison);
        List<String> extras = ExtraFiles.among(
                location,
                torrent,
                request.selection().members(),
                disk.otherForms().values());
        List<FileFinding> findings = findings(comparison, result);
        return new FixityReport(
                reference,
                location.root(),
                findings,
                digests,
                extras,
                started,
                clock.instant(),
                result.resumedBytes(),
                wide
                        ? new LinksOnDisk(torrent, location, folders)
                                .findings(request.selection().in(torrent))
                        : List.of(),
                wide
                        ? new VerificationWarnings(torrent, disk, findings)
                                .list(
                                        file -> comparesStated() ? stated.wrong(result, file) : List.of(),
                                        comparison::differsFromV1)
                        : List.of());
    }

    private boolean comparesStated() {
        return wide && torrent.statesDigests() && request.depth() == FixityReference.Depth.FULL;
    }

    private Set<DigestAlgorithm> fileAlgorithms() {
        Set<DigestAlgorithm> algorithms = EnumSet.noneOf(DigestAlgorithm.class);
        if (reference.checkedFileDigests()) {
            algorithms.add(DigestAlgorithm.SHA256);
        }
        if (comparesStated()) {
            algorithms.addAll(stated.algorithms());
        }
        return algorithms;
    }

    /** Returns what a checkpoint of this is known by; what is computed besides, it knows from the plan. */
    private String work() {
        Optional<String> digest = torrent.datasetDigest().map(Sha256::hex);
        return "verify " + torrent.format() + " " + digest.orElseGet(this::infoHash);
    }

    private String infoHash() {
        return torrent.infoHashV2().or(torrent::infoHashV1).orElseThrow().hex();
    }

    private HashPlan plan() {
        List<HashItem> items = new ArrayList<>(disk.count());
        for (int i = 0; i < disk.count(); i++) {
            TorrentFile file = torrent.files().get(i);
            FoundFile found = disk.get(i);
            items.add(new HashItem(found.place(), file.length(), found.readable(file.length()), file.offset()));
        }
        return new HashPlan(
                items,
                torrent.pieceLength(),
                torrent.rowLength(),
                torrent.format().hasV1() && (!torrent.format().hasV2() || torrent.lacksPieceLayers()),
                torrent.format().hasV2(),
                fileAlgorithms());
    }

    private Optional<String> whyAbsent(int file) {
        FoundFile found = disk.get(file);
        if (found.finding() instanceof FileFinding.NotChosen) {
            return Optional.of("was not chosen");
        } else if (found.finding() instanceof FileFinding.Missing) {
            return Optional.of("is missing");
        } else if (found.finding() != null || failures.containsKey(file)) {
            return Optional.of("cannot be read");
        }
        return found.length() < torrent.files().get(file).length() ? Optional.of("is too short") : Optional.empty();
    }

    private BitSet wholeFiles(HashResult result) {
        BitSet whole = new BitSet();
        for (int i = 0; (reference.checkedFileDigests() || comparesStated()) && i < disk.count(); i++) {
            boolean right = disk.get(i).length() == torrent.files().get(i).length();
            whole.set(i, right && !result.filesUnread().get(i));
        }
        return whole;
    }

    /** A disk that was pulled must not look like one whose files are all damaged. */
    private void refuseWhatWentAway(DigestComparison comparison) {
        if (!failures.isEmpty() && (disk.areGone() || isWhollyCutOff(comparison))) {
            throw IntegrityException.NotThere.wentAway(
                    location.root(), failures.values().iterator().next());
        }
    }

    /** Tells whether not a byte of any file could be read, for reasons that lie below the files. */
    private boolean isWhollyCutOff(DigestComparison comparison) {
        for (int i = 0; i < disk.count(); i++) {
            boolean wasToBeRead = disk.get(i).readable(torrent.files().get(i).length()) > 0;
            if (wasToBeRead && !(failures.containsKey(i) && comparison.isUnread(i))) {
                return false;
            }
        }
        boolean alone = failures.size() == 1;
        return failures.values().stream().allMatch(reason -> IoReason.isCutOff(reason, alone));
    }

    private List<FileFinding> findings(DigestComparison comparison, HashResult result) {
        List<FileFinding> findings = new ArrayList<>(disk.count());
        for (int i = 0; i < disk.count(); i++) {
            FileFinding finding = finding(i, comparison);
            boolean proven = finding instanceof FileFinding.NotVerified && comparesStated() && stated.prove(result, i);
            findings.add(proven ? new FileFinding.Intact(finding.path(), finding.length()) : finding);
        }
        return findings;
    }

    private FileFinding finding(int index, DigestComparison comparison) {
        TorrentFile file = torrent.files().get(index);
        FoundFile found = disk.get(index);
        if (found.finding() != null) {
            return found.finding();
        }
        if (failures.containsKey(index)) {
            return new FileFinding.Unreadable(file.path(), file.length(), IoReason.of(failures.get(index)));
        }
        if (found.length() != file.length()) {
            return comparison.wrongLength(index, found.length());
        }
        return comparison.finding(index);
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
