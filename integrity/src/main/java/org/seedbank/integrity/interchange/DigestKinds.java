package org.seedbank.integrity.interchange;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.seedbank.integrity.ContentDigest;
import org.seedbank.integrity.DigestAlgorithm;
import org.seedbank.integrity.fixity.FileFinding;

/**
 * Finds out what kind of digests a list has that does not tell it: digests of several kinds have the same length, and
 * files show which they are.
 */
final class DigestKinds {

    /** Files that are tried before anything else is read: the smallest of the first ones. */
    private static final int MAX_TRIED = 8;

    private static final int MAX_LOOKED_AT = 1000;
    private static final long MAX_SMALL = 1 << 20;

    private final FixityList list;
    private final List<ListedFile> files;
    private final ListedFilesCheck check;

    /**
     * The digests of some files.
     *
     * @param check knows where the files are
     */
    DigestKinds(FixityList list, List<ListedFile> files, ListedFilesCheck check) {
        this.list = list;
        this.files = files;
        this.check = check;
    }

    /** The kinds that some small files show where they are others than were assumed, by what was assumed. */
    Map<DigestAlgorithm, DigestAlgorithm> ofSmallFiles() throws InterruptedException {
        Map<DigestAlgorithm, DigestAlgorithm> kinds = new EnumMap<>(DigestAlgorithm.class);
        for (DigestAlgorithm assumed : list.untagged()) {
            List<Integer> small = IntStream.range(0, files.size())
                    .filter(index -> files.get(index).digests().containsKey(assumed))
                    .limit(MAX_LOOKED_AT)
                    .filter(index -> check.isReadable(index) && check.length(index) <= MAX_SMALL)
                    .boxed()
                    .sorted(Comparator.comparing(check::length))
                    .limit(MAX_TRIED)
                    .toList();
            kind(assumed, small).filter(kind -> kind != assumed).ifPresent(kind -> kinds.put(assumed, kind));
        }
        return kinds;
    }

    /**
     * Tells whether not one file is intact although some could be read, and the list does not tell its kind of digest.
     */
    boolean areInDoubt(List<ListedFilesCheck.CheckedFile> checked) {
        return checked.stream().noneMatch(file -> file.finding() instanceof FileFinding.Intact)
                && checked.stream().anyMatch(this::isInDoubt);
    }

    private boolean isInDoubt(ListedFilesCheck.CheckedFile file) {
        return file.finding() instanceof FileFinding.Damaged
                && file.expected()
                        .map(ContentDigest::algorithm)
                        .filter(list.untagged()::contains)
                        .isPresent();
    }

    /** The kinds that the smallest of the files show that do not match, whatever its length. */
    Map<DigestAlgorithm, DigestAlgorithm> ofSmallestDamaged(List<ListedFilesCheck.CheckedFile> checked)
            throws InterruptedException {
        Optional<Integer> smallest = IntStream.range(0, files.size())
                .filter(index -> isInDoubt(checked.get(index)))
                .boxed()
                .min(Comparator.comparing(check::length));
        Map<DigestAlgorithm, DigestAlgorithm> kinds = new EnumMap<>(DigestAlgorithm.class);
        if (smallest.isPresent()) {
            DigestAlgorithm assumed =
                    checked.get(smallest.get()).expected().orElseThrow().algorithm();
            kind(assumed, List.of(smallest.get())).ifPresent(kind -> kinds.put(assumed, kind));
        }
        return kinds;
    }

    private Optional<DigestAlgorithm> kind(DigestAlgorithm assumed, List<Integer> tried) throws InterruptedException {
        List<DigestAlgorithm> candidates = DigestText.ofLength(assumed.bytes());
        if (candidates.size() > 1) {
            for (int index : tried) {
                String hex = files.get(index).digests().get(assumed).hex();
                Optional<DigestAlgorithm> kind = check.algorithmOf(index, hex, candidates);
                if (kind.isPresent()) {
                    return kind;
                }
            }
        }
        return Optional.empty();
    }

    /** A file whose digests are of other kinds than was assumed. */
    static ListedFile relabelled(ListedFile file, Map<DigestAlgorithm, DigestAlgorithm> kinds) {
        Map<DigestAlgorithm, ContentDigest> digests = new EnumMap<>(DigestAlgorithm.class);
        file.digests().forEach((assumed, digest) -> {
            DigestAlgorithm kind = kinds.getOrDefault(assumed, assumed);
            digests.put(kind, ContentDigest.of(kind, digest.hex()));
        });
        return new ListedFile(file.path(), file.length(), digests);
    }
}
