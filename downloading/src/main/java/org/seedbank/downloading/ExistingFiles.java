package org.seedbank.downloading;

import java.time.Instant;
import java.util.function.Predicate;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.repair.KeptFiles;

/**
 * The treatment of files that are at a place already and are not what was published. Intact ones are always kept.
 *
 * @param policy what a person said of them
 * @param fetchedHere the files that this home itself fetched there for this very torrent: they are replaced
 * @param writtenTo the files that somebody may have written to since: they stay beside what replaces them, unless a person
 *     has said to overwrite them
 */
public record ExistingFiles(Policy policy, Predicate<DatasetPath> fetchedHere, Predicate<DatasetPath> writtenTo) {

    /** A person's word on files that are not what was published. */
    public enum Policy {
        /** They are in the way: nothing is touched. */
        REFUSE,
        /** They stay as they are, and are named. */
        ADOPT,
        /** They are replaced once the published bytes have been verified. */
        OVERWRITE
    }

    /** Nobody's files are touched. */
    public static final ExistingFiles REFUSED = of(Policy.REFUSE);

    /** Of files that this home did not fetch. */
    public static ExistingFiles of(Policy policy) {
        return new ExistingFiles(policy, path -> false, path -> true);
    }

    /** This treatment where this home fetched these files. */
    public ExistingFiles fetchedHere(Predicate<DatasetPath> files) {
        return new ExistingFiles(policy, files, writtenTo);
    }

    /** This treatment where nobody has written to others than these files since they were fetched. */
    public ExistingFiles writtenTo(Predicate<DatasetPath> files) {
        return new ExistingFiles(policy, fetchedHere, files);
    }

    /** The files that stay beside what replaces them now. */
    public KeptFiles kept(Predicate<DatasetPath> replaced) {
        return policy == Policy.OVERWRITE ? KeptFiles.NONE : new KeptFiles(replaced.and(writtenTo), Instant.now());
    }

    /** True when a file that is not what was published is replaced. */
    public boolean replaces(DatasetPath path) {
        return policy == Policy.OVERWRITE || fetchedHere.test(path);
    }

    /** True when such a file keeps everything else from being fetched. */
    public boolean areInTheWay(DatasetPath path) {
        return policy == Policy.REFUSE && !fetchedHere.test(path);
    }
}
