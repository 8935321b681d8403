package org.seedbank.integrity.interchange;

import java.util.List;
import java.util.Optional;
import org.seedbank.integrity.ContentDigest;
import org.seedbank.integrity.fixity.FileDigests;
import org.seedbank.integrity.fixity.FileFinding;

/**
 * What is known of one file, for a report.
 *
 * @param expected a digest that a list has of it: the first that differs, or the strongest
 * @param found the same digest of what is there; empty when it was not computed
 */
record CheckedFile(FileFinding finding, Optional<ContentDigest> expected, Optional<ContentDigest> found) {

    /** A file about which there is a finding, but no digest. */
    static CheckedFile of(FileFinding finding) {
        return new CheckedFile(finding, Optional.empty(), Optional.empty());
    }

    /** The same file, about which something else has to be said. */
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
