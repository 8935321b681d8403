package org.seedbank.integrity.fixity;

import java.util.BitSet;
import java.util.Optional;
import org.seedbank.integrity.ContentDigest;

/**
 * The digests of a report of which some files were verified again.
 *
 * @param renewed the files whose digests are those of the later verification; not changed any more
 */
record UpdatedDigests(FileDigests before, FileDigests later, BitSet renewed) implements FileDigests {

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
