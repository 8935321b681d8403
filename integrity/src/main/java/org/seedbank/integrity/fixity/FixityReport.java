package org.seedbank.integrity.fixity;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.seedbank.integrity.ContentDigest;

/**
 * Describes what a verification found, file by file.
 *
 * @param reference what was verified against
 * @param root the folder or file that was verified
 * @param findings one for each file of the reference, in its order
 * @param digests of the files, in the same order
 * @param extras paths below the root that the dataset does not have, sorted; at most {@link #MAX_EXTRAS}
 * @param started when verification began
 * @param ended when it ended
 * @param resumedBytes bytes that an earlier run had read and a checkpoint knew, so that this one did not read them
 * @param links what stands in the places of the dataset's symbolic links; empty where nobody looked
 * @param warnings what a person should know besides, about the reference or the copy; no damage
 */
public record FixityReport(
        FixityReference reference,
        Path root,
        List<FileFinding> findings,
        FileDigests digests,
        List<String> extras,
        Instant started,
        Instant ended,
        long resumedBytes,
        List<LinkFinding> links,
        List<String> warnings) {

    /** Most extra paths that are listed. */
    public static final int MAX_EXTRAS = 10_000;

    /** Copies the lists. */
    public FixityReport {
        findings = List.copyOf(findings);
        extras = List.copyOf(extras);
        links = List.copyOf(links);
        warnings = List.copyOf(warnings);
    }

    /** A report of a run that read everything itself. */
    public FixityReport(
            FixityReference reference,
            Path root,
            List<FileFinding> findings,
            FileDigests digests,
            List<String> extras,
            Instant started,
            Instant ended) {
        this(reference, root, findings, digests, extras, started, ended, 0, List.of(), List.of());
    }

    /** Returns the same report with these warnings. */
    public FixityReport withWarnings(List<String> others) {
        return new FixityReport(
                reference, root, findings, digests, extras, started, ended, resumedBytes, links, others);
    }

    /** Returns the same report once the copy was moved as a whole. */
    public FixityReport movedTo(Path place) {
        return new FixityReport(
                reference, place, findings, digests, extras, started, ended, resumedBytes, links, warnings);
    }

    /** Returns the same report without what was found of the files that fail a test, as if they had not been chosen. */
    public FixityReport only(Predicate<FileFinding> test) {
        List<FileFinding> some = findings.stream()
                .map(each -> test.test(each) ? each : new FileFinding.NotChosen(each.path(), each.length()))
                .toList();
        return new FixityReport(reference, root, some, digests, extras, started, ended, resumedBytes, links, warnings);
    }

    /** The files whose bytes are not what was published: damaged, missing, of wrong length, unreadable or unlisted. */
    public List<FileFinding> damage() {
        return findings.stream().filter(FixityReport::isDamage).toList();
    }

    /** Tells whether a file is not what was published, as {@link #damage} tells. */
    public static boolean isDamage(FileFinding finding) {
        return finding instanceof FileFinding.Damaged
                || finding instanceof FileFinding.Missing
                || finding instanceof FileFinding.WrongLength
                || finding instanceof FileFinding.Unreadable
                || finding instanceof FileFinding.NotFetched
                || finding instanceof FileFinding.Unlisted;
    }

    /** How many files break a rule of the reference, whatever their bytes are. */
    public long invalidCount() {
        return findings.stream()
                .filter(finding -> finding instanceof FileFinding.Invalid)
                .count();
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

    /** Tells whether the digest of each file was compared, alone or beside the pieces. */
    public boolean checkedFileDigests() {
        return reference.checkedFileDigests();
    }

    /** Bytes that the files to be verified should have, as far as the reference tells. */
    public long chosenBytes() {
        return findings.stream()
                .filter(finding -> !(finding instanceof FileFinding.NotChosen))
                .mapToLong(finding -> Math.max(0, finding.length()))
                .sum();
    }

    /** How many files are intact. */
    public long intactCount() {
        return findings.stream()
                .filter(finding -> finding instanceof FileFinding.Intact)
                .count();
    }

    /** Tells whether every file that was to be verified is proven to be what was published, and none stands for a link. */
    public boolean isIntact() {
        return intactCount() == chosenCount() && !hasFalseLinks();
    }

    /** Tells whether something else than what a link leads to stands in its place. */
    public boolean hasFalseLinks() {
        return links.stream().anyMatch(link -> link.state() == LinkFinding.State.DIFFERENT);
    }

    /**
     * This report with what a later verification of some of the files found of them.
     *
     * @param later of the same reference and root; what was not chosen in it stays as it is here
     */
    public FixityReport updatedBy(FixityReport later) {
        List<FileFinding> newest = new ArrayList<>(findings);
        BitSet renewed = new BitSet();
        for (int i = 0; i < newest.size(); i++) {
            if (!(later.findings.get(i) instanceof FileFinding.NotChosen)) {
                newest.set(i, later.findings.get(i));
                renewed.set(i);
            }
        }
        FileDigests newestDigests = new UpdatedDigests(digests, later.digests, renewed);
        return new FixityReport(
                reference,
                root,
                newest,
                newestDigests,
                later.extras,
                started,
                later.ended,
                0,
                later.links,
                later.warnings);
    }

    /** Bytes of the files that are intact. */
    public long intactBytes() {
        return findings.stream()
                .filter(finding -> finding instanceof FileFinding.Intact)
                .mapToLong(FileFinding::length)
                .sum();
    }

    /**
     * The digests of a report of which some files were verified again.
     *
     * @param renewed the files whose digests are those of the later verification; not changed any more
     */
    private record UpdatedDigests(FileDigests before, FileDigests later, BitSet renewed) implements FileDigests {

        @Override
        public Optional<ContentDigest> expected(int file) {
            return newest(file).expected(file);
        }

        @Override
        public Optional<ContentDigest> found(int file) {
            return newest(file).found(file);
        }

        private FileDigests newest(int file) {
            return renewed.get(file) ? later : before;
        }
    }
}
