package org.seedbank.integrity.interchange;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.commons.codec.binary.Hex;
import org.seedbank.integrity.ByteRange;
import org.seedbank.integrity.ContentDigest;
import org.seedbank.integrity.DigestAlgorithm;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.dataset.PieceLength;
import org.seedbank.integrity.files.RealFolders;
import org.seedbank.integrity.fixity.FileDigests;
import org.seedbank.integrity.fixity.FileFinding;
import org.seedbank.integrity.fixity.FoundFile;
import org.seedbank.integrity.internal.hashing.HashItem;
import org.seedbank.integrity.internal.hashing.HashPipeline;
import org.seedbank.integrity.internal.hashing.HashPlan;
import org.seedbank.integrity.internal.hashing.HashResult;
import org.seedbank.integrity.internal.hashing.ReadWatch;

/** Holds files on disk against the digests that lists have of them, in one read. */
final class ListedFilesCheck implements ReadWatch {

    private final List<ListedFile> files;
    private final List<FoundFile> places;

    /** Why an item could not be read, by index; written by the pipeline's readers. */
    private final Map<Integer, IOException> failures = new ConcurrentHashMap<>();

    /**
     * Looks where each file is; reads none.
     *
     * @param root the folder that the paths are in
     * @param place where a file lies; throws {@link IllegalArgumentException} when this system cannot say
     */
    ListedFilesCheck(Path root, List<ListedFile> files, Function<ListedFile, Path> place) {
        this.files = files;
        RealFolders folders = new RealFolders(root);
        this.places = files.stream().map(file -> look(folders, file, place)).toList();
    }

    private static FoundFile look(RealFolders folders, ListedFile file, Function<ListedFile, Path> where) {
        FoundFile found = FoundFile.look(folders, file.path(), file.length(), () -> where.apply(file));
        boolean otherLength = found.finding() == null
                && file.length() != FileFinding.UNKNOWN_LENGTH
                && file.length() != found.length();
        return otherLength
                ? new FoundFile(found.place(), found.length(), wrongLength(file, found.length()), true)
                : found;
    }

    private static FileFinding unreadable(ListedFile file, String reason) {
        return new FileFinding.Unreadable(file.path(), file.length(), reason);
    }

    /** Such a file is not read: it cannot be right. */
    private static FileFinding wrongLength(ListedFile file, long found) {
        List<ByteRange> absent = found < file.length() ? List.of(new ByteRange(found, file.length())) : List.of();
        return new FileFinding.WrongLength(file.path(), file.length(), found, absent);
    }

    /** Tells whether nothing is in the place of any file. */
    boolean findsNothing() {
        return places.stream().noneMatch(FoundFile::isThere);
    }

    private static long toRead(FoundFile place) {
        return place.readable(Long.MAX_VALUE);
    }

    /** Bytes that are to be read. */
    long totalLength() {
        return places.stream().mapToLong(ListedFilesCheck::toRead).sum();
    }

    /** A finding for each file, in the order in which they were given. */
    List<CheckedFile> run(Set<DigestAlgorithm> algorithms, int jobs, Progress progress) throws InterruptedException {
        List<HashItem> items = new ArrayList<>(places.size());
        long offset = 0;
        for (FoundFile place : places) {
            long length = toRead(place);
            items.add(new HashItem(place.place(), length, length, offset));
            offset += length;
        }
        HashPlan plan = new HashPlan(items, PieceLength.MIN, offset, false, false, algorithms);
        HashResult result = HashPipeline.run(
                plan,
                jobs,
                this,
                (bytes, item) -> progress.advanced(bytes, files.get(item).path()));
        List<CheckedFile> checked = new ArrayList<>(files.size());
        for (int i = 0; i < files.size(); i++) {
            checked.add(checked(i, result));
        }
        return checked;
    }

    private CheckedFile checked(int index, HashResult result) {
        ListedFile file = files.get(index);
        FoundFile place = places.get(index);
        Optional<ContentDigest> strongest = Optional.of(file.strongest());
        if (place.finding() != null || failures.containsKey(index)) {
            FileFinding finding =
                    place.finding() != null ? place.finding() : unreadable(file, IoReason.of(failures.get(index)));
            return new CheckedFile(finding, strongest, Optional.empty());
        }
        for (ContentDigest expected : file.digests().values()) {
            ContentDigest found = digest(result, expected.algorithm(), index);
            if (!found.equals(expected)) {
                return new CheckedFile(
                        new FileFinding.Damaged(file.path(), place.length(), List.of()),
                        Optional.of(expected),
                        Optional.of(found));
            }
        }
        return new CheckedFile(new FileFinding.Intact(file.path(), place.length()), strongest, strongest);
    }

    private static ContentDigest digest(HashResult result, DigestAlgorithm algorithm, int index) {
        return ContentDigest.of(algorithm, Hex.encodeHexString(result.fileDigest(algorithm, index)));
    }

    @Override
    public void finished(int item) {
        // A file that changes under the reader shows as damage.
    }

    @Override
    public void failed(int item, IOException reason) {
        failures.putIfAbsent(item, reason);
    }

    /**
     * Describes what is known of one file, for a report.
     *
     * @param expected a digest that a list has of it: the first that differs, or the strongest
     * @param found the same digest of what is there; empty when it was not computed
     */
    record CheckedFile(FileFinding finding, Optional<ContentDigest> expected, Optional<ContentDigest> found) {

        /** A file about which there is a finding, but no digest. */
        static CheckedFile of(FileFinding finding) {
            return new CheckedFile(finding, Optional.empty(), Optional.empty());
        }

        /** Returns the same file, about which something else has to be said. */
        CheckedFile but(FileFinding other) {
            return new CheckedFile(other, expected, found);
        }

        static List<FileFinding> findings(List<CheckedFile> files) {
            return files.stream().map(CheckedFile::finding).toList();
        }

        static FileDigests digests(List<CheckedFile> files) {
            return new FileDigests() {
                @Override
                public Optional<ContentDigest> expected(int file) {
                    return files.get(file).expected();
                }

                @Override
                public Optional<ContentDigest> found(int file) {
                    return files.get(file).found();
                }
            };
        }
    }
}
