package org.seedbank.integrity;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What a verification found, file by file.
 *
 * @param reference what was verified against
 * @param root the folder or file that was verified
 * @param findings one for each file of the reference, in its order
 * @param digests of the files, in the same order
 * @param extras paths below the root that the dataset does not have, sorted; at most {@link #MAX_EXTRAS}
 * @param started when verification began
 * @param ended when it ended
 */
public record FixityReport(
        FixityReference reference,
        Path root,
        List<FileFinding> findings,
        FileDigests digests,
        List<String> extras,
        Instant started,
        Instant ended) {

    /** Most extra paths that are listed. */
    public static final int MAX_EXTRAS = 10_000;

    /** Copies the lists. */
    public FixityReport {
        findings = List.copyOf(findings);
        extras = List.copyOf(extras);
    }

    /** The files that are not what was published: damaged, missing, of wrong length or unreadable. */
    public List<FileFinding> damage() {
        return findings.stream().filter(FixityReport::isDamage).toList();
    }

    private static boolean isDamage(FileFinding finding) {
        return finding instanceof FileFinding.Damaged
                || finding instanceof FileFinding.Missing
                || finding instanceof FileFinding.WrongLength
                || finding instanceof FileFinding.Unreadable;
    }

    /** How many files were to be verified. */
    public long chosenCount() {
        return findings.stream()
                .filter(finding -> !(finding instanceof FileFinding.NotChosen))
                .count();
    }

    /** How many files of the reference were left out: not chosen, or ignored because they are not there. */
    public long leftOutCount() {
        return findings.size() - chosenCount();
    }

    /** Whether the digest of each file was compared, alone or beside the pieces. */
    public boolean checkedFileDigests() {
        return reference.checkedFileDigests();
    }

    /** Bytes that the files to be verified should have. */
    public long chosenBytes() {
        return findings.stream()
                .filter(finding -> !(finding instanceof FileFinding.NotChosen))
                .mapToLong(FileFinding::length)
                .sum();
    }

    /** How many files are intact. */
    public long intactCount() {
        return findings.stream()
                .filter(finding -> finding instanceof FileFinding.Intact)
                .count();
    }

    /** Whether every file that was to be verified is proven to be what was published. */
    public boolean isIntact() {
        return intactCount() == chosenCount();
    }

    /** Bytes of the files that are intact. */
    public long intactBytes() {
        return findings.stream()
                .filter(finding -> finding instanceof FileFinding.Intact)
                .mapToLong(FileFinding::length)
                .sum();
    }
}
