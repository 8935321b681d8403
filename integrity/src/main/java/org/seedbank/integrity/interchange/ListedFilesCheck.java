package org.seedbank.integrity.interchange;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.commons.codec.binary.Hex;
import org.seedbank.integrity.ByteRange;
import org.seedbank.integrity.ContentDigest;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.DigestAlgorithm;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.dataset.PieceLength;
import org.seedbank.integrity.files.NameForms;
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

    private final Path root;
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
        this.root = root;
        RealFolders folders = new RealFolders(root);
        NameForms forms = new NameForms(root, new Listed());
        this.places =
                files.stream().map(file -> look(forms, folders, file, place)).toList();
    }

    private static FoundFile look(
            NameForms forms, RealFolders folders, ListedFile file, Function<ListedFile, Path> where) {
        FoundFile found = FoundFile.look(forms, folders, file.path(), file.length(), () -> where.apply(file));
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

    /** Files that lie under a name that differs from the listed one in its Unicode form alone: listed name, found name. */
    Map<DatasetPath, String> otherForms() {
        Map<DatasetPath, String> others = new LinkedHashMap<>();
        for (int i = 0; i < files.size(); i++) {
            String listed = files.get(i).path().text();
            Path place = places.get(i).place();
            boolean isLiteral = place.toString().endsWith(listed);
            if (!isLiteral && places.get(i).isThere() && !place.equals(root) && place.startsWith(root)) {
                String found = FolderWalk.text(root.relativize(place));
                if (!found.equals(listed)) {
                    others.put(files.get(i).path(), found);
                }
            }
        }
        return others;
    }

    /** Returns what a person should know of {@link #otherForms}. */
    static Optional<String> warnOf(Map<DatasetPath, String> otherForms) {
        return otherForms.keySet().stream()
                .findFirst()
                .map(first -> "%d %s here in another Unicode form than in the manifest, such as '%s'"
                        .formatted(otherForms.size(), otherForms.size() == 1 ? "name is" : "names are", first));
    }

    /** Tells of places below the root whether one of the files belongs there. Filled when it is first asked. */
    private final class Listed implements Predicate<Path> {

        private final Set<String> paths = new HashSet<>();

        @Override
        public boolean test(Path place) {
            if (paths.isEmpty()) {
                files.forEach(file -> paths.add(file.path().text()));
            }
            return paths.contains(FolderWalk.text(root.relativize(place)));
        }
    }

    /** Tells whether nothing is in the place of any file. */
    boolean findsNothing() {
        return places.stream().noneMatch(FoundFile::isThere);
    }

    /** Tells whether a file is there that has to be read to say more. */
    boolean isReadable(int index) {
        return places.get(index).finding() == null;
    }

    /** Length of the file in its place, or -1 when nothing that can be read is there. */
    long length(int index) {
        return places.get(index).length();
    }

    /** The first of some algorithms that gives this digest of a file; nothing when none does, or it cannot be read. */
    Optional<DigestAlgorithm> algorithmOf(int index, String hex, List<DigestAlgorithm> candidates)
            throws InterruptedException {
        long length = toRead(places.get(index));
        HashItem item = new HashItem(places.get(index).place(), length, length, 0);
        HashPlan plan = new HashPlan(List.of(item), PieceLength.MIN, length, false, false, Set.copyOf(candidates));
        HashResult result = HashPipeline.run(plan, 1, new Unwatched(), (bytes, at) -> {});
        return candidates.stream()
                .filter(algorithm -> result.filesUnread().isEmpty())
                .filter(algorithm -> digest(result, algorithm, 0).hex().equals(hex))
                .findFirst();
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
        if (files.isEmpty()) {
            return List.of();
        }
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

    /** Of a file that is tried it does not matter why it cannot be read: it is read again, and then told. */
    private static final class Unwatched implements ReadWatch {
        @Override
        public void finished(int item) {}

        @Override
        public void failed(int item, IOException reason) {}
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
